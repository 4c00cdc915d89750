import { closeSync, readSync } from 'node:fs';
import { receiveMessageOnPort } from 'node:worker_threads';
import { cancelledError } from '../../../shared/result.ts';
import type { WorkControl } from '../control.ts';
import type { Hand, Hire } from '../hands.ts';
import { openRegular, passedBytes, slotIsEmpty, slotIsEnd } from './hashed-file.ts';
import type { TablePlan } from './plan.ts';
import { RowBuffer, type RecordValue } from './record.ts';
import { makeSlots, slotBytes, slotNumbers, takeSlot } from './slots.ts';
import type { PageAnswer, PageRequest, PageTimings } from './thread.ts';

/** Room for batches on their way: what bounds the memory. */
const batchBytes = 512 * 1024;
const batchSlots = 10;
/** What is read ahead of each file. */
const chunkBytes = 512 * 1024;
const chunkSlots = 8;
/** Slots that are asked for at once: waking the other thread costs as much as parsing a few records. */
const slotsAtOnce = 4;
/** A thread that has not moved for so long never will. Milliseconds. */
const hopelessMs = 120_000;
/** A thread that has failed is noticed after so long. */
const lookMs = 100;

export interface BulkResult {
  /** SHA-256 of the files that `chunks` gave, by the name given with them. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Seconds; `waited`: that the other thread stood still for this one. */
  readonly timings: PageTimings & { readonly waited: number };
}

export interface ScannedChunk {
  readonly bytes: Buffer;
  /** What the scanner tells of it. */
  readonly told: Int32Array | null;
}

export interface BulkOptions {
  readonly hire: Hire;
  readonly path: string;
  readonly plan: readonly TablePlan[];
  readonly pairs: string;
}

/**
 * Fills tables of a database from a thread of its own: rows are laid out here as SQLite stores them and become pages
 * there. No connection may write to the database meanwhile.
 */
export class BulkWriter {
  private readonly hand: Hand;
  private readonly state: Int32Array<SharedArrayBuffer>;
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly buffers: readonly RowBuffer[];
  private readonly pairs: number;
  private readonly batches = makeSlots(batchSlots, batchBytes);
  private groups = new Int32Array(batchBytes / 4);
  private grouped = 0;
  private files = 0;
  private waited = 0;

  constructor({ hire, path, plan, pairs }: BulkOptions) {
    const shared = new SharedArrayBuffer(8);
    this.state = new Int32Array(shared);
    this.hand = hire({ role: 'pages', pages: { path, plan, pairs, state: shared, batches: this.batches } });
    this.numbers = new Map(plan.map(({ name }, number) => [name, number]));
    this.buffers = plan.map(() => new RowBuffer(batchBytes - 16 * 1024));
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

  /**
   * The bytes of a file, front to back, which the other thread reads ahead and hashes; a chunk is good until the next one is asked
   * for. What is not asked for is hashed all the same. `scan`: the scanner that looks at each, and how many numbers it may write.
   * Until the other thread has started and caught up, which takes it a tenth of a second, this one reads for itself, and nothing is told.
   */
  *chunks(name: string, absolute: string, scan: { readonly kind: string; readonly numbers: number } | null = null): Generator<ScannedChunk> {
    const chunks = makeSlots(chunkSlots, chunkBytes);
    const told = scan && makeSlots(chunkSlots, 4 * scan.numbers);
    const filled = new Int32Array(chunks.taken);
    const file = this.files;
    this.files += 1;
    const own = new OwnReading(name, absolute);
    this.send({ kind: 'open', name, absolute, chunks, scan: scan && told && { kind: scan.kind, told }, passed: own.passed });
    this.send({ kind: 'read', file, slot: 0, slots: chunkSlots });
    try {
      for (let slot = 0, came = 0; ; slot = (slot + 1) % chunkSlots) {
        while (came <= own.done && Atomics.load(filled, slot) === slotIsEmpty) {
          const bytes = own.next();
          if (bytes === null) return;
          yield { bytes, told: null };
        }
        this.wait(filled, slot, slotIsEmpty);
        const count = Atomics.load(filled, slot);
        if (count === slotIsEnd) return;
        const known = Math.max(0, own.done - came);
        came += count;
        if (known === 0) yield { bytes: slotBytes(chunks, slot, count), told: told && slotNumbers(told, slot) };
        else if (known < count) yield { bytes: slotBytes(chunks, slot, count).subarray(known), told: null };
        Atomics.store(filled, slot, slotIsEmpty);
        if ((slot + 1) % slotsAtOnce === 0) this.send({ kind: 'read', file, slot: slot + 1 - slotsAtOnce, slots: slotsAtOnce });
      }
    } finally {
      own.close();
    }
  }

  /** Writes what is left, and the indexes. */
  async finish(control: WorkControl): Promise<BulkResult> {
    for (const [number, buffer] of this.buffers.entries()) this.sendRows(number, buffer);
    this.sendPairs(0);
    this.send({ kind: 'finish' });
    return new Promise((resolve, reject) => {
      const watch = setInterval(() => control.isCancelled() && end(() => reject(cancelledError())), 20);
      const end = (settle: () => void): void => {
        clearInterval(watch);
        settle();
      };
      this.hand.port.once('close', () => end(() => reject(endedError())));
      this.hand.port.on('message', (answer: PageAnswer) => {
        if (answer.kind === 'step') control.progress({ phase: 'Building indexes', done: answer.done, total: answer.total, unit: 'steps' });
        else if (answer.kind === 'finished') end(() => resolve({ hashes: answer.hashes, timings: { ...answer.timings, waited: this.waited } }));
        else end(() => reject(failureOf(answer)));
      });
    });
  }

  /** Ends the thread, whatever it does. */
  async close(): Promise<void> {
    await this.hand.dismiss();
    this.hand.port.close();
  }

  private sendRows(table: number, buffer: RowBuffer): void {
    if (buffer.rows > 0) this.sendBatch(table, buffer.take());
  }

  private sendPairs(room: number): void {
    if (this.grouped > 0) this.sendBatch(this.pairs, Buffer.from(this.groups.buffer, 0, 4 * this.grouped));
    if (room > this.groups.length) this.groups = new Int32Array(room);
    this.grouped = 0;
  }

  private sendBatch(table: number, bytes: Buffer): void {
    if (bytes.length > batchBytes) {
      this.send({ kind: 'large', table, bytes: Uint8Array.from(bytes) });
      return;
    }
    const slot = this.claim();
    bytes.copy(slotBytes(this.batches, slot));
    this.send({ kind: 'batch', table, slot, length: bytes.length });
  }

  /** Waits until there is a free slot. */
  private claim(): number {
    for (;;) {
      const { done } = this;
      const slot = takeSlot(this.batches);
      if (slot >= 0) return slot;
      this.wait(this.state, 0, done);
    }
  }

  /** Waits until a number that the other thread changes is another one. */
  private wait(numbers: Int32Array, place: number, before: number): void {
    const began = performance.now();
    let movedAt = began;
    for (let done = this.done; Atomics.load(numbers, place) === before; ) {
      if (Atomics.load(this.state, 1) !== 0) throw this.failure();
      Atomics.wait(numbers, place, before, lookMs);
      if (done !== this.done) movedAt = performance.now();
      else if (performance.now() - movedAt > hopelessMs) throw new Error('The thread that writes the index does not answer');
      done = this.done;
    }
    this.waited += (performance.now() - began) / 1000;
  }

  /** How many requests the other thread is done with. */
  private get done(): number {
    return Atomics.load(this.state, 0);
  }

  private send(request: PageRequest): void {
    if (Atomics.load(this.state, 1) !== 0) throw this.failure();
    this.hand.port.postMessage(request);
  }

  /** Why the thread has failed: it has said so before it raised its flag. */
  private failure(): Error {
    for (let message = receiveMessageOnPort(this.hand.port); message; message = receiveMessageOnPort(this.hand.port)) {
      const answer = message.message as PageAnswer;
      if (answer.kind === 'failed') return failureOf(answer);
    }
    return endedError();
  }
}

/** What this thread reads of a file itself. */
class OwnReading {
  readonly passed = new SharedArrayBuffer(4);
  /** How many bytes. */
  done = 0;
  private readonly descriptor: number;
  private readonly blocks = new Int32Array(this.passed);
  private buffer: Buffer | null = null;

  constructor(name: string, absolute: string) {
    this.descriptor = openRegular(name, absolute);
  }

  /** The next bytes; null at the end. */
  next(): Buffer | null {
    this.buffer ??= Buffer.allocUnsafeSlow(chunkBytes);
    const count = readSync(this.descriptor, this.buffer, 0, chunkBytes, this.done);
    this.done += count;
    Atomics.store(this.blocks, 0, Math.floor(this.done / passedBytes));
    return count === 0 ? null : this.buffer.subarray(0, count);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

function failureOf({ message, code }: { readonly message: string; readonly code: string | null }): Error {
  return Object.assign(new Error(message), code === null ? {} : { code });
}

function endedError(): Error {
  return new Error('The thread that writes the index ended');
}
