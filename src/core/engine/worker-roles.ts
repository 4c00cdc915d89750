import type { parentPort } from 'node:worker_threads';
import { cancelledError, failureOf, ExpectedError, succeed, type Result } from '../../shared/result.ts';
import type { Hire } from '../index/index.ts';
import type { JobMessage, ReaderMessage, ReaderRequest, WorkerStart } from '../jobs/index.ts';
import { mirrorReadBy, runJob } from './run-job.ts';
import { answerCall } from './worker-calls.ts';
import { WorkerContext } from './worker-context.ts';

/** When the first reader reads a large index file whole: after the questions that opened it. Milliseconds. */
const wholeAfterMs = 3000;

type Channel = NonNullable<typeof parentPort>;

/** Answers questions, or does one job. */
export function serve(start: WorkerStart, channel: Channel, hire: Hire): void {
  const stop = new Int32Array(start.stop);
  if (start.role === 'reader') answerQuestions(start, stop, channel);
  else void work(start, stop, channel, hire);
}

function answerQuestions(start: WorkerStart, stop: Int32Array, channel: Channel): void {
  let current = 0;
  const context = new WorkerContext(start, () => Atomics.load(stop, 0) === current, {
    onDamage: (mirror) => channel.postMessage({ kind: 'damage', mirror } satisfies ReaderMessage),
    wholeAfterMs: start.number === 0 ? wholeAfterMs : null,
  });
  channel.on('message', (request: ReaderRequest) => {
    current = request.id;
    void answer(context, request).then((result) => channel.postMessage({ kind: 'answer', id: request.id, result } satisfies ReaderMessage));
  });

  async function answer(into: WorkerContext, request: ReaderRequest): Promise<Result<unknown>> {
    try {
      return succeed(await answerCall(into, request.name, request.args));
    } catch (error) {
      const explained = await into.explain(error, mirrorIn(request.args));
      if (!(error instanceof ExpectedError) && !isCancelled(explained)) {
        const details = { message: String(error), stack: error instanceof Error ? (error.stack ?? '') : '' };
        channel.postMessage({ kind: 'log', message: `The call ${request.name} failed`, details } satisfies ReaderMessage);
      }
      return failureOf(explained);
    }
  }
}

async function work(start: WorkerStart, stop: Int32Array, channel: Channel, hire: Hire): Promise<void> {
  const send = (message: JobMessage): void => channel.postMessage(message);
  const context = new WorkerContext(start, () => Atomics.load(stop, 0) !== 0, { onDamage: (mirror) => send({ kind: 'damage', mirror }) });
  try {
    Atomics.store(stop, 1, 1);
    if (context.isStopped()) throw cancelledError();
    send({ kind: 'done', ...(await runJob(context, start.task, send, hire)) });
  } catch (error) {
    const failure = failureOf(await context.explain(error, mirrorReadBy(start.task)));
    if (!failure.ok) send({ kind: 'failed', error: failure.error, stack: error instanceof ExpectedError ? null : error instanceof Error ? (error.stack ?? null) : null });
  } finally {
    context.close();
  }
}

/** The mirror that a question is about; the engine has checked the arguments. */
function mirrorIn(args: unknown): string | null {
  return typeof args === 'object' && args !== null && 'mirror' in args && typeof args.mirror === 'string' ? args.mirror : null;
}

function isCancelled(error: unknown): boolean {
  return error instanceof ExpectedError && error.code === 'cancelled';
}
