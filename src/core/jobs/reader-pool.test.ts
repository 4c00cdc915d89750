import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ReaderPool } from './reader-pool.ts';

let pool: ReaderPool;
let logged: string[] = [];
let damaged: string[] = [];

beforeEach(() => {
  logged = [];
  damaged = [];
  pool = new ReaderPool({
    workerFile: join(import.meta.dirname, 'testing-worker.ts'),
    start: { dataDir: '', resourcesDir: '', version: 'test', surface: 'cli' },
    size: 2,
    aside: new Set(['number aside']),
    log: (_level, message) => void logged.push(message),
    onDamage: (mirror) => void damaged.push(mirror),
  });
});

afterEach(() => pool.close());

const cancelled = { ok: false, error: { code: 'cancelled' } };

describe('questions', () => {
  test('are all answered, each with its own answer, however many wait', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, number) => pool.ask('echo', { number })));
    expect(answers).toEqual(Array.from({ length: 50 }, (_, number) => ({ ok: true, value: { number } })));
  });

  test('go to the thread that answered the same call last, which holds what it worked out', async () => {
    const [, number] = await Promise.all([pool.ask('echo', null), pool.ask('number', null)]);
    expect(number).toEqual({ ok: true, value: 1 });
    expect(await pool.ask('number', null)).toEqual(number);
    expect(await pool.ask('echo', null)).toEqual({ ok: true, value: null });
    expect(await pool.ask('number', null)).toEqual(number);
  });

  test('that fail as expected keep code and hint', async () => {
    expect(await pool.ask('refuse', null)).toEqual({ ok: false, error: { code: 'refused', message: 'No.', hint: 'Ask another.' } });
  });

  test('that stand aside leave the first thread to the others, unless there is no other', async () => {
    const numbers = async (names: readonly string[]) => (await Promise.all(names.map((name) => pool.ask(name, null)))).map((answer) => answer.ok && answer.value);
    expect(await numbers(['number aside'])).toEqual([0]);
    expect(await numbers(['number aside'])).toEqual([1]);
    expect(await numbers(['number aside', 'number'])).toEqual([1, 0]);
    expect(await numbers(['number aside', 'number aside'])).toEqual([1, 0]);
  });

  test('tell of damage on the way', async () => {
    expect((await pool.ask('damage', 'a mirror')).ok).toBe(true);
    expect(damaged).toEqual(['a mirror']);
  });
});

describe('cancelling', () => {
  test('a running question settles at once, answers never late, and its thread is of use again', async () => {
    const controllers = [new AbortController(), new AbortController()];
    const running = controllers.map((controller) => pool.ask('until-stopped', null, controller.signal));
    const waiting = pool.ask('echo', 'waited');
    for (const controller of controllers) controller.abort();
    for (const answer of await Promise.all(running)) expect(answer).toMatchObject(cancelled);
    expect(await waiting).toEqual({ ok: true, value: 'waited' });
    const after = await Promise.all(Array.from({ length: 6 }, (_, number) => pool.ask('echo', number)));
    expect(after.map((answer) => answer.ok && answer.value)).toEqual([0, 1, 2, 3, 4, 5]);
    // Both first threads are there still: none was ended for it.
    const numbers = new Set((await Promise.all(Array.from({ length: 6 }, () => pool.ask('number', null)))).map((answer) => answer.ok && answer.value));
    expect([...numbers].every((number) => number === 0 || number === 1)).toBe(true);
    expect(logged).toEqual([]);
  });

  test('a waiting question never reaches a thread', async () => {
    const blocks = [new AbortController(), new AbortController()];
    const running = blocks.map((block) => pool.ask('until-stopped', null, block.signal));
    const waiting = new AbortController();
    const asked = pool.ask('end', null, waiting.signal);
    waiting.abort();
    expect(await asked).toMatchObject(cancelled);
    for (const block of blocks) block.abort();
    await Promise.all(running);
    expect((await pool.ask('echo', 1)).ok).toBe(true);
    expect(logged).toEqual([]);
  });

  test('before asking', async () => {
    expect(await pool.ask('end', null, AbortSignal.abort())).toMatchObject(cancelled);
  });

  test('after the answer changes nothing', async () => {
    const controller = new AbortController();
    expect(await pool.ask('echo', 1, controller.signal)).toEqual({ ok: true, value: 1 });
    controller.abort();
    expect(await pool.ask('echo', 2)).toEqual({ ok: true, value: 2 });
  });
});

describe('threads that end', () => {
  test.each(['end', 'a bug'])('fail their question (%s), are replaced, and others are answered', async (name) => {
    const lost = pool.ask(name, null);
    const others = Array.from({ length: 8 }, (_, number) => pool.ask('echo', number));
    expect(await lost).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect((await Promise.all(others)).every((answer) => answer.ok)).toBe(true);
  });

  test('a replaced first thread is the first again', async () => {
    await pool.ask('end', null);
    expect(await pool.ask('number', null)).toEqual({ ok: true, value: 0 });
  });

  test('closing settles what runs and what waits, and refuses the rest', async () => {
    const asked = Array.from({ length: 5 }, () => pool.ask('until-stopped', null));
    await pool.close();
    for (const answer of await Promise.all(asked)) expect(answer).toMatchObject(cancelled);
    expect(await pool.ask('echo', null)).toMatchObject(cancelled);
  });
});
