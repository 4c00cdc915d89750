import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Job } from '../../shared/contract/index.ts';
import type { JobStore } from './job-history.ts';
import { JobRunner } from './job-runner.ts';

interface Watched {
  readonly runner: JobRunner;
  readonly told: Job[];
  readonly logged: string[];
  run(task: string, onDone?: () => void): Job;
  /** Waits until a job is told in that state. */
  until(id: string, isIt: (job: Job) => boolean): Promise<Job>;
}

const open: JobRunner[] = [];

function startRunner(options: { store?: JobStore; graceMs?: number } = {}): Watched {
  const told: Job[] = [];
  const logged: string[] = [];
  const waiting = new Set<(job: Job) => void>();
  const runner = new JobRunner({
    ...options,
    workerFile: join(import.meta.dirname, 'testing-worker.ts'),
    start: { dataDir: '', resourcesDir: '', version: 'test', surface: 'cli' },
    log: (_level, message, details) => void logged.push(typeof details?.['role'] === 'string' ? `${message}: ${String(details['message'])}` : message),
    onChange: (job) => {
      told.push(job);
      for (const look of waiting) look(job);
    },
  });
  open.push(runner);
  return {
    runner,
    told,
    logged,
    run: (task, onDone) => runner.start({ kind: 'index', title: task, mirror: 'm', task, ...(onDone ? { onDone } : {}) }),
    until: (id, isIt) =>
      new Promise((found) => {
        const look = (job: Job): void => {
          if (job.id === id && isIt(job)) found(job);
        };
        waiting.add(look);
        told.forEach(look);
      }),
  };
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((runner) => runner.close()));
});

const ended = (job: Job): boolean => job.state !== 'running';

describe('a job', () => {
  test('is told from start to end, and its outcome before it is told as done', async () => {
    const { runner, told, run, until } = startRunner();
    const order: string[] = [];
    const { id } = run('count', () => order.push(`done while ${told.at(-1)?.state}`));
    expect(runner.find('index', 'm')?.id).toBe(id);
    expect(await until(id, ended)).toMatchObject({ state: 'done', done: 3, total: 10, unit: 'packages', message: 'Counted.', error: null, outcome: { count: 3 }, rate: null, etaMs: null });
    expect(order).toEqual(['done while running']);
    expect(told.map(({ phase, done }) => `${phase} ${done}`)).toEqual(['Starting 0', 'Counting 1', 'Counting 2', 'Counting 3', 'Counting 3']);
    expect(runner.find('index', 'm')).toBeNull();
  });

  test('that fails keeps what the user is told', async () => {
    const { run, until, logged } = startRunner();
    expect(await until(run('fail').id, ended)).toMatchObject({ state: 'failed', error: { code: 'no-space', message: 'Full.', hint: 'Free some.' } });
    expect(logged).toEqual(['Job failed: fail']);
  });

  test('whose hired thread fails hears that it has ended, and why is logged', async () => {
    const { run, until, logged } = startRunner();
    expect(await until(run('hire').id, ended)).toMatchObject({ state: 'done', message: 'It has ended.' });
    await expect.poll(() => logged).toEqual(['A hired thread failed: A bug in a hired thread']);
  });

  test.each(['end', 'a bug'])('whose thread ends by itself (%s) has failed', async (task) => {
    const { run, until } = startRunner();
    expect(await until(run(task).id, ended)).toMatchObject({ state: 'failed', error: { code: 'internal' } });
  });
});

describe('cancelling', () => {
  test('is told as cancelled, once', async () => {
    const { runner, run, until, told } = startRunner();
    const { id } = run('until-cancelled');
    await until(id, (job) => job.phase === 'Waiting');
    expect(runner.cancel(id)).toBe(true);
    expect(await until(id, ended)).toMatchObject({ state: 'cancelled', error: null });
    expect(runner.cancel(id)).toBe(false);
    expect(told.filter(ended)).toHaveLength(1);
  });

  test('ends the thread of a job that does not listen', async () => {
    const { runner, run, until } = startRunner({ graceMs: 50 });
    const { id } = run('deaf');
    await until(id, (job) => job.phase === 'Waiting');
    runner.cancel(id);
    expect(await until(id, ended)).toMatchObject({ state: 'cancelled' });
  });

  test('ends the thread of a job that has not begun at once', async () => {
    const { runner, run, until } = startRunner({ graceMs: 3_600_000 });
    const { id } = run('slow-start');
    await until(id, (job) => job.phase === 'Waiting');
    runner.cancel(id);
    expect(await until(id, ended)).toMatchObject({ state: 'cancelled' });
  });

  test('of a job that is not there', () => {
    expect(startRunner().runner.cancel('nothing')).toBe(false);
  });
});

describe('closing', () => {
  test('cancels what runs, waits for it, and starts nothing more', async () => {
    const kept: Job[] = [];
    const { runner, run, until } = startRunner({ store: { load: async () => [], save: async (job) => void kept.push(job) } });
    const { id } = run('until-cancelled');
    await until(id, (job) => job.phase === 'Waiting');
    await runner.close();
    expect(kept).toMatchObject([{ id, state: 'cancelled' }]);
    expect(() => run('count')).toThrow('Cancelled.');
  });

  test('does not wait for a store that never answers', async () => {
    const { runner, run, until } = startRunner({ store: { load: async () => [], save: () => new Promise<void>(() => undefined) } });
    await until(run('count').id, ended);
    await runner.close();
    expect(await runner.list()).toHaveLength(1);
  });
});

describe('history', () => {
  const old = (number: number): Job => ({
    id: `old-${number}`, kind: 'export', title: 'Old', mirror: null, state: 'done', phase: '', done: 0, total: null, unit: 'steps', rate: null, etaMs: null,
    message: '', error: null, startedAt: number, endedAt: number, outcome: null,
  });

  test('holds the running first, then the latest ended, then those of earlier runs; 50 ended in all', async () => {
    const saved: string[] = [];
    const store: JobStore = { load: async () => Array.from({ length: 50 }, (_, at) => old(50 - at)), save: async (job) => void saved.push(job.title) };
    const { runner, run, until } = startRunner({ store });
    const first = run('count');
    await until(first.id, ended);
    const second = run('fail');
    await until(second.id, ended);
    const third = run('until-cancelled');
    const list = await runner.list();
    expect(list.slice(0, 4).map(({ id }) => id)).toEqual([third.id, second.id, first.id, 'old-50']);
    expect(list).toHaveLength(51);
    expect(saved).toEqual(['count', 'fail']);
  });

  test('a store that fails costs the earlier runs only, and is asked again', async () => {
    let attempts = 0;
    const store: JobStore = {
      load: async () => {
        attempts += 1;
        if (attempts === 1) throw new Error('locked');
        return [old(1)];
      },
      save: async () => {
        throw new Error('full');
      },
    };
    const { runner, run, until, logged } = startRunner({ store });
    const { id } = run('count');
    await until(id, ended);
    expect((await runner.list()).map((job) => job.id)).toEqual([id]);
    expect((await runner.list()).map((job) => job.id)).toEqual([id, 'old-1']);
    expect(logged).toContain('The jobs of earlier runs cannot be read');
    expect(logged).toContain('A finished job was not kept');
  });
});
