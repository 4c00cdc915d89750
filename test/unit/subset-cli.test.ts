import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../../scripts/build.mjs';
import { runCommand, type CommandResult } from '../e2e/support/command-line.ts';
import { writeHuggingFaceMirror } from '../fixtures/generate-huggingface.ts';

let folder = '';

const ptmx = (...args: string[]): Promise<CommandResult> => runCommand([...args, '--data-dir', join(folder, 'data')], folder);

async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await ptmx(...args, '--json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

const count = async (query: string): Promise<unknown> => (await json('search', query, '--count'))['total'];

beforeAll(async () => {
  await ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'ptmx-subset-'));
  writeHuggingFaceMirror(join(folder, 'mirror'), { models: 200, seed: 7 });
  const indexed = await ptmx('index', join(folder, 'mirror'));
  if (indexed.code !== 0) throw new Error(indexed.stderr);
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('ptmx subset makes, draws, combines, compares and shares', async () => {
  expect(await json('subset', 'create', 'With task', 'has:task', '--tag', 'study', '--note', 'why')).toMatchObject({ name: 'With task', tags: ['study'], note: 'why', current: { version: 1, definition: { kind: 'query', query: 'has:task' } } });
  const drawn = await json('subset', 'sample', 'Pilot', '--of', 'with TASK', '--count', '10', '--by', 'task', '--seed', '42');
  expect(drawn).toMatchObject({ current: { count: 10, definition: { seed: '42', rule: { kind: 'stratified', allocation: 'proportional' } } } });
  await json('subset', 'combine', 'Rest', '--difference', 'With task', 'Pilot');
  const tasks = Number(await count('has:task'));
  expect([await count('subset:pilot'), await count('subset:rest'), await count('subset:rest subset:pilot')]).toEqual([10, tasks - 10, 0]);

  const refused = await ptmx('subset', 'change', 'With task', '--query', 'subset:rest');
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('made of itself')]);
  expect((await ptmx('subset', 'remove', 'Pilot')).stderr).toContain('“Rest” is made of it');

  const changed = await ptmx('subset', 'change', 'With task', '--query', 'has:task has:license');
  expect([changed.code, changed.stderr]).toEqual([0, expect.stringContaining('version 2')]);
  const drift = await ptmx('subset', 'drift', 'Pilot');
  expect([drift.code, drift.stdout]).toEqual([5, expect.stringContaining('Went: ')]);
  expect((await ptmx('subset', 'drift', 'Pilot', '--accept')).code).toBe(0);
  expect((await ptmx('subset', 'drift', 'Pilot')).code).toBe(0);
  await json('subset', 'versions', 'With task', '--restore', '1');
  expect(await json('subset', 'versions', 'With task')).toMatchObject({ current: 3, versions: [{ version: 3, reason: 'restored' }, { version: 2, reason: 'changed' }, { version: 1, reason: 'made' }] });

  expect(await json('subset', 'change', 'Pilot', '--seed', '43')).toMatchObject({ current: { definition: { seed: '43', from: { kind: 'subset' }, rule: { kind: 'stratified', count: 10 } } } });
  expect(await json('subset', 'change', 'Pilot', '--count', '4', '--top', 'downloads')).toMatchObject({ current: { count: 4, definition: { seed: '43', from: { kind: 'subset' }, rule: { kind: 'top', by: null } } } });
  expect(await json('subset', 'change', 'Rest', '--intersection', 'With task', 'Pilot')).toMatchObject({ current: { version: 2, count: 4, definition: { kind: 'operation', operation: 'intersection' } } });
  expect((await ptmx('subset', 'change', 'Rest', '--union', 'Rest', 'Pilot')).stderr).toContain('A subset cannot be made of itself: “Rest” is made of “Rest”.');
  await json('subset', 'change', 'Rest', '--difference', 'With task', 'Pilot');
  await json('subset', 'change', 'Pilot', '--count', '10', '--by', 'task');

  const file = join(folder, 'subsets.json');
  expect(await json('subset', 'export', file, 'Rest')).toMatchObject({ count: 3 });
  expect(await json('subset', 'import', file)).toMatchObject({ renamed: [{ from: 'Pilot', to: 'Pilot 2' }, { from: 'Rest', to: 'Rest 2' }, { from: 'With task', to: 'With task 2' }].map(() => expect.any(Object) as unknown), bad: [] });
  expect(await count('subset:"rest 2"')).toBe(tasks - 10);
  expect(await count('subset:nothing')).toBe(0);
}, 120_000);

test('an export of a subset is made again from its manifest, where the subset is not there any more', async () => {
  const out = join(folder, 'pilot.csv');
  await json('subset', 'sample', 'Once', '--query', 'has:task', '--count', '7', '--top', 'downloads', '--by', 'task', '--seed', 'x');
  await json('export', '--format', 'csv', '--query', 'subset:once', '--out', out);
  const manifest = JSON.parse(readFileSync(`${out}.manifest.json`, 'utf8')) as { selection: unknown };
  expect(manifest.selection).toMatchObject({ kind: 'query', query: 'subset:once', subsets: [{ name: 'Once', version: 1, definition: { kind: 'sample', seed: 'x' } }] });
  const page = join(folder, 'pilot.html');
  await json('report', '--selection', 'subset:once', '--out', page);
  await json('subset', 'remove', 'Once');
  expect((await ptmx('export', '--format', 'csv', '--query', 'subset:once', '--out', join(folder, 'no.csv'))).stderr).toContain('There is no subset named “once”');
  expect(await json('export', '--from', `${out}.manifest.json`, '--out', join(folder, 'again.csv'))).toMatchObject({ same: true });
  // Every measure and figure of a report searches again; where the name stands for something else here, the manifest's counts.
  await json('subset', 'create', 'Once', 'hub:modelhub');
  expect(await json('export', '--from', `${page}.manifest.json`, '--out', join(folder, 'again.html'))).toMatchObject({ same: true });

  const names = readFileSync(out, 'utf8').split('\r\n').slice(1, -1).length;
  const taken = await json('subset', 'create', 'From manifest', '--from', `${out}.manifest.json`);
  expect(taken).toMatchObject({ packages: names, unresolvedTotal: 0 });
  const { rows } = await json('search', 'subset:"From manifest"', '--limit', '2') as unknown as { rows: readonly { hub: string; name: string }[] };
  writeFileSync(join(folder, 'two.txt'), rows.map(({ hub, name }) => `${hub}/${name}\n`).join(''));
  expect(await json('subset', 'change', 'From manifest', '--take', join(folder, 'two.txt'))).toMatchObject({ packages: 2, subset: { current: { version: 2, reason: 'changed', count: names - 2 } } });
  expect(await json('subset', 'change', 'From manifest', '--add', join(folder, 'two.txt'))).toMatchObject({ subset: { current: { version: 3, count: names } } });
  await json('subset', 'create', 'Live', 'has:task');
  await json('subset', 'change', 'Live', '--name', 'Running');
  const renamed = join(folder, 'renamed.csv');
  await json('export', '--format', 'csv', '--query', 'subset:live', '--out', renamed);
  expect((JSON.parse(readFileSync(`${renamed}.manifest.json`, 'utf8')) as { selection: unknown }).selection).toMatchObject({ query: 'subset:Running', subsets: [{ name: 'Running' }] });
  expect(await json('subset', 'change', 'live', '--name', 'Live')).toMatchObject({ name: 'Live', formerNames: ['Running'] });
  expect((await ptmx('subset', 'change', 'Live', '--add', join(folder, 'two.txt'))).stderr).toContain('“Live” is not a list');
  writeFileSync(join(folder, 'ids.txt'), 'no/such\n');
  expect((await ptmx('subset', 'create', 'None', '--from', join(folder, 'ids.txt'))).stderr).toContain('Line 1: no/such');
}, 120_000);
