import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contract, type CallAnswer } from '../../src/shared/contract/index.ts';
import { runCommand, startCommand, type CommandResult } from '../e2e/support/command-line.ts';
import { readCsv } from '../e2e/support/csv.ts';
import { writeHuggingFaceMirror } from '../fixtures/generate-huggingface.ts';
import { namesOf, sampleProgram } from './support/sample-program.ts';
import { snapshotOf } from './support/snapshot.ts';

const { here, ptmx, ask, foundBy } = sampleProgram();

describe('ptmx over the sample mirror', () => {
  test('index opens what has an index, reads it anew with --rebuild, and leaves the mirror as it is', async () => {
    const before = await snapshotOf(here('sample'));
    const again = await ptmx('index', here('sample'));
    expect(again).toMatchObject({ code: 0 });
    expect(again.stderr).toContain('has an index already');
    const rebuilt = await ptmx('index', here('sample'), '--rebuild', '--json');
    expect(rebuilt.code).toBe(0);
    expect(rebuilt.stderr).toContain('Reading huggingface');
    contract['mirrors.overview'].answer.parse(JSON.parse(rebuilt.stdout));
    expect(await snapshotOf(here('sample'))).toBe(before);
  });

  test('info counts hub by hub', async () => {
    const info = await ask('mirrors.overview', 'info');
    expect(info.hubs.map(({ hub }) => hub).sort()).toEqual(['huggingface', 'modelhub', 'modelzoo', 'onnxmodelzoo', 'pytorchhub']);
    for (const { hub, records } of info.hubs) {
      const listed: unknown = JSON.parse(readFileSync(here('sample', 'data', hub, 'json', `${hub}.json`), 'utf8'));
      expect(records, hub).toBe(Array.isArray(listed) ? listed.length : -1);
    }
    const { stdout } = await ptmx('info');
    expect(stdout).toContain('huggingface');
    expect(() => void JSON.parse(stdout)).toThrow();
  });

  test('a name that would drive the terminal is spelt out in messages as well', async () => {
    const { code, stderr } = await ptmx('show', 'huggingface/a\u001b[31mb\u009b1mc');
    expect(code).toBe(4);
    expect(stderr).toContain('huggingface/a\\u{1b}[31mb\\u{9b}1mc');
    expect(stderr.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
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
    const many = here('many');
    writeHuggingFaceMirror(many, { models: 2500, seed: 11 });
    const own = (...args: string[]): Promise<CommandResult> => runCommand([...args, '--data-dir', here('many-data')], here());
    expect((await own('index', many)).code).toBe(0);
    const names = async (...args: string[]): Promise<string[]> => (await own('search', '', ...args, '--columns', 'name', '--format', 'jsonl')).stdout.trimEnd().split('\n');
    const all = await names('--limit', '0', '--sort=task');
    expect(all).toHaveLength(2500);
    expect(new Set(all).size).toBe(2500);
    expect(await names('--limit', '0', '--sort=task')).toEqual(all);
    expect(await names('--limit', '700', '--offset', '1100', '--sort=task')).toEqual(all.slice(1100, 1800));
    const reading = startCommand(['search', '', '--limit', '0', '--data-dir', here('many-data')], here());
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

  test('problems lists what info counts', async () => {
    const problems = await ask('problems.list', 'problems', '--limit', '1000');
    const { hubs } = await ask('mirrors.overview', 'info');
    expect(problems.total).toBeGreaterThan(0);
    expect(problems.rows).toHaveLength(problems.total);
    for (const { hub, problems: counted } of hubs) expect(problems.rows.filter((problem) => problem.hub === hub), hub).toHaveLength(counted);
    const broken = await ask('problems.list', 'problems', '--code', 'broken-clone');
    expect(broken.rows.every(({ code }) => code === 'broken-clone')).toBe(true);
  });
});
