import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../../scripts/build.mjs';
import { runCommand, type CommandResult } from '../e2e/support/command-line.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';

/** One mirror that is read, changed, and read again: four models then, four now, three of them the same. */
let folder = '';
let mirror = '';
let id = '';
let engine: TestEngine;
const then = { a: [10, 'mit'], b: [9, 'mit'], c: [8, 'apache-2.0'], gone: [7, 'mit'] } as const;
const now = { b: [20, 'mit'], a: [15, 'apache-2.0'], c: [1, 'apache-2.0'], new: [12, 'apache-2.0'] } as const;

function write(models: Readonly<Record<string, readonly [downloads: number, license: string]>>): void {
  const at = join(mirror, 'data', 'huggingface', 'json', 'metadata');
  mkdirSync(at, { recursive: true });
  const records = Object.entries(models).map(([name, [downloads, license]]) => ({ modelId: `org/${name}`, id: `org/${name}`, downloads, tags: [`license:${license}`], siblings: [] }));
  writeFileSync(join(at, 'hf_metadata.json'), JSON.stringify(records));
}

const ptmx = (...args: string[]): Promise<CommandResult> => runCommand([...args, '--data-dir', join(folder, 'data')], folder);

beforeAll(async () => {
  await ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'ptmx-states-'));
  mirror = join(folder, 'mirror');
  engine = startTestEngine(join(folder, 'data'));
  write(then);
  id = await engine.index([mirror]);
  write(now);
  const { job } = await engine.call('mirrors.open', { paths: [mirror], refresh: true });
  await engine.finished(job ?? '');
}, 120_000);

afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

test('every measure is set beside what the mirror held before, and turnover counts who came and went', async () => {
  const { states } = await engine.call('measures.states', { mirror: id });
  expect(states).toMatchObject([{ packages: 4, readable: true }]);
  const state = states[0]?.id ?? '';
  const { measures } = await engine.call('measures.list', {});
  for (const { id: measure } of measures.filter(({ id: name }) => name !== 'turnover')) {
    const earlier = await engine.call('measures.run', { mirror: id, measure, state });
    expect([earlier.index.fingerprint.slice(0, 16), earlier.selection.packages], measure).toEqual([state, 4]);
  }
  const sharesOf = async (measure: string, part: string, more: object): Promise<unknown> => {
    const found = (await engine.call('measures.run', { mirror: id, measure, ...more })).parts.find(({ key }) => key === part);
    return found?.kind === 'shares' ? Object.fromEntries(found.rows.map(({ key, count }) => [key, count])) : null;
  };
  expect(await sharesOf('licences', 'shares', { state })).toMatchObject({ '=mit': 3, '=apache-2.0': 1 });
  expect(await sharesOf('licences', 'shares', { state, query: 'downloads:>=9' })).toMatchObject({ '=mit': 2 });
  expect(await sharesOf('licences', 'shares', {})).toMatchObject({ '=mit': 1, '=apache-2.0': 3 });
  const parameters = { other: `state:${state}`, top: 3 };
  expect(await sharesOf('turnover', 'packages', { parameters })).toEqual({ both: 3, here: 1 });
  expect(await sharesOf('turnover', 'top', { parameters })).toEqual({ stayed: 2, lower: 0, new: 1 });
  const found = await engine.call('packages.search', { mirror: id, query: `measure:"turnover/top/new?other=state:${state}&top=3"` });
  expect(found.rows.map(({ name }) => name)).toEqual(['org/new']);
  await expect(engine.call('measures.run', { mirror: id, measure: 'licences', state: 'f'.repeat(16) })).rejects.toMatchObject({ code: 'not-found' });
});

test('ptmx shows the drift, lists what is kept, and deletes it', async () => {
  const told = await ptmx('measure', 'licences', '--part', 'shares', '--against', 'last');
  expect(told.stdout).toMatch(/mit +25\.0% +75\.0% +−50\.00 pp/i);
  const { differences } = JSON.parse((await ptmx('measure', 'licences', '--part', 'shares', '--against', 'last', '--json')).stdout) as { differences: { rows: { key: string; own: number; other: number; difference: number }[] }[] };
  expect(differences[0]?.rows.find(({ key }) => key === '=apache-2.0')).toMatchObject({ own: 0.75, other: 0.25, difference: 0.5 });
  expect((await ptmx('measure', 'licences', '--against', 'last', '--csv')).stdout).toMatch(/^label,unit,own,other,difference,low,high\r\n/);
  expect((await ptmx('measure', 'licences', '--against', 'abc')).stderr).toContain('No earlier state begins with abc. There are: ');
  const { states } = JSON.parse((await ptmx('measure', 'states', '--json')).stdout) as { states: { fingerprint: string }[] };
  const textOf = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  const report = textOf((await ptmx('report')).stdout);
  expect(report, 'a report tells turnover against the last state, and names it').toMatch(new RegExp(`Earlier state That of [\\d-]{10}, the last one that is kept, for turnover: index ${states[0]?.fingerprint} `));
  expect(report).toMatch(/Packages here and in the earlier state, as a table\..* In both 3 .* Only here 1 /);
  const left = await ptmx('measure', 'states', '--remove', states[0]?.fingerprint.slice(0, 8) ?? '', '--json');
  expect(JSON.parse(left.stdout)).toMatchObject({ states: [] });
  expect(textOf((await ptmx('report')).stdout)).toMatch(/Earlier state None is kept.* Turnover needs another mirror, or an earlier state/);
  expect((await ptmx('measure', 'licences', '--against', 'last')).code).toBe(2);
});
