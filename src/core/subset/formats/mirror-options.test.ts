import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasGit } from '../../../../test/fixtures/has-git.ts';
import { prepareSampleMirror } from '../../mirror/index.ts';
import { measureExport } from '../measure-export.ts';
import { quietControl } from '../plan-export.ts';
import { runExport } from '../run-export.ts';
import { allPackages, exportTo, idle, openMirror, ownFactsOfAll, workFolder, writeFiles, type OpenMirror } from '../testing.ts';
import type { ExportOptions } from '../types.ts';
import { verifyExport } from '../verify-export.ts';
import { exportOptionsSchema } from '../../../shared/contract/exports.ts';

const resources = join(import.meta.dirname, '..', '..', '..', '..', 'resources', 'sample-mirror');
const work = workFolder();
const sampleFolder = join(work.path, 'sample');
let sample: OpenMirror;

beforeAll(async () => {
  prepareSampleMirror(resources, sampleFolder);
  sample = await openMirror(join(work.path, 'sample.db'), sampleFolder);
});
afterAll(() => {
  sample.close();
  work.remove();
});

const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const manifestIn = (path: string): Record<string, unknown> => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
const hasTar = spawnSync('tar', ['--version']).error === undefined;

describe('one archive', () => {
  const pack = (name: string, options: Partial<ExportOptions> = {}): string => {
    const target = join(work.path, name);
    exportTo(target, sample, { format: 'mirror', packed: true, withClones: true, ...options });
    return target;
  };

  test('has the same bytes each time, is deflated as one member, and is as its manifest says', () => {
    const first = pack('first.tar.gz');
    expect(digest(pack('second.tar.gz'))).toBe(digest(first));
    expect(gunzipSync(readFileSync(first)).length % 512).toBe(0);
    expect(verifyExport(first, idle)).toMatchObject({ failed: 0, files: 1, clones: 0 });
    expect(readdirSync(work.path).filter((name) => name.includes('.part'))).toEqual([]);
  });

  test('opens as a mirror with exactly the chosen packages', async () => {
    const target = pack('chosen.tar.gz', { selection: { kind: 'query', query: 'hub:modelhub OR hub:modelzoo' } });
    const again = await openMirror(join(work.path, 'chosen.db'), target);
    const names = (mirror: OpenMirror): string[] => allPackages(mirror).map(({ hub, name }) => `${hub}/${name}`).sort();
    expect(names(again)).toEqual(names(sample).filter((name) => /^model(hub|zoo)\//.test(name)));
    again.close();
  });

  test.skipIf(!hasTar)('unpacks to what a folder has, byte for byte, and is checked there too (skipped without tar)', () => {
    const folder = join(work.path, 'unpacked');
    mkdirSync(folder);
    execFileSync('tar', ['-xzf', pack('whole.tar.gz'), '-C', folder]);
    const plain = join(work.path, 'plain');
    exportTo(plain, sample, { format: 'mirror', withClones: true });
    const files = (root: string): string[] => readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(root.length)).sort();
    expect(files(folder)).toEqual(files(plain));
    for (const path of files(plain)) expect(readFileSync(join(folder, path)).equals(readFileSync(join(plain, path))), path).toBe(true);
    expect(verifyExport(folder, idle)).toMatchObject({ failed: 0 });
  });

  test.skipIf(!hasTar)('keeps long and foreign names, links and what programs are (skipped without tar)', async () => {
    const name = `${'long-'.repeat(40)}ü🤗`;
    const mirrorFolder = join(work.path, 'names');
    writeFiles(mirrorFolder, { 'data/modelhub/repos/a/b/.git/HEAD': 'ref: refs/heads/main\n', [`data/modelhub/repos/a/b/${name}/run.sh`]: 'echo', 'data/modelhub/repos/a/b/large.bin': 'x'.repeat((1 << 20) + 7) });
    execFileSync('chmod', ['+x', join(mirrorFolder, `data/modelhub/repos/a/b/${name}/run.sh`)]);
    execFileSync('ln', ['-s', `${name}/run.sh`, join(mirrorFolder, 'data/modelhub/repos/a/b/link')]);
    const mirror = await openMirror(join(work.path, 'names.db'), mirrorFolder);
    const target = join(work.path, 'names.tar.gz');
    exportTo(target, mirror, { format: 'mirror', packed: true, withClones: true });
    const folder = join(work.path, 'names-unpacked');
    mkdirSync(folder);
    execFileSync('tar', ['-xzf', target, '-C', folder]);
    const copy = join(folder, 'data/modelhub/repos/a/b');
    expect(readFileSync(join(copy, 'link'), 'utf8')).toBe('echo');
    expect(statSync(join(copy, name, 'run.sh')).mode & 0o777).toBe(0o755);
    expect(readFileSync(join(copy, 'large.bin'), 'utf8')).toBe('x'.repeat((1 << 20) + 7));
    mirror.close();
  });
});

test('records are numbered anew on request, from 0 on in each hub, and nothing else changes', async () => {
  const plain = join(work.path, 'as-they-are');
  const numbered = join(work.path, 'numbered');
  const selection = { kind: 'query', query: 'NOT bert' } as const;
  exportTo(plain, sample, { format: 'mirror', selection });
  exportTo(numbered, sample, { format: 'mirror', selection, renumber: true });
  const records = (folder: string, hub: string): Record<string, unknown>[] => JSON.parse(readFileSync(join(folder, 'data', hub, 'json', `${hub}.json`), 'utf8')) as Record<string, unknown>[];
  for (const hub of ['huggingface', 'onnxmodelzoo', 'modelhub']) {
    expect(records(numbered, hub)).toEqual(records(plain, hub).map((record, id) => ({ ...record, id })));
    expect(records(plain, hub).map(({ id }) => id), hub).not.toEqual([]);
  }
  const again = await openMirror(join(work.path, 'numbered.db'), numbered);
  const chosen = await openMirror(join(work.path, 'as-they-are.db'), plain);
  expect(allPackages(again).length).toBe(allPackages(chosen).length);
  again.close();
  chosen.close();
});

describe.skipIf(process.platform === 'win32')('clones come as they were asked for (skipped on Windows: other disks)', () => {
  test('by hard links: the same files, which the manifest says', () => {
    const target = join(work.path, 'linked-clones');
    exportTo(target, sample, { format: 'mirror', withClones: true, copyBy: 'link' });
    const [clone] = manifestIn(join(target, 'ptmx-manifest.json'))['clones'] as { path: string }[];
    const file = readdirSync(join(target, clone?.path ?? '', '.git')).find((name) => name === 'HEAD') ?? '';
    expect(statSync(join(target, clone?.path ?? '', '.git', file)).ino).toBe(statSync(join(sampleFolder, clone?.path ?? '', '.git', file)).ino);
    expect(JSON.stringify(manifestIn(join(target, 'ptmx-manifest.json'))['notes'])).toContain('hard links');
    expect(manifestIn(join(target, 'ptmx-manifest.json'))['options']).toEqual({ withClones: true, copyBy: 'link' });
  });

  test('by copies: other files', () => {
    const target = join(work.path, 'copied-clones');
    exportTo(target, sample, { format: 'mirror', withClones: true, copyBy: 'copy' });
    const [clone] = manifestIn(join(target, 'ptmx-manifest.json'))['clones'] as { path: string }[];
    const head = join(clone?.path ?? '', '.git', 'HEAD');
    expect(statSync(join(target, head)).ino).not.toBe(statSync(join(sampleFolder, head)).ino);
  });

  test('not at all where the disk cannot: named before anything is written', () => {
    const options = { format: 'mirror', withClones: true, copyBy: 'reflink', target: join(work.path, 'shared-blocks') } as const;
    const measured = measure(sample, options);
    if (measured.sharesBlocks === true) return;
    expect(measured.refusal?.message).toContain('cannot share blocks');
    expect(() => exportTo(options.target, sample, options)).toThrow('cannot share blocks');
    expect(readdirSync(work.path).filter((name) => name.startsWith('shared-blocks'))).toEqual([]);
  });
});

function measure(mirror: OpenMirror, options: Partial<ExportOptions> & Pick<ExportOptions, 'format'>) {
  return measureExport(mirror.context, { selection: { kind: 'query', query: '' }, overwrite: false, columns: null, ...exportOptionsSchema().parse({}), target: null, ...options }, quietControl(() => false));
}

describe.skipIf(!hasGit)('without the contents of Git LFS (skipped without git)', () => {
  const content = 'w'.repeat(5000);
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${createHash('sha256').update(content).digest('hex')}\nsize ${content.length}\n`;
  const git = (folder: string, ...args: string[]): string =>
    execFileSync('git', ['-c', 'safe.directory=*', '-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'filter.lfs.clean=head -c 0 >/dev/null; cat pointer.txt', '-C', folder, ...args], { encoding: 'utf8' });
  let lfs: OpenMirror;
  let clone: string;

  beforeAll(async () => {
    const folder = join(work.path, 'lfs');
    clone = join(folder, 'data/huggingface/repos/o/m');
    mkdirSync(clone, { recursive: true });
    git(clone, 'init', '-q');
    writeFiles(clone, { 'pointer.txt': pointer, '.gitattributes': '*.bin filter=lfs\n', 'model.bin': content, 'sub/changed.bin': content, 'README.md': 'card', [`.git/lfs/objects/ab/cd/${'ab'.repeat(32)}`]: content });
    git(clone, 'add', '.');
    git(clone, 'commit', '-qm', 'first');
    writeFileSync(join(clone, 'sub/changed.bin'), `${content}!`);
    lfs = await openMirror(join(work.path, 'lfs.db'), folder);
  });
  afterAll(() => lfs.close());

  test.each([2, 4])('files are their pointers, and git finds what it would find in such a clone (index version %i)', (version) => {
    git(clone, 'update-index', '--index-version', String(version));
    const target = join(work.path, `lfs-copy-${version}`);
    exportTo(target, lfs, { format: 'mirror', withClones: true, lfsContent: false });
    const copy = join(target, 'data/huggingface/repos/o/m');
    expect(readFileSync(join(copy, 'model.bin'), 'utf8')).toBe(pointer);
    expect(existsSync(join(copy, '.git/lfs/objects'))).toBe(false);
    // As a machine without git-lfs sees it; what somebody changed stays changed.
    const status = execFileSync('git', ['-c', 'safe.directory=*', '-C', copy, 'status', '--porcelain'], { encoding: 'utf8' });
    expect(status).toBe(' M sub/changed.bin\n');
    expect(git(copy, 'fsck', '--no-dangling')).toBe('');
    expect(verifyExport(target, idle)).toMatchObject({ failed: 0 });
    expect(lstatSync(join(clone, 'model.bin')).size).toBe(content.length);
  });

  test('their bytes are told before', () => {
    const options = { format: 'mirror', withClones: true } as const;
    const whole = measure(lfs, options);
    const without = measure(lfs, { ...options, lfsContent: false });
    expect(without.lfsBytes).toBe(2 * content.length);
    expect(without.cloneBytes).toBe((whole.cloneBytes ?? 0) + pointer.length);
    expect(without.bytes).toBe(whole.bytes - 2 * content.length + pointer.length);
  });
});

describe('before anything is written', () => {
  test('names that other systems cannot hold are counted and warned of', async () => {
    const folder = join(work.path, 'hostile');
    const base = 'data/modelhub/repos/a/b';
    writeFiles(folder, { [`${base}/.git/HEAD`]: 'ref: refs/heads/main\n' });
    const names = ['aux.txt', 'COM1', 'dot.', 'space ', 'a:b', 'what?', 'Model', 'model'];
    if (process.platform !== 'linux') return;
    for (const name of names) writeFileSync(join(folder, base, name), name);
    const mirror = await openMirror(join(work.path, 'hostile.db'), folder);
    const target = join(work.path, 'of-hostile');
    const { warnings } = exportTo(target, mirror, { format: 'mirror', withClones: true });
    const found = Object.fromEntries(warnings.map(({ reason, examples }) => [reason.slice(0, 26), examples.map((path) => path.slice(base.length + 1))]));
    expect(found).toEqual({
      'Windows keeps these names ': ['COM1', 'aux.txt'], 'Windows takes no name that': ['dot.', 'space '], 'Windows takes no name with': ['a:b', 'what?'], 'These names differ from ot': ['model'],
    });
    expect(manifestIn(join(target, 'ptmx-manifest.json'))['warnings']).toEqual(warnings);
    expect(measure(mirror, { format: 'mirror', withClones: true }).warnings).toEqual(warnings);
    expect(readdirSync(join(target, base)).length).toBe(names.length + 1);
    mirror.close();
  });

  test('a disk that is too small is named with what is missing', () => {
    const target = join(work.path, 'small');
    for (const format of ['mirror', 'csv', 'parquet', 'bibtex'] as const) {
      const options = { format, selection: { kind: 'query', query: '' }, overwrite: false, columns: null, appVersion: '1', ...exportOptionsSchema().parse({}), target } as const;
      expect(() => runExport(sample.context, options, idle, { freeSpace: () => 100 }), format).toThrow(/needs .* 0\.0 MB are free/);
    }
    expect(readdirSync(work.path).filter((name) => name.startsWith('small'))).toEqual([]);
  });

  test('sizes of tables are judged by some packages', () => {
    const target = join(work.path, 'sized.csv');
    const { bytes, counted, refusal, freeBytes } = measure(sample, { format: 'csv', target });
    expect(counted).toBe(true);
    expect(bytes).toBe(exportTo(target, sample, { format: 'csv' }).bytes);
    expect(refusal).toBeNull();
    expect(freeBytes).toBeGreaterThan(0);
    expect(measure(sample, { format: 'csv', target }).refusal?.message).toContain('exists already');
  });

  test('options that a form does not have are refused', () => {
    const target = join(work.path, 'refused');
    for (const options of [{ format: 'csv', packed: true }, { format: 'mirror', byHub: true }, { format: 'csv', byHub: true }, { format: 'mirror', copyBy: 'link' }, { format: 'mirror', packed: true, withClones: true, copyBy: 'link' }] as const) {
      expect(() => exportTo(target, sample, options), JSON.stringify(options)).toThrow(expect.objectContaining({ code: 'invalid-arguments' }));
    }
  });
});

test('an archive of a subset is the mirror that its packages came from', async () => {
  const chosen = allPackages(sample).filter((_, index) => index % 4 === 0);
  const target = join(work.path, 'facts.tar.gz');
  exportTo(target, sample, { format: 'mirror', packed: true, selection: { kind: 'list', packages: chosen.map(({ hub, name, ordinal }) => ({ hub, name, ordinal })) } });
  const folder = join(work.path, 'facts');
  exportTo(folder, sample, { format: 'mirror', selection: { kind: 'list', packages: chosen.map(({ hub, name, ordinal }) => ({ hub, name, ordinal })) } });
  const [packed, plain] = [await openMirror(join(work.path, 'facts-packed.db'), target), await openMirror(join(work.path, 'facts-plain.db'), folder)];
  expect(ownFactsOfAll(allPackages(packed))).toEqual(ownFactsOfAll(allPackages(plain)));
  packed.close();
  plain.close();
});
