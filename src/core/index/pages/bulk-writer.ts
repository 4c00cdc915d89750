import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import { cancelledError } from '../../../shared/result.ts';
import type { WorkControl } from '../control.ts';
import type { TablePlan } from './plan.ts';
import { RowBuffer, type RecordValue } from './record.ts';
import type { PageAnswer, PageRequest, PageThreadStart, PageTimings } from './thread.ts';

/** Batches under way at once, of a quarter of a megabyte or, for files, a whole one: what bounds the memory. */
const maxWaiting = 24;
const groupNumbers = 64 * 1024;

export interface BulkResult {
  /** SHA-256 of the files whose bytes were given to `hash`. */
  readonly hashes: ReadonlyMap<string, string>;
  readonly timings: PageTimings;
}

export interface BulkOptions {
  /** The entry of worker threads. */
  readonly workerFile: string;
  readonly path: string;
  readonly plan: readonly TablePlan[];
  readonly pairs: string;
}

/**
 * Fills tables of a database from a thread of its own: rows are laid out here as SQLite stores them and become pages
 * there. No connection may write to the database meanwhile.
 */
export class BulkWriter {
  private readonly worker: Worker;
  private readonly port: MessagePort;
  private readonly state: Int32Array<SharedArrayBuffer>;
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly buffers: readonly RowBuffer[];
  private readonly pairs: number;
  private groups = new Int32Array(groupNumbers);
  private grouped = 0;
  private sent = 0;

  constructor({ workerFile, path, plan, pairs }: BulkOptions) {
    const shared = new SharedArrayBuffer(8);
    this.state = new Int32Array(shared);
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    const start: PageThreadStart = { path, plan, pairs, state: shared };
    this.worker = new Worker(workerFile, { workerData: { role: 'pages', pages: start, port: port2 }, transferList: [port2] });
    this.worker.on('error', () => this.fail());
    this.numbers = new Map(plan.map(({ name }, number) => [name, number]));
    this.buffers = plan.map(() => new RowBuffer());
    this.pairs = plan.findIndex(({ name }) => name === pairs);
  }

  /** Gives the function that adds rows to a table. */
  table(name: string): (values: readonly RecordValue[]) => void {
    const number = this.numbers.get(name);
    const buffer = number === undefined ? undefined : this.buffers[number];
    if (number === undefined || !buffer) throw new Error(`There is no table ${name} to fill`);
    return (values) => {
      buffer.add(values);
      if (buffer.isFull) this.sendRows(number, buffer);
    };
  }

  /** Adds the pairs of the next first number: its second numbers, ascending and each once. */
  addPairs(seconds: readonly number[]): void {
    const { length } = seconds;
    if (this.grouped + 1 + length > this.groups.length) this.sendPairs(length + 1);
    this.groups[this.grouped] = length;
    for (let at = 0; at < length; at += 1) this.groups[this.grouped + 1 + at] = seconds[at] as number;
    this.grouped += 1 + length;
  }

  /** Hashes the next bytes of a file, which are gone for the caller afterwards. */
  hash(file: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.send({ kind: 'hash', file, bytes }, [bytes.buffer]);
  }

  /** Writes what is left, and the indexes. */
  async finish(control: WorkControl): Promise<BulkResult> {
    for (const [number, buffer] of this.buffers.entries()) this.sendRows(number, buffer);
    this.sendPairs(0);
    this.send({ kind: 'finish' }, []);
    return new Promise((resolve, reject) => {
      const watch = setInterval(() => control.isCancelled() && end(() => reject(cancelledError())), 20);
      const end = (settle: () => void): void => {
        clearInterval(watch);
        settle();
      };
      this.worker.once('error', (error) => end(() => reject(error)));
      this.port.on('message', (answer: PageAnswer) => {
        if (answer.kind === 'step') control.progress({ phase: 'Building indexes', done: answer.done, total: answer.total, unit: 'steps' });
        else if (answer.kind === 'finished') end(() => resolve(answer));
        else end(() => reject(failureOf(answer)));
      });
    });
  }

  /** Ends the thread, whatever it does. */
  async close(): Promise<void> {
    this.port.close();
    await this.worker.terminate();
  }

  private sendRows(table: number, buffer: RowBuffer): void {
    if (buffer.rows === 0) return;
    const bytes = buffer.take();
    this.send({ kind: 'rows', table, bytes }, [bytes.buffer]);
  }

  private sendPairs(room: number): void {
    const groups = this.groups.subarray(0, this.grouped);
    if (this.grouped > 0) this.send({ kind: 'pairs', table: this.pairs, groups }, [this.groups.buffer]);
    this.groups = new Int32Array(Math.max(groupNumbers, room));
    this.grouped = 0;
  }

  private send(request: PageRequest, transfer: readonly ArrayBuffer[]): void {
    for (;;) {
      if (Atomics.load(this.state, 1) !== 0) throw this.failure();
      const done = Atomics.load(this.state, 0);
      if (this.sent - done < maxWaiting) break;
      Atomics.wait(this.state, 0, done, 1000);
    }
    this.port.postMessage(request, [...transfer]);
    this.sent += 1;
  }

  private fail(): void {
    Atomics.store(this.state, 1, 1);
    Atomics.notify(this.state, 0);
  }

  /** Why the thread has failed: it has said so before it raised its flag. */
  private failure(): Error {
    for (let message = receiveMessageOnPort(this.port); message; message = receiveMessageOnPort(this.port)) {
      const answer = message.message as PageAnswer;
      if (answer.kind === 'failed') return failureOf(answer);
    }
    return new Error('The thread that writes the index ended');
  }
}

function failureOf({ message, code }: { readonly message: string; readonly code: string | null }): Error {
  return Object.assign(new Error(message), code === null ? {} : { code });
}
