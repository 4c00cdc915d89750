import type { parentPort } from 'node:worker_threads';
import { cancelledError, ExpectedError, failureOf } from '../../shared/result.ts';
import type { Hire } from '../index/index.ts';
import type { JobMessage, WorkerStart } from '../jobs/index.ts';
import { loadJob, mirrorReadBy } from './run-job.ts';
import { WorkerContext } from './worker-context.ts';

/** Does one job from start to end. */
export async function work(start: WorkerStart, channel: NonNullable<typeof parentPort>, hire: Hire): Promise<void> {
  const stop = new Int32Array(start.stop);
  const send = (message: JobMessage): void => channel.postMessage(message);
  const context = new WorkerContext(start, () => Atomics.load(stop, 0) !== 0, { onDamage: (mirror) => send({ kind: 'damage', mirror }) });
  try {
    const run = await loadJob(start.task);
    Atomics.store(stop, 1, 1);
    if (context.isStopped()) throw cancelledError();
    send({ kind: 'done', ...(await run(context, send, hire)) });
  } catch (error) {
    const failure = failureOf(await context.explain(error, mirrorReadBy(start.task)));
    if (!failure.ok) send({ kind: 'failed', error: failure.error, stack: error instanceof ExpectedError ? null : error instanceof Error ? (error.stack ?? null) : null });
  } finally {
    context.close();
  }
}
