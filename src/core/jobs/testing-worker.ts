// Test support: a worker thread that does what its question or task says.
import { MessageChannel, parentPort, workerData } from 'node:worker_threads';
import { ExpectedError, failureOf, succeed } from '../../shared/result.ts';
import type { HandStart } from './hands.ts';
import type { JobMessage, ReaderMessage, ReaderRequest, WorkerStart } from './protocol.ts';

const given = workerData as WorkerStart | HandStart;
if (!('stop' in given)) throw new Error('A bug in a hired thread');
const start: WorkerStart = given;
const stop = new Int32Array(start.stop);
const port = parentPort;

if (start.role === 'reader') port?.on('message', (request: ReaderRequest) => answer(request));
else work(String(start.task));

function tell(message: ReaderMessage | JobMessage): void {
  port?.postMessage(message);
}

function answer({ id, name, args }: ReaderRequest): void {
  switch (name) {
    case 'echo':
      tell({ kind: 'answer', id, result: succeed(args) });
      return;
    case 'number':
    case 'number aside':
      tell({ kind: 'answer', id, result: succeed(start.number) });
      return;
    case 'until-stopped':
      // Blocks as a long statement does: no message is read meanwhile.
      while (Atomics.load(stop, 0) !== id) Atomics.wait(stop, 0, Atomics.load(stop, 0), 5);
      tell({ kind: 'answer', id, result: succeed('too late') });
      return;
    case 'refuse':
      tell({ kind: 'answer', id, result: failureOf(new ExpectedError('refused', 'No.', 'Ask another.')) });
      return;
    case 'damage':
      tell({ kind: 'damage', mirror: String(args) });
      tell({ kind: 'answer', id, result: succeed(null) });
      return;
    case 'end':
      process.exit(3);
      return;
    default:
      throw new Error(`A bug in ${name}`);
  }
}

function work(task: string): void {
  if (task !== 'slow-start') Atomics.store(stop, 1, 1);
  const step = (phase: string, done: number): void => tell({ kind: 'step', step: { phase, done, total: 10, unit: 'packages' } });
  switch (task) {
    case 'count':
      for (let done = 1; done <= 3; done += 1) step('Counting', done);
      tell({ kind: 'done', outcome: { path: null, count: 3, bytes: null }, message: 'Counted.' });
      return;
    case 'until-cancelled':
      step('Waiting', 1);
      while (Atomics.load(stop, 0) === 0) Atomics.wait(stop, 0, 0, 5);
      tell({ kind: 'failed', error: { code: 'cancelled', message: 'Cancelled.' }, stack: null });
      return;
    case 'slow-start':
    case 'deaf':
      step('Waiting', 1);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      return;
    case 'hire': {
      const { port1, port2 } = new MessageChannel();
      port1.once('close', () => tell({ kind: 'done', outcome: { path: null, count: 0, bytes: null }, message: 'It has ended.' }));
      port1.ref();
      port?.postMessage({ kind: 'hire', number: 0, task: { role: 'parts' }, port: port2 } satisfies JobMessage, [port2]);
      return;
    }
    case 'fail':
      tell({ kind: 'failed', error: { code: 'no-space', message: 'Full.', hint: 'Free some.' }, stack: null });
      return;
    case 'end':
      process.exit(4);
      return;
    default:
      throw new Error(`A bug in ${task}`);
  }
}
