import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerCall } from '../../src/core/engine/worker-calls.ts';
import { WorkerContext } from '../../src/core/engine/worker-context.ts';
import { currentIndex, indexFolder } from '../../src/core/index/index.ts';
import type { WorkerStart } from '../../src/core/jobs/index.ts';
import { contract, type MirrorSummary } from '../../src/shared/contract/index.ts';
import { writeGeneratedClones } from '../bench/generated-clones.ts';
import { writeHuggingFaceMirror } from '../fixtures/generate-huggingface.ts';
import { seededRandom } from '../fixtures/random.ts';
import { seed } from '../fixtures/seed.ts';
import { startTestEngine } from './support/engine.ts';
import { snapshotOf } from './support/snapshot.ts';

const models = 6000;
const clones = 8;
const random = seededRandom(seed);
let folder = '';
let mirror = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-kill-'));
  mirror = join(folder, 'mirror');
  writeHuggingFaceMirror(mirror, { models, seed });
  writeGeneratedClones(mirror, { clones, commits: 20, seed });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Killable {
  readonly child: ChildProcess;
  /** Waits for that line; false where the program ended before. */
  line(text: string): Promise<boolean>;
  said(text: string): boolean;
  kill(): Promise<void>;
}

function startIndexing(dataDir: string): Killable {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'support', 'index-forever.ts'), dataDir, mirror], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const lines = new Set<string>();
  const waiting = new Map<string, () => void>();
  createInterface({ input: child.stdout }).on('line', (text) => {
    lines.add(text);
    waiting.get(text)?.();
  });
  return {
    child,
    line: (text) => Promise.race([new Promise<boolean>((found) => (lines.has(text) ? found(true) : waiting.set(text, () => found(true)))), ended.then(() => false)]),
    said: (text) => lines.has(text),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Opens the mirror as a thread of the next start does, without indexing; tells whether there was a good index. */
async function openAgain(dataDir: string): Promise<boolean> {
  const start: WorkerStart = { role: 'reader', dataDir, resourcesDir: folder, version: 'test', surface: 'cli', stop: new SharedArrayBuffer(4) };
  const context = new WorkerContext(start, () => false);
  try {
    const opened = (await answerCall(context, 'internal.open', { paths: [mirror], isSample: false })) as MirrorSummary;
    expect(opened.damaged).toBe(false);
    const at = indexFolder(dataDir, opened.id);
    const current = currentIndex(dataDir, opened.id);
    expect(existsSync(at) ? readdirSync(at).sort() : [], 'nothing of the killed process stays').toEqual(current ? ['current.json', current.file] : []);
    const found = await answerCall(context, 'packages.search', contract['packages.search'].args.parse({ mirror: opened.id, query: '' })).catch((error: unknown) => error);
    expect(found, String(found)).toMatchObject(opened.indexed ? { total: models } : { code: 'no-index' });
    return opened.indexed;
  } finally {
    context.close();
  }
}

test(`killed at random points, the last good index opens and nothing stays behind (seed ${seed})`, async () => {
  const before = await snapshotOf(mirror);
  const dataDir = join(folder, 'data');

  const first = startIndexing(dataDir);
  await first.line('reading');
  const began = performance.now();
  expect(await first.line('installed')).toBe(true);
  const length = performance.now() - began;
  await first.kill();
  expect(await openAgain(dataDir)).toBe(true);

  for (let round = 0; round < 9; round += 1) {
    const process = startIndexing(dataDir);
    await process.line('reading');
    await wait((random.below(1100) / 1000) * length);
    await process.kill();
    expect(await openAgain(dataDir), `round ${round}`).toBe(true);
  }
  for (let round = 0; round < 3; round += 1) {
    const empty = join(folder, `empty-${round}`);
    const process = startIndexing(empty);
    if (round > 0) await process.line('reading');
    await wait((random.below(800) / 1000) * length);
    await process.kill();
    const indexed = await openAgain(empty);
    expect(indexed || !process.said('installed'), 'what was installed is there').toBe(true);
  }

  const last = startTestEngine(dataDir);
  const id = await last.index([mirror], true);
  expect(readdirSync(join(dataDir, 'indexes', id))).toHaveLength(2);
  await last.close();
  expect(await snapshotOf(mirror), 'the mirror is as it was').toBe(before);
}, 240_000);
