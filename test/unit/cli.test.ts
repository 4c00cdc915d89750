import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../../scripts/build.mjs';
import { prepareSampleMirror } from '../../src/core/mirror/index.ts';
import { pack } from '../../src/core/subset/testing.ts';
import { contract, type CallAnswer, type CallName } from '../../src/shared/contract/index.ts';
import { runCommand, startCommand, type CommandResult } from '../e2e/support/command-line.ts';
import { readCsv } from '../e2e/support/csv.ts';
import { writeHuggingFaceMirror } from '../fixtures/generate-huggingface.ts';
import { emptyFolder, goodMirror } from '../fixtures/hostile-mirrors.ts';
import { projectFolder } from './support/engine.ts';

let folder = '';
let sample = '';
let dataDir = '';

/** Runs a verb over the data folder of these tests, which holds the sample's index. */
const ptmx = (...args: string[]): Promise<CommandResult> => runCommand([...args, '--data-dir', dataDir], folder);

/** Runs a verb with --json and checks what it printed with the schema of the contract's call. */
async function ask<Name extends CallName>(name: Name, ...args: string[]): Promise<CallAnswer<Name>> {
  const { code, stdout, stderr } = await ptmx(...args, '--json');
  expect(code, stderr).toBe(0);
  const answer: unknown = JSON.parse(stdout);
  contract[name].answer.parse(answer);
  return answer as CallAnswer<Name>;
}

async function foundBy(query: string, ...more: string[]): Promise<Pick<CallAnswer<'packages.search'>, 'total' | 'rows'>> {
  const { code, stdout, stderr } = await ptmx('search', query, '--limit', '0', '--json', ...more);
  expect(code, stderr).toBe(0);
  const answer = JSON.parse(stdout) as Pick<CallAnswer<'packages.search'>, 'total' | 'rows'>;
  expect(Object.keys(answer)).toEqual(['total', 'rows']);
  contract['packages.search'].answer.parse({ ...answer, notes: [] });
  return answer;
}

const namesOf = (rows: readonly { readonly hub: string; readonly name: string }[]): string[] => rows.map(({ hub, name }) => `${hub} ${name}`).sort();

/** Names, sizes, times and contents of everything below a folder. */
function fingerprint(path: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' }).sort()) {
    const stat = statSync(join(path, name), { throwIfNoEntry: false });
    hash.update(`${name}\t${stat?.mtimeMs}\t${stat?.size}\n`);
    if (stat?.isFile() && stat.size < 1_000_000) hash.update(readFileSync(join(path, name)));
  }
  return hash.digest('hex');
}

beforeAll(async () => {
  await ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'ptmx-cli-'));
  sample = join(folder, 'sample');
  dataDir = join(folder, 'data');
  prepareSampleMirror(join(projectFolder, 'resources', 'sample-mirror'), sample);
  const indexed = await ptmx('index', sample);
  if (indexed.code !== 0) throw new Error(indexed.stderr);
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('ptmx over the sample mirror', () => {
  test('index opens what has an index, reads it anew with --rebuild, and leaves the mirror as it is', async () => {
    const before = fingerprint(sample);
    const again = await ptmx('index', sample);
    expect(again).toMatchObject({ code: 0 });
    expect(again.stderr).toContain('has an index already');
    const rebuilt = await ptmx('index', sample, '--rebuild', '--json');
    expect(rebuilt.code).toBe(0);
    expect(rebuilt.stderr).toContain('Reading huggingface');
    contract['mirrors.overview'].answer.parse(JSON.parse(rebuilt.stdout));
    expect(fingerprint(sample)).toBe(before);
  });

  test('info counts hub by hub', async () => {
    const info = await ask('mirrors.overview', 'info');
    expect(info.hubs.map(({ hub }) => hub).sort()).toEqual(['huggingface', 'modelhub', 'modelzoo', 'onnxmodelzoo', 'pytorchhub']);
    for (const { hub, records } of info.hubs) {
      const listed: unknown = JSON.parse(readFileSync(join(sample, 'data', hub, 'json', `${hub}.json`), 'utf8'));
      expect(records, hub).toBe(Array.isArray(listed) ? listed.length : -1);
    }
    const { stdout } = await ptmx('info');
    expect(stdout).toContain('huggingface');
    expect(() => void JSON.parse(stdout)).toThrow();
  });

  test('search finds, sorts, pages and says what it does not understand', async () => {
    const all = await foundBy('');
    expect(all.rows).toHaveLength(all.total);
    const masked = await foundBy('task:fill-mask');
    expect(masked.rows.length).toBeGreaterThan(0);
    expect(namesOf(masked.rows)).toEqual(namesOf(all.rows.filter(({ task }) => task === 'fill-mask')));
    const downloads = (await foundBy('', '--sort=-downloads')).rows.map((row) => row.downloads ?? -1);
    expect(downloads).toEqual([...downloads].sort((left, right) => right - left));
    const page = JSON.parse((await ptmx('search', '', '--limit', '5', '--offset', '10', '--json')).stdout) as CallAnswer<'packages.search'>;
    expect(namesOf(page.rows)).toEqual(namesOf(all.rows.slice(10, 15)));
    const odd = await ptmx('search', 'downloads:>lots', '--json');
    expect(odd.code).toBe(2);
    expect(odd.stdout).toBe('');
    expect(odd.stderr).toContain('of the query');
  });

  test('search writes the chosen columns in every format, all of them alike', async () => {
    const columns = ['name', 'license', 'downloads', 'modified', 'card', 'tags', 'datasets'] as const;
    const asked = ['search', 'hub:huggingface', '--limit', '0', '--sort=name', '--columns', columns.join(',')];
    const json = await ptmx(...asked, '--format', 'json');
    expect(json.code, json.stderr).toBe(0);
    const { total, rows } = JSON.parse(json.stdout) as { total: number; rows: Readonly<Record<(typeof columns)[number], unknown>>[] };
    expect(rows).toHaveLength(total);
    expect(rows.some(({ datasets }) => Array.isArray(datasets) && datasets.length > 0)).toBe(true);
    expect(json.stdout).toBe(`${JSON.stringify({ total, rows }, null, 2)}\n`);
    expect(await ptmx(...asked, '--json')).toMatchObject({ stdout: json.stdout });
    const lines = (await ptmx(...asked, '--format', 'jsonl')).stdout.trimEnd().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(rows);
    const csv = (await ptmx(...asked, '--format', 'csv')).stdout;
    expect(csv.split('\r\n')[0]).toBe(columns.join(','));
    const read = readCsv(csv);
    expect(read.map(({ name }) => name)).toEqual(rows.map(({ name }) => name));
    expect(read.map(({ downloads }) => (downloads === '' ? null : Number(downloads)))).toEqual(rows.map(({ downloads }) => downloads));
    expect(read.map(({ modified }) => (modified === '' ? null : Date.parse(modified ?? '') / 1000))).toEqual(rows.map(({ modified }) => modified));
    const table = (await ptmx(...asked)).stdout.trimEnd().split('\n');
    expect(table).toHaveLength(total + 2);
    expect(table[0]?.split(/ +/)).toEqual(columns);
  });

  test('search prints a result of any size page by page, in an order that pages agree on', async () => {
    const many = join(folder, 'many');
    writeHuggingFaceMirror(many, { models: 2500, seed: 11 });
    const own = (...args: string[]): Promise<CommandResult> => runCommand([...args, '--data-dir', join(folder, 'many-data')], folder);
    expect((await own('index', many)).code).toBe(0);
    const names = async (...args: string[]): Promise<string[]> => (await own('search', '', ...args, '--columns', 'name', '--format', 'jsonl')).stdout.trimEnd().split('\n');
    const all = await names('--limit', '0', '--sort=task');
    expect(all).toHaveLength(2500);
    expect(new Set(all).size).toBe(2500);
    expect(await names('--limit', '0', '--sort=task')).toEqual(all);
    expect(await names('--limit', '700', '--offset', '1100', '--sort=task')).toEqual(all.slice(1100, 1800));
    const reading = startCommand(['search', '', '--limit', '0', '--data-dir', join(folder, 'many-data')], folder);
    reading.child.stdout?.once('data', () => reading.child.stdout?.destroy());
    const { code, stderr } = await reading.ended;
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  test('search counts: the packages, and the values of fields', async () => {
    const { total, rows } = await foundBy('hub:huggingface');
    expect(await ptmx('search', 'hub:huggingface', '--count')).toMatchObject({ code: 0, stdout: `${total}\n` });
    const { stdout } = await ptmx('search', 'hub:huggingface', '--facet', 'arch', '--facet', 'licence:2', '--json');
    const { facets } = JSON.parse(stdout) as CallAnswer<'packages.facets'>;
    expect(facets.map(({ field }) => field)).toEqual(['architecture', 'license']);
    expect(facets[0]?.missing).toBe(rows.filter(({ architecture }) => architecture === null).length);
    for (const { value, count } of facets[0]?.values ?? []) expect(count, value).toBe(rows.filter(({ architecture }) => architecture === value).length);
    expect(facets[1]?.values).toHaveLength(2);
    const csv = readCsv((await ptmx('search', 'hub:huggingface', '--facet', 'arch', '--format', 'csv')).stdout);
    expect(csv.filter(({ value }) => value !== '').map(({ value, count }) => ({ value, count: Number(count) }))).toEqual(facets[0]?.values);
    expect((await ptmx('search', 'hub:huggingface', '--facet', 'arch:1')).stdout).toMatch(/^architecture +packages\n-+ +-+\n\S+ +\d+\n/);
  });

  test('show answers every tab', async () => {
    const name = 'huggingface/bert-base-uncased';
    expect(await ask('packages.get', 'show', name)).toMatchObject({ name: 'bert-base-uncased', task: 'fill-mask', license: 'Apache-2.0' });
    expect(await ask('packages.card', 'show', name, '--tab', 'card')).toMatchObject({ kind: 'card' });
    const files = await ask('packages.files', 'show', name, '--tab', 'files');
    expect(files.files.find(({ path }) => path === 'pytorch_model.bin')?.lfs).toMatchObject({ present: false });
    const config = await ask('packages.file', 'show', name, '--tab', 'files', '--path', 'config.json', '--commit', 'HEAD');
    expect(config).toMatchObject({ kind: 'text', isPretty: true, commit: files.commit });
    expect((await ptmx('show', name, '--tab', 'files', '--path', 'config.json')).stdout).toContain('"model_type": "bert"');
    expect((await ptmx('show', name, '--tab', 'files', '--path', 'no-such-file')).code).toBe(4);
    expect((await ptmx('show', name, '--tab', 'files', '--commit', 'no-such-branch')).code).toBe(4);
    const weights = await ask('packages.weights', 'show', name, '--tab', 'weights');
    expect(weights.files.find(({ path }) => path === 'pytorch_model.bin')).toMatchObject({ outcome: 'absent', verdict: { kind: 'content-absent' } });
    const pickle = await ask('packages.weightFile', 'show', 'pytorchhub/Silero Text-To-Speech Models', '--tab', 'weights', '--path', 'speakers.pkl');
    expect(pickle.code?.imports.rows).toMatchObject([{ name: 'collections.OrderedDict', known: true }]);
    const history = await ask('packages.history', 'show', name, '--tab', 'history');
    expect(history.commits.map(({ signature }) => signature)).toContain('pgp');
    const merge = history.commits.find(({ parents, signature }) => parents.length === 2 && signature === 'pgp');
    const detail = await ask('packages.commit', 'show', name, '--tab', 'history', '--commit', merge?.sha.slice(0, 8) ?? '');
    expect(detail).toMatchObject({ against: merge?.parents[0], isComplete: true, message: "Merge branch 'card'\n" });
    expect(detail.changes.map(({ kind, path }) => [kind, path])).toEqual([['added', 'README.md'], ['added', 'assets/masking.png']]);
    const all = JSON.parse((await ptmx('show', name, '--tab', 'all', '--json')).stdout) as Record<string, unknown>;
    expect(Object.keys(all)).toEqual(['overview', 'card', 'files', 'weights', 'history', 'signatures', 'claims', 'raw']);
    expect(all).toMatchObject({ overview: { name: 'bert-base-uncased', evidence: { card: expect.stringContaining('README.md') } }, signatures: { signed: 1 }, history: { summary: { authors: 6 } } });
    expect((await ptmx('show', name, '--tab', 'all')).code).toBe(2);
    const raw = await ask('packages.raw', 'show', name, '--tab', 'raw');
    expect(JSON.parse(raw.unified?.text ?? '')).toMatchObject({ ModelName: 'bert-base-uncased' });
    expect(await ask('packages.get', 'show', 'onnxmodelzoo/SqueezeNet 1.0#1')).toMatchObject({ name: 'SqueezeNet 1.0', ordinal: 1 });
  });

  test('show draws the history and sums it up', async () => {
    const { stdout, stderr } = await ptmx('show', 'huggingface/bert-base-uncased', '--tab', 'history');
    const graph = stdout.split('\n').slice(0, 16).map((line) => line.replace(/[0-9a-f]{10} .*/, '').trimEnd());
    expect(graph.slice(1, 8)).toEqual(['*', '|\\', '* |', '| *', '|/', '*', '*']);
    expect(stdout).toContain("2021-05-20 Ada Example [pgp]: Merge branch 'card'\n");
    expect(stdout).toContain('12 commits by 6 authors from 2020-01-13 to 2022-11-16, 1 with a signature\nbus factor 3: ');
    expect(stderr).toContain('12 of 12 commits');
    const found = await ptmx('show', 'huggingface/bert-base-uncased', '--tab', 'history', '--find', 'chandra@');
    expect(found.stderr).toContain('3 of 3 commits');
    const heat = await ptmx('show', 'huggingface/bert-base-uncased', '--tab', 'history', '--heat', '--limit', '1');
    expect(heat.stdout).toMatch(/^changes +last +path\n[- ]+\n +3 +2020-10-19 +config\.json\n$/);
    expect(heat.stderr).toContain('in 12 commits; their 2 merges left out');
  });

  test('reach ranks people by repositories and accounts by packages', async () => {
    const direct = await ask('reach.list', 'reach', '--kind', 'direct', '--top', '3');
    expect(direct.rows).toHaveLength(3);
    expect(direct.rows.map(({ reach }) => reach)).toEqual(direct.rows.map(({ reach }) => reach).sort((left, right) => right - left));
    const owner = await ask('reach.list', 'reach', '--kind', 'owner', '--hub', 'huggingface', '--top', '1000');
    const { rows } = await foundBy('hub:huggingface');
    const owned = new Map<string, number>();
    for (const row of rows) if (row.owner !== null) owned.set(row.owner, (owned.get(row.owner) ?? 0) + 1);
    expect(owner.maintainers).toBe(owned.size);
    expect(owner.rows.map(({ reach }) => reach)).toEqual([...owned.values()].sort((left, right) => right - left));
  });

  test('lineage prints bases and what was made from a package, and writes graphs', async () => {
    const { rows } = await foundBy('has:base');
    const [made] = rows;
    if (!made) throw new Error('The sample has no package with a base model');
    const key = `${made.hub}/${made.name}`;
    const graph = await ask('graph.draw', 'lineage', key, '--up');
    expect(graph.nodes[0]).toMatchObject({ kind: 'package', label: made.name, focus: true, distance: 0 });
    expect(graph.nodes.slice(1).every(({ distance }) => distance !== null && distance < 0)).toBe(true);
    expect(graph.edges.length).toBeGreaterThan(0);
    const printed = await ptmx('lineage', key);
    expect(printed.stdout.split('\n')).toEqual(expect.arrayContaining([expect.stringContaining(made.name), expect.stringContaining(graph.nodes[1]?.label ?? '?')]));
    const dot = await ptmx('lineage', key, '--format', 'dot');
    expect(dot.stdout).toMatch(/^digraph /m);
    expect((await ptmx('lineage', 'huggingface/no-such-model')).code).toBe(4);
    expect((await ptmx('lineage')).code).toBe(2);
  });

  test('reach gives spread, times and packages of a scope, and writes CSV', async () => {
    const spread = await ask('reach.curve', 'reach', '--show', 'spread', '--kind', 'transitive', '--edges', 'lineage,dataset', '--holder', 'committed', '--key', 'both');
    expect(spread.rule).toContain('the datasets that it names');
    const times = await ask('reach.times', 'reach', '--show', 'times');
    expect(times.periods.length).toBeGreaterThan(1);
    const packages = await ask('reach.packages', 'reach', '--show', 'packages', '--top', '3');
    expect(packages.trusted.mean).toBe(packages.dependants.mean);
    const all = await ask('reach.list', 'reach', '--query', 'hub:huggingface', '--role', 'either', '--top', '0');
    const csv = await ptmx('reach', '--query', 'hub:huggingface', '--role', 'either', '--top', '0', '--csv');
    expect(readCsv(csv.stdout).map(({ maintainer }) => maintainer)).toEqual(all.rows.map(({ maintainer }) => maintainer));
  });

  test('aliases merges, writes a mailmap, and takes it back and in', async () => {
    const before = await ask('reach.list', 'reach', '--top', '2');
    const [first, second] = before.rows.map(({ maintainer }) => maintainer);
    const merged = await ask('aliases.merge', 'aliases', '--merge', second ?? '', '--into', first ?? '', '--name', 'Ada Both');
    expect(merged).toMatchObject({ maintainer: first, removed: [] });
    const after = await ask('reach.list', 'reach', '--top', '2');
    expect(after.maintainers).toBe(before.maintainers - 1);
    expect(after.rows[0]).toMatchObject({ maintainer: first, name: 'Ada Both', aliased: true });
    const file = join(folder, 'people.mailmap');
    await ptmx('aliases', '--export', file);
    expect(readFileSync(file, 'utf8')).toContain(`Ada Both <${first}> <${second}>`);
    await ptmx('aliases', '--remove', second ?? '');
    expect((await ask('reach.list', 'reach')).maintainers).toBe(before.maintainers);
    expect(await ask('aliases.import', 'aliases', '--import', file)).toMatchObject({ same: 1, bad: [] });
    expect((await ask('reach.list', 'reach')).maintainers).toBe(before.maintainers - 1);
    for (const email of [first, second]) await ptmx('aliases', '--remove', email ?? '');
  });

  test('problems lists what info counts', async () => {
    const problems = await ask('problems.list', 'problems', '--limit', '1000');
    const { hubs } = await ask('mirrors.overview', 'info');
    expect(problems.total).toBeGreaterThan(0);
    expect(problems.rows).toHaveLength(problems.total);
    for (const { hub, problems: counted } of hubs) expect(problems.rows.filter((problem) => problem.hub === hub), hub).toHaveLength(counted);
    const broken = await ask('problems.list', 'problems', '--code', 'broken-clone');
    expect(broken.rows.every(({ code }) => code === 'broken-clone')).toBe(true);
  });

  test('export writes the packages of a search as CSV and as JSON lines', async () => {
    const found = namesOf((await foundBy('bert')).rows);
    const csv = join(folder, 'found.csv');
    const written = await ptmx('export', '--format', 'csv', '--out', csv, '--query', 'bert', '--json');
    expect(written.code, written.stderr).toBe(0);
    expect(JSON.parse(written.stdout)).toEqual({ path: csv, count: found.length, bytes: statSync(csv).size, warnings: [] });
    expect(namesOf(readCsv(readFileSync(csv, 'utf8')) as { hub: string; name: string }[])).toEqual(found);

    const lines = join(folder, 'found.jsonl');
    const silent = await ptmx('export', 'bert', '--format', 'jsonl', '--out', lines);
    expect(silent).toMatchObject({ code: 0, stdout: '' });
    const records = readFileSync(lines, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as { hub: string; name: string });
    expect(namesOf(records)).toEqual(found);

    const refused = await ptmx('export', '--format', 'csv', '--out', csv, '--query', 'gpt2');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('--overwrite');
    expect(namesOf(readCsv(readFileSync(csv, 'utf8')) as { hub: string; name: string }[]), 'nothing is overwritten unasked').toEqual(found);

    const doubtful = await ptmx('export', 'tsak:x bert', '--format', 'csv', '--out', join(folder, 'doubtful.csv'));
    expect(doubtful).toMatchObject({ code: 0, stderr: expect.stringMatching(/^warning: There is no field “tsak”.*\n[\s\S]*0 packages written/) as string });
  });

  test('bom prints the bill of materials of a package, or writes it with a manifest', async () => {
    const printed = await ptmx('bom', 'huggingface/bert-base-uncased');
    expect(JSON.parse(printed.stdout)).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.7', metadata: { component: { type: 'machine-learning-model', name: 'bert-base-uncased' } } });
    const out = join(folder, 'bert.spdx.json');
    expect((await ptmx('bom', 'huggingface/bert-base-uncased', '--format', 'spdx-3.0.1', '--out', out)).code).toBe(0);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld' });
    expect((await ptmx('export', '--from', out, '--out', join(folder, 'again.spdx.json'))).code).toBe(0);
    expect((await ptmx('bom', 'huggingface/no-such')).code).toBe(4);
  });

  test('an export is checked against its manifest, and made again from it', async () => {
    const made = join(folder, 'made.parquet');
    expect((await ptmx('export', '--format', 'parquet', '--out', made, '--query', 'bert', '--columns', 'name,license,tags')).code).toBe(0);
    const checked = await ptmx('verify', made, '--json');
    expect(checked.code, checked.stderr).toBe(0);
    expect(JSON.parse(checked.stdout)).toMatchObject({ passed: true, format: 'parquet', files: 1, failed: 0 });

    const again = join(folder, 'again.parquet');
    const repeated = await ptmx('export', '--from', `${made}.manifest.json`, '--out', again, '--json');
    expect(repeated.code, repeated.stderr).toBe(0);
    expect(JSON.parse(repeated.stdout)).toMatchObject({ same: true, sameIndex: true, differences: [] });
    expect(readFileSync(again).equals(readFileSync(made))).toBe(true);

    writeFileSync(made, 'something else');
    const bad = await ptmx('verify', made);
    expect(bad.code).toBe(5);
    expect(bad.stdout).toContain('MISMATCH made.parquet');

    const manifest = `${again}.manifest.json`;
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"query": "bert"', '"query": "gpt2"'));
    const other = await ptmx('export', '--from', again, '--out', join(folder, 'other.parquet'));
    expect(other.code).toBe(5);
    expect(other.stdout).toMatch(/packages, \d+ before/);
    expect(other.stdout).toContain('other.parquet: other content');
    expect((await ptmx('export', '--from', again, '--out', made, '--format', 'csv')).code).toBe(2);
  });

  test('note writes about a package, notes lists, exports and imports it, and a rebuild keeps it', async () => {
    const bert = 'huggingface/bert-base-uncased';
    const key = { hub: 'huggingface', name: 'bert-base-uncased', ordinal: 0 };
    expect((await ptmx('note', bert)).stdout).toBe('Nothing is written about this package.\n');
    expect(await ask('notes.get', 'note', sample, bert, '--text', 'Runs on\none GPU', '--tag', 'Candidate', '--tag', 'slow')).toMatchObject({ note: 'Runs on\none GPU', tags: ['Candidate', 'slow'], present: true });
    expect(await ask('notes.get', 'note', bert, '--untag', 'SLOW')).toMatchObject({ note: 'Runs on\none GPU', tags: ['Candidate'] });
    await ask('notes.get', 'note', 'onnxmodelzoo/SqueezeNet 1.0#1', '--tag', 'candidate');
    expect((await ptmx('index', sample, '--rebuild')).code).toBe(0);
    const listed = await ask('notes.list', 'notes', sample);
    expect(listed).toMatchObject({ all: 2, gone: 0, total: 2, rows: [{ package: { ordinal: 1 } }, { package: key, excerpt: 'Runs on\none GPU', tags: ['Candidate'] }] });
    expect((await ask('notes.list', 'notes', '--text', 'gpu', '--tag', 'CANDIDATE')).rows).toMatchObject([{ package: key }]);
    const { stdout, stderr } = await ptmx('notes');
    expect(stdout).toContain('onnxmodelzoo/SqueezeNet 1.0#1');
    expect(stderr).toContain('2 of 2');
    const file = join(folder, 'notes.json');
    expect(await ask('notes.export', 'notes', '--export', file)).toMatchObject({ path: file, count: 2 });
    await ask('notes.get', 'note', bert, '--text', '', '--untag', 'candidate');
    expect(await ask('notes.import', 'notes', '--import', file)).toMatchObject({ packages: 2, notesAdded: 1, tagsAdded: 1, notInMirror: 0 });
    const unknown = await ptmx('note', 'huggingface/no/such', '--text', 'x');
    expect(unknown).toMatchObject({ code: 4, stdout: '' });
    expect((await ptmx('note', bert, '--tag', 'x'.repeat(101))).code).toBe(2);
  });

  test('views lists, exports and imports saved views', async () => {
    const file = join(folder, 'views.json');
    const view = { name: 'Small', query: 'size:<1GB sort:-downloads', columns: [{ id: 'name', width: null, pinned: true }] };
    writeFileSync(file, JSON.stringify({ format: 'ptmx-views', version: 1, views: [view, { ...view, query: 'size:<1MB' }, { name: 'No columns', query: '' }] }));
    expect((await ptmx('views')).stderr).toContain('0 views');
    expect(await ask('views.import', 'views', '--import', file)).toMatchObject({ added: [view, { name: 'Small 2' }], same: 0, bad: [{ entry: 'No columns' }] });
    expect((await ask('views.list', 'views')).views).toMatchObject([view, { name: 'Small 2', query: 'size:<1MB' }]);
    expect((await ptmx('views')).stdout).toMatch(/Small 2\s+size:<1MB\s+name/);
    const out = join(folder, 'views-out.json');
    expect(await ask('views.export', 'views', '--export', out)).toMatchObject({ path: out, count: 2 });
    const again = await ptmx('views', '--import', out);
    expect(again).toMatchObject({ code: 0, stdout: '' });
    expect(again.stderr).toContain('0 views added; here already: 2.');
    expect((await ptmx('views', sample)).code).toBe(2);
    expect((await ptmx('views', '--export', out)).code).toBe(1);
    expect((await ptmx('views', '--import', join(folder, 'no-such.json'))).code).toBe(4);
  });

  test('an exported mirror is a mirror: it is indexed and holds the same packages', async () => {
    const out = join(folder, 'subset');
    const exported = await ptmx('export', '--format', 'mirror', '--out', out, '--query', 'is:cloned', '--with-clones', '--json');
    expect(exported.code, exported.stderr).toBe(0);
    const other = join(folder, 'subset-data');
    const indexed = await runCommand(['index', out, '--data-dir', other, '--json'], folder);
    expect(indexed.code, indexed.stderr).toBe(0);
    contract['mirrors.overview'].answer.parse(JSON.parse(indexed.stdout));
    const { stdout } = await runCommand(['search', '', '--limit', '0', '--json', '--data-dir', other], folder);
    const { rows } = JSON.parse(stdout) as CallAnswer<'packages.search'>;
    const expected = (await foundBy('is:cloned')).rows;
    expect(namesOf(rows)).toEqual(namesOf(expected));
    expect(rows.filter(({ clone }) => clone === 'whole')).toHaveLength(expected.filter(({ clone }) => clone === 'whole').length);
  });
});

describe('ptmx used wrongly', () => {
  const usages: readonly (readonly [what: string, args: readonly string[], said: RegExp])[] = [
    ['an unknown verb', ['frobnicate'], /no verb frobnicate/],
    ['a verb almost right', ['serch', 'bert'], /Perhaps search is meant/],
    ['an unknown option', ['search', 'bert', '--frobnicate'], /--frobnicate[\s\S]*ptmx search "QUERY"/],
    ['a missing argument', ['index'], /needs the path[\s\S]*ptmx index PATH/],
    ['a missing option', ['export', '--format', 'csv'], /needs --format and --out[\s\S]*ptmx export/],
    ['a search named twice', ['export', 'gpt2', '--query', 'bert', '--format', 'csv', '--out', 'x'], /named twice/],
    ['an unknown format', ['export', '--format', 'xls', '--out', 'x'], /csv, tsv, jsonl, json, parquet, sqlite, peatmoss, mirror/],
    ['an unknown hub', ['reach', '--hub', 'npm'], /huggingface/],
    ['an unknown kind of edge', ['reach', '--edges', 'lineage,friends'], /friends/],
    ['a merge without a goal', ['aliases', '--merge', 'ada@example.org'], /--into/],
    ['an unknown tab', ['show', 'huggingface/gpt2', '--tab', 'brains'], /overview, card/],
    ['a number that is none', ['search', '', '--limit', 'many'], /--limit takes a whole number/],
    ['an unknown column', ['search', '', '--columns', 'name,downlods'], /no column downlods; downloads is meant/],
    ['an unknown facet', ['search', '', '--facet', 'size'], /no field size; there are hub, /],
    ['a facet of no values', ['search', '', '--facet', 'task:0'], /--facet task takes 1 to 500/],
    ['an unknown output format', ['search', '', '--format', 'xml'], /table, csv, jsonl, json/],
    ['two formats at once', ['search', '', '--json', '--format', 'csv'], /contradict/],
    ['a count of columns', ['search', '', '--count', '--columns', 'name'], /one of --count, --columns/],
    ['a package without its hub', ['show', 'gpt2'], /hub's folder name/],
    ['a note without a package', ['note', '--text', 'x'], /one HUB\/NAME[\s\S]*ptmx note/],
    ['a mirror named twice', ['note', 'x', 'huggingface/gpt2', '--mirror', 'y'], /named twice/],
    ['two directions at once', ['notes', '--export', 'x', '--import', 'y'], /not both/],
  ];
  test.each(usages)('%s ends with 2 and the usage on stderr', async (_what, args, said) => {
    const { code, stdout, stderr } = await ptmx(...args);
    expect(code, stderr).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(said);
  });

  test('no index ends with 3', async () => {
    const nothing = await runCommand(['search', 'bert', '--data-dir', join(folder, 'no-data')], folder);
    expect(nothing).toMatchObject({ code: 3, stdout: '' });
    const unread = await ptmx('info', '--mirror', goodMirror(join(folder, 'unread')));
    expect(unread).toMatchObject({ code: 3, stdout: '' });
    expect(unread.stderr).toContain('ptmx index');
  });

  test('what is not there, and what is no mirror, ends with 4', async () => {
    const missing = await ptmx('index', join(folder, 'nowhere'));
    expect(missing).toMatchObject({ code: 4, stdout: '' });
    expect(missing.stderr).toContain('does not exist');
    const empty = await ptmx('index', emptyFolder(join(folder, 'empty')));
    expect(empty).toMatchObject({ code: 4, stdout: '' });
    expect(empty.stderr).toContain('empty folder');
    const unknown = await ptmx('show', 'huggingface/no/such', '--mirror', sample);
    expect(unknown).toMatchObject({ code: 4, stdout: '' });
    const notSaid = await ptmx('show', 'huggingface/no/such');
    expect(notSaid.stderr).toMatch(/The mirror that was asked is .+; --mirror names another\./);
    expect(unknown.stderr).not.toContain('--mirror names another');
    const unchecked = await ptmx('verify', join(folder, 'nowhere.csv'));
    expect(unchecked).toMatchObject({ code: 4, stderr: expect.stringContaining('does not exist') as string });
    const served = await ptmx('serve', join(folder, 'nowhere'));
    expect(served).toMatchObject({ code: 4, stdout: '' });
  });

  test('help and version are data', async () => {
    const help = await runCommand(['--help'], folder);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const verb of ['index', 'info', 'search', 'show', 'reach', 'aliases', 'export', 'unpack', 'problems', 'notes', 'note', 'serve']) expect(help.stdout).toMatch(new RegExp(`^ +${verb} `, 'm'));
    expect(await runCommand(['search', '--help'], folder)).toMatchObject({ code: 0, stderr: '' });
    expect((await runCommand(['--version'], folder)).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await runCommand([], folder)).code).toBe(2);
  });
});

// Windows has no signal to send: there an interrupt is a key of the terminal.
test.skipIf(process.platform === 'win32')('serve --api tells programs the address and the token, serves no page unless asked, and ends with Ctrl+C', async () => {
  const running = startCommand(['serve', '--api', '--data-dir', dataDir], folder);
  await expect.poll(() => running.output().stderr, { timeout: 30_000 }).toContain('Ctrl+C');
  const [, url = '', token = ''] = /^PTMX_URL=(http:.*)\nPTMX_TOKEN=([\w-]{43})\n$/.exec(running.output().stdout) ?? [];
  const headers = { authorization: `Bearer ${token}` };
  const found = (await (await fetch(`${url}/packages?q=task:fill-mask`, { headers })).json()) as { total: number };
  expect(found.total).toBe((await foundBy('task:fill-mask')).total);
  expect((await fetch(new URL('/', url), { headers })).status).toBe(404);
  running.child.kill('SIGINT');
  expect((await running.ended).code).toBe(0);
  expect((await ptmx('serve', '--page')).code).toBe(2);
});

// Windows has no signal to send: there an interrupt is a key of the terminal.
test.skipIf(process.platform === 'win32')('an interrupted index ends with 130 and leaves nothing behind', async () => {
  const big = join(folder, 'big');
  writeHuggingFaceMirror(big, { models: 60_000, seed: 7 });
  const other = join(folder, 'interrupted');
  mkdirSync(other);
  const before = fingerprint(big);
  const running = startCommand(['index', big, '--data-dir', other, '--json'], folder);
  await expect.poll(() => filesBelow(other).some((name) => name.includes('building-')), { timeout: 60_000, interval: 20 }).toBe(true);
  running.child.kill('SIGINT');
  const { code, stdout, stderr } = await running.ended;
  expect(code, stderr).toBe(130);
  expect(stdout).toBe('');
  expect(filesBelow(other).filter((name) => name.startsWith('indexes'))).toEqual([]);
  expect(fingerprint(big)).toBe(before);
  expect((await runCommand(['info', '--mirror', big, '--data-dir', other], folder)).code).toBe(3);
}, 180_000);

test('unpack tells what it would write, writes it, and says what is wrong', async () => {
  const archives = join(folder, 'archives');
  mkdirSync(archives);
  await pack(sample, join(archives, 'sample.tar.gz'));
  const own = (...args: string[]): Promise<CommandResult> => runCommand([...args, '--data-dir', join(folder, 'unpack-data')], folder);
  const target = join(folder, 'unpacked');
  const estimate = await own('unpack', archives, '--hub', 'modelhub', '--estimate', '--to', target, '--json');
  expect(estimate.code, estimate.stderr).toBe(0);
  expect(contract['mirrors.unpackEstimate'].answer.parse(JSON.parse(estimate.stdout))).toMatchObject({ counted: false, refusal: null });
  expect(existsSync(target)).toBe(false);
  const unpacked = await own('unpack', archives, '--hub', 'modelhub', '--to', target, '--json');
  expect(unpacked.code, unpacked.stderr).toBe(0);
  expect(JSON.parse(unpacked.stdout)).toMatchObject({ path: target, count: filesBelow(target).length });
  const indexed = await own('index', target, '--json');
  expect(indexed.code, indexed.stderr).toBe(0);
  const { hubs } = contract['mirrors.overview'].answer.parse(JSON.parse(indexed.stdout));
  expect(hubs).toEqual([expect.objectContaining({ hub: 'modelhub', archived: 0 })]);
  const again = await own('unpack', archives, '--hub', 'modelhub', '--to', target);
  expect(again).toMatchObject({ code: 1, stdout: '' });
  expect(again.stderr).toContain('is not empty');
  expect((await own('unpack', archives, '--to', target)).code).toBe(2);
  expect((await own('unpack', archives, '--hub', 'modelhub')).code).toBe(2);
});

/** Files, not folders, below a folder; none where it does not exist. */
function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(path, name), { throwIfNoEntry: false })?.isFile() === true);
}
