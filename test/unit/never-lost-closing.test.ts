import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Result } from '../../src/shared/result.ts';
import { writeHuggingFaceMirror } from '../fixtures/generate-huggingface.ts';
import { goodMirror } from '../fixtures/hostile-mirrors.ts';
import { seededRandom } from '../fixtures/random.ts';
import { seed } from '../fixtures/seed.ts';
import { startTestEngine } from './support/engine.ts';

const models = 10_000;
let folder = '';
let mirror = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-closing-'));
  mirror = join(folder, 'mirror');
  writeHuggingFaceMirror(mirror, { models, seed });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a program that closes its engine in the middle of a job and of questions ends by itself', async () => {
  const dataDir = join(folder, 'closing');
  const program = spawn(process.execPath, [join(import.meta.dirname, 'support', 'close-while-busy.ts'), dataDir, mirror, goodMirror(join(folder, 'small'))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said, [code]] = await Promise.all([text(program.stdout), once(program, 'exit')]);
  expect(code).toBe(0);
  const { ends, again, job } = JSON.parse(said) as { ends: string[]; again: string; job: string };
  expect(ends).toHaveLength(12);
  expect(ends.filter((end) => end !== 'answered' && end !== 'cancelled')).toEqual([]);
  expect({ again, job }).toEqual({ again: 'cancelled', job: 'cancelled' });
  const left = readdirSync(join(dataDir, 'indexes'), { recursive: true }).map(String);
  expect(left.filter((name) => /building|\.part$|\.lock$/.test(name))).toEqual([]);
}, 60_000);

test(`questions cancelled at random moments settle, and the threads answer right afterwards (seed ${seed})`, async () => {
  const random = seededRandom(seed);
  const { engine, index, call } = startTestEngine(join(folder, 'cancelling'));
  try {
    const id = await index([mirror]);
    const questions = [
      (signal: AbortSignal) => engine.call('packages.search', { mirror: id, query: '(model OR e) sort:name' }, signal),
      (signal: AbortSignal) => engine.call('packages.facets', { mirror: id, query: 'e', fields: ['task', 'license', 'owner'] }, signal),
      (signal: AbortSignal) => engine.call('reach.curve', { mirror: id, kind: 'owner' }, signal),
    ] as const;
    const ends = { answered: 0, cancelled: 0 };
    for (let round = 0; round < 40; round += 1) {
      const controller = new AbortController();
      const asked = Array.from({ length: 4 }, () => random.pick<(signal: AbortSignal) => Promise<Result<unknown>>>(questions)(controller.signal));
      await wait(random.below(12));
      controller.abort();
      for (const answer of await Promise.all(asked)) {
        expect(answer.ok || answer.error.code === 'cancelled', JSON.stringify(answer.ok ? null : answer.error)).toBe(true);
        ends[answer.ok ? 'answered' : 'cancelled'] += 1;
      }
    }
    expect(ends.cancelled, 'most were stopped on their way').toBeGreaterThan(20);
    const totals = await Promise.all(Array.from({ length: 9 }, () => call('packages.search', { mirror: id, query: '' })));
    expect(totals.map(({ total }) => total)).toEqual(Array.from({ length: 9 }, () => models));
  } finally {
    await engine.close();
  }
}, 60_000);
