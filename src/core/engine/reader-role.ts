import type { parentPort } from 'node:worker_threads';
import { ExpectedError, failureOf, succeed, type Result } from '../../shared/result.ts';
import type { ReaderMessage, ReaderRequest, WorkerStart } from '../jobs/index.ts';
import { bindUserSets } from './user-sets.ts';
import { answerCall } from './worker-calls.ts';
import { WorkerContext } from './worker-context.ts';

/** When the first reader reads a large index file whole: after the questions that opened it. Milliseconds. */
const wholeAfterMs = 3000;

type Channel = NonNullable<typeof parentPort>;

/** Answers questions until the thread is ended. */
export function answerQuestions(start: WorkerStart, channel: Channel): void {
  const stop = new Int32Array(start.stop);
  let current = 0;
  const context = new WorkerContext(start, () => Atomics.load(stop, 0) === current, {
    onDamage: (mirror) => channel.postMessage({ kind: 'damage', mirror } satisfies ReaderMessage),
    wholeAfterMs: start.number === 0 ? wholeAfterMs : null,
  });
  context.bindBy(bindUserSets);
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

/** The mirror that a question is about; the engine has checked the arguments. */
function mirrorIn(args: unknown): string | null {
  return typeof args === 'object' && args !== null && 'mirror' in args && typeof args.mirror === 'string' ? args.mirror : null;
}

function isCancelled(error: unknown): boolean {
  return error instanceof ExpectedError && error.code === 'cancelled';
}
