import { parentPort, workerData } from 'node:worker_threads';
import { failureOf, ExpectedError, succeed, type Result } from '../../shared/result.ts';
import { StoppedError } from '../index/index.ts';
import type { JobMessage, ReaderMessage, ReaderRequest, WorkerStart } from '../jobs/index.ts';
import { runJob } from './run-job.ts';
import { answerCall } from './worker-calls.ts';
import { WorkerContext } from './worker-context.ts';

/** The entry of every worker thread: a reader that answers questions until it is ended, or one job from start to end. */
const start = workerData as WorkerStart;
const stop = new Int32Array(start.stop);
const port = parentPort;
if (!port) throw new Error('worker.js runs in a worker thread only');

if (start.role === 'reader') serve(port);
else void work(port);

function serve(channel: NonNullable<typeof parentPort>): void {
  let current = 0;
  const context = new WorkerContext(start, () => Atomics.load(stop, 0) === current);
  channel.on('message', (request: ReaderRequest) => {
    current = request.id;
    void answer(context, request).then((result) => channel.postMessage({ kind: 'answer', id: request.id, result } satisfies ReaderMessage));
  });

  async function answer(into: WorkerContext, request: ReaderRequest): Promise<Result<unknown>> {
    try {
      return succeed(await answerCall(into, request.name, request.args));
    } catch (error) {
      if (error instanceof StoppedError || (error instanceof Error && error.message === 'Stopped.')) {
        return failureOf(new ExpectedError('cancelled', 'Cancelled.'));
      }
      if (!(error instanceof ExpectedError)) {
        const details = { message: String(error), stack: error instanceof Error ? (error.stack ?? '') : '' };
        channel.postMessage({ kind: 'log', message: `The call ${request.name} failed`, details } satisfies ReaderMessage);
      }
      return failureOf(error);
    }
  }
}

async function work(channel: NonNullable<typeof parentPort>): Promise<void> {
  const send = (message: JobMessage): void => channel.postMessage(message);
  const context = new WorkerContext(start, () => Atomics.load(stop, 0) !== 0);
  try {
    send({ kind: 'done', ...(await runJob(context, start.task, send)) });
  } catch (error) {
    const failure = failureOf(explain(error));
    if (!failure.ok) send({ kind: 'failed', error: failure.error, stack: error instanceof ExpectedError ? null : error instanceof Error ? (error.stack ?? null) : null });
  } finally {
    context.close();
  }
}

/** Full disks and read-only folders are not bugs: they get a plain message whichever layer met them. */
function explain(error: unknown): unknown {
  if (error instanceof StoppedError || (error instanceof Error && error.message === 'Stopped.')) return new ExpectedError('cancelled', 'Cancelled.');
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return new ExpectedError('no-space', 'There is no space left on the disk that it is written to.', 'Free some space, or choose another data folder with --data-dir. The last good index stays in force.');
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR') || code === 'EACCES' || code === 'EROFS') {
    return new ExpectedError('unreadable', `A file cannot be read or written: ${error instanceof Error ? error.message : code}`);
  }
  return error;
}
