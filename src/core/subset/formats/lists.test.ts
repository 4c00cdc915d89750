import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExportFormat } from '../../../shared/contract/index.ts';
import { prepareSampleMirror } from '../../mirror/index.ts';
import { exportTo, hasPython, openMirror, python, workFolder, writeFiles, type OpenMirror } from '../testing.ts';

const work = workFolder();
const resources = join(import.meta.dirname, '..', '..', '..', '..', 'resources', 'sample-mirror');
let hostile: OpenMirror;
let sample: OpenMirror;

const models = [
  { modelId: "it's; rm -rf $HOME `id`/a", sha: 'b'.repeat(40), tags: ['arxiv:1909.11942'] },
  { modelId: 'line\nbreak/b', tags: ['arxiv:1909.11942', 'doi:10.1000/x_y'] },
  { modelId: 'up/../../../etc', sha: 'c'.repeat(40) },
  { modelId: 'plain/c', sha: '--upload-pack=evil' },
];

beforeAll(async () => {
  writeFiles(join(work.path, 'hostile'), { 'data/huggingface/json/metadata/hf_metadata.json': JSON.stringify(models) });
  hostile = await openMirror(join(work.path, 'hostile.db'), join(work.path, 'hostile'));
  prepareSampleMirror(resources, join(work.path, 'sample'));
  sample = await openMirror(join(work.path, 'sample.db'), join(work.path, 'sample'));
});
afterAll(() => {
  hostile.close();
  sample.close();
  work.remove();
});

function write(mirror: OpenMirror, format: ExportFormat): string {
  const file = join(work.path, `list.${format}`);
  exportTo(file, mirror, { format, overwrite: true });
  return file;
}

const hasShell = process.platform !== 'win32' && spawnSync('sh', ['-c', ':']).status === 0;

describe.skipIf(!hasShell)('a clone script, run by sh with a git that only writes down how it is called (skipped without sh)', () => {
  /** The calls of git that a script makes, arguments apart. */
  function callsOf(script: string): { calls: string[][]; status: number | null; output: string } {
    const bin = join(work.path, 'bin');
    const log = join(work.path, 'calls');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'git'), `#!/bin/sh\nprintf '%s\\037' "$@" >> '${log}'\nprintf '\\036' >> '${log}'\n`);
    chmodSync(join(bin, 'git'), 0o755);
    writeFileSync(log, '');
    const run = spawnSync('sh', [script], { cwd: bin, encoding: 'utf8', env: { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, HOME: '/nowhere' } });
    const calls = readFileSync(log, 'utf8').split('\u001E').slice(0, -1).map((call) => call.split('\u001F').slice(0, -1));
    return { calls, status: run.status, output: run.stdout + run.stderr };
  }

  test('takes hostile names as names, leaves out what leads elsewhere, and checks out stated commits only', () => {
    const { calls, status, output } = callsOf(write(hostile, 'clones'));
    expect({ status, output }).toEqual({ status: 0, output: '0 failed\n' });
    expect(calls.filter(([verb]) => verb === 'clone')).toEqual([
      ['clone', '--quiet', '--', 'https://huggingface.co/plain/c', 'data/huggingface/repos/plain/c'],
    ]);
    expect(calls.some((call) => call.includes('--upload-pack=evil'))).toBe(false);
    const text = readFileSync(join(work.path, 'list.clones'), 'utf8');
    expect(text.split('\n').filter((line) => line.startsWith('# left out'))).toHaveLength(3);
  });

  test('of the sample mirror clones each repository once, where it lies in the mirror', () => {
    const { calls, status } = callsOf(write(sample, 'clones'));
    expect(status).toBe(0);
    const places = calls.filter(([verb]) => verb === 'clone').map((call) => call.at(-1));
    expect(new Set(places).size).toBe(places.length);
    const here = sample.context.database.prepare<[], string>("SELECT DISTINCT r.path FROM repository AS r JOIN package AS p ON p.repository = r.id WHERE r.origin LIKE 'http%'").pluck().all();
    expect(here.length).toBeGreaterThan(5);
    expect(places).toEqual(expect.arrayContaining(here));
    const commits = calls.filter(([flag]) => flag === '-C').map((call) => call.at(-1));
    expect(commits.length).toBeGreaterThan(0);
    for (const commit of commits) expect(commit).toMatch(/^[0-9a-f]{40}$/);
  });
});

test('addresses are one a line, and only such as a browser opens', () => {
  const lines = readFileSync(write(hostile, 'urls'), 'utf8').split('\n');
  expect(lines).toEqual(['https://huggingface.co/up/../../../etc', 'https://huggingface.co/plain/c', '']);
});

test('an rsync list names the clones that lie in folders, once each, and the JSON of their hubs', () => {
  const lines = readFileSync(write(sample, 'rsync'), 'utf8').trimEnd().split('\n');
  const places = lines.filter((line) => !line.startsWith('#'));
  const clones = sample.context.database.prepare<[], string>('SELECT DISTINCT r.path FROM repository AS r JOIN package AS p ON p.repository = r.id ORDER BY 1').pluck().all();
  expect(places.filter((place) => place.includes('/repos/')).sort()).toEqual(clones.map((path) => `${path}/`).sort());
  expect(places.filter((place) => place.endsWith('/json/'))).toHaveLength(5);
  expect(lines.at(-1)).toMatch(/^# [\d,]+ repositories, [\d,]+ bytes as the hubs state them.*, and the JSON of 5 hubs\.$/);
});

test.skipIf(!hasPython)("a Globus batch is read by Python's shlex, as the Globus CLI reads it (skipped without python3)", () => {
  const program = 'import json, shlex, sys\nprint(json.dumps([shlex.split(line, comments=True) for line in open(sys.argv[1], encoding="utf-8")]))';
  const calls = (JSON.parse(python(program, write(sample, 'globus'))) as string[][]).filter((call) => call.length > 0);
  const places = readFileSync(write(sample, 'rsync'), 'utf8').trimEnd().split('\n').filter((line) => !line.startsWith('#'));
  expect(calls).toEqual(places.map((place) => ['--recursive', place, place]));
});

describe('BibTeX', () => {
  test('cites the dataset, and each paper once with the packages that name it', () => {
    const text = readFileSync(write(hostile, 'bibtex'), 'utf8');
    expect([...text.matchAll(/^@\w+\{([^,]+),$/gmu)].map(([, key]) => key)).toEqual(['ptmtorrent', 'arxiv_1909_11942', 'doi_10_1000_x_y']);
    expect(text).toContain('eprint = {1909.11942}');
    expect(text).toContain('url = {https://doi.org/10.1000/x_y}');
    expect(text).toContain(String.raw`note = {Named by Hugging Face: it's; rm -rf \$HOME \`id\`/a; Hugging Face: line�break/b}`.replaceAll('\\`', '`'));
  });

  test('has balanced braces, whatever packages are called', () => {
    const text = readFileSync(write(hostile, 'bibtex'), 'utf8').replaceAll(/\\[{}]/g, '');
    expect(text.split('{').length).toBe(text.split('}').length);
  });
});

test('a list has no columns to choose', () => {
  expect(() => exportTo(join(work.path, 'x.sh'), sample, { format: 'clones', columns: ['name'] })).toThrow('Clone script has no columns to choose.');
});
