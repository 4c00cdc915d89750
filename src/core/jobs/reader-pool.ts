import { Worker } from 'node:worker_threads';
import { cancelledError, failureOf, type Result } from '../../shared/result.ts';
import type { Log, ReaderMessage, ReaderRequest, WorkerStart } from './protocol.ts';

export interface ReaderPoolOptions {
  readonly workerFile: string;
  readonly start: Omit<WorkerStart, 'role' | 'stop' | 'task'>;
  readonly size: number;
  readonly log: Log;
  /** Questions that leave the first reader to the others: it keeps in memory what those ask for again and again. */
  readonly aside?: ReadonlySet<string>;
  /** Told of a mirror whose index turned out to be damaged. */
  readonly onDamage?: (mirror: string) => void;
}

interface Waiting {
  readonly request: ReaderRequest;
  readonly settle: (result: Result<unknown>) => void;
}

interface Reader {
  /** Lowest that no other reader has. */
  readonly number: number;
  readonly worker: Worker;
  readonly stop: Int32Array;
  current: Waiting | null;
  /** What it was asked last. */
  last: string;
}

/**
 * Worker threads that answer read-only questions, one at a time each. A cancelled question that waits is dropped; one
 * that runs is stopped through shared memory; neither ever answers late. A reader that dies fails its question and is
 * replaced. Of idle readers, the one that answered the same call last is asked: it holds what was worked out for that.
 */
export class ReaderPool {
  private readonly options: ReaderPoolOptions;
  private readonly readers: Reader[] = [];
  private readonly queue: Waiting[] = [];
  private nextId = 1;
  private closed = false;

  constructor(options: ReaderPoolOptions) {
    this.options = options;
  }

  ask(name: string, args: unknown, signal?: AbortSignal): Promise<Result<unknown>> {
    if (this.closed || signal?.aborted) return Promise.resolve(failureOf(cancelledError()));
    return new Promise((resolve) => {
      const id = this.nextId;
      this.nextId = (this.nextId % 0x7fffffff) + 1;
      const onAbort = (): void => this.cancel(id);
      const settle = (result: Result<unknown>): void => {
        signal?.removeEventListener('abort', onAbort);
        resolve(signal?.aborted ? failureOf(cancelledError()) : result);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.queue.push({ request: { id, name, args }, settle });
      this.dispatch();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const waiting of this.queue.splice(0)) waiting.settle(failureOf(cancelledError()));
    await Promise.all(
      this.readers.splice(0).map(async (reader) => {
        if (reader.current) Atomics.store(reader.stop, 0, reader.current.request.id);
        reader.current?.settle(failureOf(cancelledError()));
        await reader.worker.terminate();
      }),
    );
  }

  private cancel(id: number): void {
    const at = this.queue.findIndex((waiting) => waiting.request.id === id);
    if (at >= 0) {
      this.queue.splice(at, 1)[0]?.settle(failureOf(cancelledError()));
      return;
    }
    const reader = this.readers.find((candidate) => candidate.current?.request.id === id);
    if (!reader?.current) return;
    Atomics.store(reader.stop, 0, id);
    reader.current.settle(failureOf(cancelledError()));
  }

  private dispatch(): void {
    while (this.queue.length > 0) {
      const reader = this.readerFor(this.queue[0]?.request.name ?? '');
      const waiting = reader ? this.queue.shift() : undefined;
      if (!reader || !waiting) return;
      reader.current = waiting;
      reader.last = waiting.request.name;
      reader.worker.postMessage(waiting.request);
    }
  }

  private readerFor(name: string): Reader | null {
    const isAside = this.options.aside?.has(name) ?? false;
    const idle = this.readers.filter(({ current }) => current === null);
    const open = isAside ? idle.filter((reader) => reader !== this.readers[0]) : idle;
    return open.find(({ last }) => last === name) ?? open[0] ?? this.grow() ?? idle[0] ?? null;
  }

  private grow(): Reader | null {
    if (this.readers.length >= this.options.size) return null;
    let number = 0;
    while (this.readers.some((other) => other.number === number)) number += 1;
    const shared = new SharedArrayBuffer(4);
    const workerData: WorkerStart = { ...this.options.start, role: 'reader', number, stop: shared };
    const reader: Reader = { number, worker: new Worker(this.options.workerFile, { workerData }), stop: new Int32Array(shared), current: null, last: '' };
    reader.worker.on('message', (message: ReaderMessage) => this.receive(reader, message));
    reader.worker.on('error', (error) => this.options.log('error', 'A reader thread failed', { message: error.message, stack: error.stack ?? '' }));
    reader.worker.on('exit', () => this.lose(reader));
    this.readers.push(reader);
    return reader;
  }

  private receive(reader: Reader, message: ReaderMessage): void {
    if (message.kind === 'log') {
      this.options.log('error', message.message, message.details);
      return;
    }
    if (message.kind === 'damage') {
      this.options.onDamage?.(message.mirror);
      return;
    }
    const { current } = reader;
    if (current?.request.id !== message.id) return;
    reader.current = null;
    current.settle(message.result);
    this.dispatch();
  }

  private lose(reader: Reader): void {
    const at = this.readers.indexOf(reader);
    if (at < 0) return;
    this.readers.splice(at, 1);
    reader.current?.settle(failureOf(new Error('The thread that was to answer ended unexpectedly.')));
    if (!this.closed) this.dispatch();
  }
}
