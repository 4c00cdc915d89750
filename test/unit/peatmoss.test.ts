import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineEvent } from '../../src/shared/contract/index.ts';
import { readCsv } from '../e2e/support/csv.ts';
import { writeHuggingFaceMirror } from '../fixtures/generate-huggingface.ts';
import { peatmossSchema, writeDatabase, writePeatmoss } from '../fixtures/peatmoss.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';
import { readFileSync } from 'node:fs';

let folder = '';
let program: TestEngine;
let mirror = '';
let names: readonly string[] = [];
let path = '';

const search = async (query: string): Promise<readonly (readonly [string, number | null])[]> =>
  (await program.call('packages.search', { mirror, query, limit: 1000 })).rows.map(({ name, dependents }) => [name, dependents] as const);

async function attach(file = path): Promise<Awaited<ReturnType<TestEngine['finished']>>> {
  return program.finished((await program.call('peatmoss.attach', { mirror, path: file })).job);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-joined-'));
  writeHuggingFaceMirror(join(folder, 'mirror'), { models: 60, seed: 3 });
  program = startTestEngine(join(folder, 'data'));
  mirror = await program.index([join(folder, 'mirror')]);
  names = (await search('sort:name')).map(([name]) => name);
  path = join(folder, 'PeaTMOSS.db');
  const [first = '', second = '', third = ''] = names;
  writePeatmoss(path, { models: [{ name: first, usedBy: ['x/one', 'Y/two', 'x/three'] }, { name: second, usedBy: ['x/one'] }, { name: third }, { name: 'nobody/has-it', usedBy: ['x/one'] }, { name: names[3] ?? '', hub: 'PyTorch', usedBy: ['x/one'] }] });
});

afterAll(async () => {
  await program.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a joined PeaTMOSS database', () => {
  test('is not there at first: nobody’s dependents are known', async () => {
    expect(await program.call('peatmoss.get', { mirror })).toEqual({ attached: null });
    expect(await search('dependents:>=0')).toEqual([]);
    expect(await program.call('packages.histogram', { mirror, field: 'dependents' })).toMatchObject({ bins: [], missing: 60, min: null });
    expect(await program.call('peatmoss.dependents', { mirror, package: { hub: 'huggingface', name: names[0] ?? '', ordinal: 0 } })).toEqual({ attached: false, known: false, total: 0, rows: [] });
  });

  test('is read by a job, told to windows, and then searched, sorted, counted, shown and exported', async () => {
    const events: EngineEvent[] = [];
    const end = program.engine.subscribe((event) => void events.push(event));
    const job = await attach();
    end();
    expect(job).toMatchObject({ kind: 'peatmoss', state: 'done' });
    expect(job.message).toContain('5 models and 3 repositories read');
    expect(job.message).toContain('3 packages of the mirror among them, 2 of these in use');
    expect(events).toContainEqual({ kind: 'peatmoss', mirror });
    const [first = '', second = '', third = ''] = names;
    expect(await search('dependents:>=0 sort:-dependents')).toEqual([[first, 3], [second, 1], [third, 0]]);
    expect(await search('reuses:>1')).toEqual([[first, 3]]);
    expect((await search('-dependents:>=0')).length).toBe(57);
    expect((await search('sort:dependents')).slice(0, 3).map(([name]) => name)).toEqual([third, second, first]);
    expect(await program.call('packages.histogram', { mirror, field: 'dependents' })).toMatchObject({ missing: 57, min: 0, max: 3, median: 1 });
    const key = { hub: 'huggingface' as const, name: first, ordinal: 0 };
    expect((await program.call('packages.get', { mirror, package: key })).dependents).toBe(3);
    expect(await program.call('peatmoss.dependents', { mirror, package: key, limit: 2 })).toEqual({ attached: true, known: true, total: 3, rows: [{ title: 'x/one', url: 'https://github.com/x/one' }, { title: 'x/three', url: 'https://github.com/x/three' }] });
    expect(await program.call('peatmoss.dependents', { mirror, package: { ...key, name: names[5] ?? '' } })).toMatchObject({ attached: true, known: false, total: 0 });
    const target = join(folder, 'out.csv');
    await program.finished((await program.call('exports.start', { mirror, format: 'csv', selection: { kind: 'query', query: 'dependents:>0 sort:-dependents' }, target, columns: ['name', 'dependents'] })).job);
    expect(readCsv(readFileSync(target, 'utf8'))).toEqual([{ name: first, dependents: '3' }, { name: second, dependents: '1' }]);
  });

  test('is named by the manifest of an export that depends on it, and is known again by its content', async () => {
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    const source = { file: 'PeaTMOSS.db', bytes: readFileSync(path).length, sha256 };
    const exported = async (query: string, columns: string[]) => {
      const target = join(folder, `${columns.join('-')} ${query.replaceAll(/\W/g, '_')}.csv`);
      await program.finished((await program.call('exports.start', { mirror, format: 'csv', selection: { kind: 'query', query }, target, columns })).job);
      return { target, manifest: JSON.parse(readFileSync(`${target}.manifest.json`, 'utf8')) as { peatmoss?: { columns: string[] } } };
    };
    const states = async (target: string) => {
      const { outcome } = await program.finished((await program.call('exports.verify', { path: target })).job);
      return [outcome?.verified?.peatmoss?.state, outcome?.verified?.failed, (await program.call('exports.manifest', { mirror, path: target })).peatmoss?.state];
    };
    expect((await exported('sort:-downloads', ['name'])).manifest).not.toHaveProperty('peatmoss');
    let target = '';
    for (const [query, columns] of [['', ['name', 'dependents']], ['-dependents:>1', ['name']], ['sort:dependents', ['name']]] as const) {
      const { manifest, ...written } = await exported(query, [...columns]);
      target = written.target;
      expect(manifest.peatmoss, query).toMatchObject(source);
      expect(manifest.peatmoss?.columns).toEqual(expect.arrayContaining(['model.id', 'model.context_id', 'model_to_reuse_repository.model_id']));
    }
    expect(await states(target)).toEqual(['same', 0, 'same']);
    const other = join(folder, 'not-this.db');
    writePeatmoss(other, { models: [{ name: names[0] ?? '', usedBy: ['x/other'] }] });
    await attach(other);
    expect(await states(target)).toEqual(['other', 0, 'other']);
    await program.call('peatmoss.detach', { mirror });
    expect(await states(target)).toEqual(['absent', 0, 'absent']);
    await attach();
    expect(await states(target)).toEqual(['same', 0, 'same']);
  });

  test('is told as it was read, and whether the file is still the same', async () => {
    const { attached } = await program.call('peatmoss.get', { mirror });
    expect(attached).toMatchObject({ path, title: 'PeaTMOSS.db', state: 'same', models: 5, used: 4, repositories: 3, uses: 6, leftOut: { models: 0, uses: 0, twice: 0 }, matched: 3, matchedUsed: 2 });
    utimesSync(path, 1, 1);
    expect((await program.call('peatmoss.get', { mirror })).attached?.state).toBe('changed');
  });

  test('stays joined when the mirror is indexed anew, and an answer never mixes two of them', async () => {
    await program.index([join(folder, 'mirror')], true);
    expect((await search('dependents:>1')).map(([, dependents]) => dependents)).toEqual([3]);
    const other = join(folder, 'other.db');
    writePeatmoss(other, { models: [{ name: names[7] ?? '', usedBy: ['x/one', 'x/two'] }] });
    expect((await attach(other)).state).toBe('done');
    expect(await search('dependents:>1')).toEqual([[names[7], 2]]);
    expect(readdirSync(join(folder, 'data', 'peatmoss')).filter((name) => name.endsWith('.db'))).toHaveLength(1);
  });

  test('a file that is none changes nothing and says why', async () => {
    const none = join(folder, 'none.db');
    writeDatabase(none, 'CREATE TABLE something (x)');
    expect(await attach(none)).toMatchObject({ state: 'failed', error: { code: 'refused', message: expect.stringContaining('It has the tables something') } });
    expect(await program.engine.call('peatmoss.attach', { mirror, path: join(folder, 'nowhere.db') })).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await program.engine.call('peatmoss.attach', { mirror, path: join(folder, 'mirror', 'data', 'huggingface', 'json', 'huggingface.json') })).toMatchObject({ ok: false, error: { code: 'refused', message: expect.stringContaining('no SQLite database') } });
    expect(await search('dependents:>1')).toEqual([[names[7], 2]]);
  });

  test('a job that is cancelled leaves what was joined before', async () => {
    const large = join(folder, 'large.db');
    writeDatabase(large, `${peatmossSchema} WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000) INSERT INTO model (id, context_id) SELECT i, 'm' || i FROM n;`);
    const started = new Promise<void>((reading) => {
      program.engine.subscribe((event) => void (event.kind === 'job' && event.job.kind === 'peatmoss' && event.job.phase === 'Reading models' && reading()));
    });
    const { job } = await program.call('peatmoss.attach', { mirror, path: large });
    await started;
    expect(await program.engine.call('peatmoss.attach', { mirror, path })).toMatchObject({ ok: false, error: { code: 'busy' } });
    await program.call('jobs.cancel', { id: job });
    expect(await program.finished(job)).toMatchObject({ state: 'cancelled' });
    expect(readdirSync(join(folder, 'data', 'peatmoss')).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(await search('dependents:>1')).toEqual([[names[7], 2]]);
  });

  test('is taken from the mirror, with what it said', async () => {
    expect((await program.call('peatmoss.detach', { mirror })).attached?.title).toBe('other.db');
    expect(await program.call('peatmoss.get', { mirror })).toEqual({ attached: null });
    expect(await search('dependents:>=0')).toEqual([]);
    expect(readdirSync(join(folder, 'data', 'peatmoss'))).toEqual([]);
  });
});
