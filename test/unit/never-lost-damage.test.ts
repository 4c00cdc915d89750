import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WorkerContext } from '../../src/core/engine/worker-context.ts';
import { currentIndex, type CurrentIndex } from '../../src/core/index/index.ts';
import { searchPackages } from '../../src/core/query/index.ts';
import type { WorkerStart } from '../../src/core/jobs/index.ts';
import { contract } from '../../src/shared/contract/index.ts';
import { goodMirror } from '../fixtures/hostile-mirrors.ts';
import { seededRandom } from '../fixtures/random.ts';
import { thrownBy } from '../fixtures/thrown.ts';
import { seed } from '../fixtures/seed.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';
import { snapshotOf } from './support/snapshot.ts';

const random = seededRandom(seed);
let folder = '';
let dataDir = '';
let mirror = '';
let id = '';
let copy = '';
let good: CurrentIndex;

/** Runs something on the engine as the next start of the program has it; the data folder stays. */
async function withEngine<Answer>(run: (engine: TestEngine) => Promise<Answer>): Promise<Answer> {
  const started = startTestEngine(dataDir);
  try {
    return await run(started);
  } finally {
    await started.engine.close();
  }
}

function indexInForce(): CurrentIndex {
  const index = currentIndex(dataDir, id);
  if (!index) throw new Error('There is no index.');
  return index;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-damage-'));
  dataDir = join(folder, 'data');
  mirror = goodMirror(join(folder, 'mirror'));
  copy = join(folder, 'good.db');
  id = await withEngine((engine) => engine.index([mirror]));
  good = indexInForce();
  copyFileSync(good.path, copy);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  for (const name of readdirSync(join(dataDir, 'indexes', id))) if (name.endsWith('.damaged')) rmSync(join(dataDir, 'indexes', id, name));
  copyFileSync(copy, indexInForce().path);
});

/** What a worker thread holds, here without a thread. */
function contextOf(options: ConstructorParameters<typeof WorkerContext>[2]): WorkerContext {
  const start: WorkerStart = { role: 'reader', dataDir, resourcesDir: folder, version: 'test', surface: 'cli', stop: new SharedArrayBuffer(4) };
  return new WorkerContext(start, () => false, options);
}

/** Changes every bit of some bytes in place. */
function flip(path: string, offset: number, length: number): void {
  const bytes = readFileSync(path).subarray(offset, offset + length).map((byte) => byte ^ 0xff);
  const descriptor = openSync(path, 'r+');
  try {
    writeSync(descriptor, bytes, 0, bytes.length, offset);
  } finally {
    closeSync(descriptor);
  }
}

describe('an index whose bytes changed', () => {
  test(`is refused wherever the bytes lie (seed ${seed})`, () => {
    const places: readonly (readonly [offset: number, length: number])[] = [
      [0, 16],
      [random.below(100), 1],
      ...Array.from({ length: 30 }, () => [random.below(good.seal?.bytes ?? 0), 1 + random.below(64)] as const),
    ];
    for (const [offset, length] of places) {
      copyFileSync(copy, good.path);
      flip(good.path, offset, length);
      const at = `${length} bytes at ${offset}`;
      expect(thrownBy(() => contextOf({}).read(id)), at).toMatchObject({ code: 'damaged-index', message: expect.stringContaining(good.path) });
      rmSync(`${good.path}.damaged`);
    }
  });

  test('every thread knows as soon as one does', async () => {
    flip(good.path, 100, 1);
    await withEngine(async ({ engine, call }) => {
      const asked = await Promise.all(Array.from({ length: 6 }, () => engine.call('packages.search', { mirror: id, query: '' })));
      for (const answer of asked) expect(answer).toMatchObject({ ok: false, error: { code: 'damaged-index', hint: expect.stringContaining('Rebuild') } });
      expect((await call('mirrors.recent', {})).mirrors[0]).toMatchObject({ id, damaged: true, indexed: false, packages: 2 });
    });
  });

  test('stays as it is until its user has it rebuilt; the user database is not touched', async () => {
    flip(good.path, 4096, 32);
    await withEngine(async ({ engine, call, finished }) => {
      await call('settings.set', { theme: 'dark' });
      const told: string[] = [];
      engine.subscribe((event) => void (event.kind === 'index' && told.push(event.mirror)));
      expect((await engine.call('packages.search', { mirror: id, query: '' })).ok).toBe(false);
      expect(told).toContain(id);
      const opened = await call('mirrors.open', { paths: [mirror] });
      expect(opened).toMatchObject({ job: null, mirror: { damaged: true } });
      const { job } = await call('mirrors.open', { paths: [mirror], rebuild: true });
      expect((await finished(job ?? '')).state).toBe('done');
      expect((await call('packages.search', { mirror: id, query: '' })).total).toBe(2);
      const recent = await call('mirrors.recent', {});
      expect(recent.mirrors.map((known) => [known.id, known.damaged])).toEqual([[id, false]]);
      expect((await call('settings.get', {})).theme).toBe('dark');
    });
    const index = indexInForce();
    expect(readdirSync(join(dataDir, 'indexes', id)).sort(), 'nothing of the damaged one stays').toEqual(['current.json', index.file]);
    good = index;
    copyFileSync(index.path, copy);
  });

  test('that was cut short is known before it is opened', async () => {
    truncateSync(good.path, statSync(good.path).size - 4096);
    await withEngine(async ({ call }) => {
      expect((await call('mirrors.recent', {})).mirrors[0]).toMatchObject({ damaged: true, indexed: false });
    });
  });

  test('the mark outlasts the program, and looking at a damaged index writes nothing in the mirror', async () => {
    const before = await snapshotOf(mirror);
    flip(good.path, 8192, 8);
    await withEngine(async ({ engine }) => void (await engine.call('mirrors.overview', { mirror: id })));
    expect(existsSync(`${good.path}.damaged`)).toBe(true);
    await withEngine(async ({ call }) => expect((await call('mirrors.recent', {})).mirrors[0]?.damaged).toBe(true));
    expect(await snapshotOf(mirror)).toBe(before);
  });
});

describe('an index too large to be read whole when it is opened', () => {
  test('is read whole in the background: changed text that SQLite cannot notice is found', async () => {
    const text = readFileSync(good.path).indexOf('good/first');
    expect(text).toBeGreaterThan(0);
    flip(good.path, text, 4);
    const told = await new Promise<string>((onDamage) => {
      const reader = contextOf({ wholeAtOpenBytes: 0, onDamage, wholeAfterMs: 0 });
      reader.read(id);
    });
    expect(told).toBe(id);
    expect(indexInForce().damage).not.toBeNull();
  });

  test('an untouched one is not called damaged', async () => {
    const told: string[] = [];
    const reader = contextOf({ wholeAtOpenBytes: 0, onDamage: (damaged) => told.push(damaged) });
    const args = contract['packages.search'].args.parse({ mirror: id, query: '' });
    expect(searchPackages(reader.read(id), args).total).toBe(2);
    const bug = new TypeError('a bug');
    expect(await reader.explain(bug, id)).toBe(bug);
    expect(told).toEqual([]);
    reader.close();
  });

  test('damage that stops a question is told in its place', async () => {
    const bytes = readFileSync(good.path);
    const pageSize = bytes.readUInt16BE(16);
    // The first page stays, so that it opens; of the others the heads are overwritten.
    const told: string[] = [];
    const reader = contextOf({ wholeAtOpenBytes: 0, onDamage: (damaged) => told.push(damaged) });
    for (let page = 1; page * pageSize < bytes.length; page += 1) bytes.fill(0x5a, page * pageSize, page * pageSize + 12);
    writeFileSync(good.path, bytes);
    const failure = thrownBy(() => searchPackages(reader.read(id), contract['packages.search'].args.parse({ mirror: id, query: '' })));
    expect(await reader.explain(failure, id)).toMatchObject({ code: 'damaged-index', hint: expect.stringContaining('Rebuild') });
    expect(told).toEqual([id]);
    reader.close();
  });
});
