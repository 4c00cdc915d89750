import { cancelledError } from '../../../shared/result.ts';

/** Bytes by place, wherever they lie: a file of the mirror, a git blob, a member of an archive. May give fewer than asked for. */
export interface ByteSource {
  readonly size: number;
  read(offset: number, length: number): Uint8Array;
}

/** Why reading a file ended early: the format is broken, the file ends in the middle, or a limit of ours is reached. */
export class FormatError extends Error {
  readonly kind: 'malformed' | 'cut' | 'limit';

  constructor(kind: FormatError['kind'], message: string) {
    super(message);
    this.name = 'FormatError';
    this.kind = kind;
  }
}

/** Bounds on looking into one file. They hold whatever the file claims: a hostile one ends in a stated result. */
export interface WeightLimits {
  /** Bytes taken from the file in all. */
  readonly maxBytesRead: number;
  /** Bytes taken at once, and bytes that one compressed member may expand to. */
  readonly maxBytesHeld: number;
  /** Opcodes, fields, values: each is a step. A million take some 100 ms. */
  readonly maxSteps: number;
  /** Only a slow disk meets this one; steps and bytes come first. */
  readonly maxMilliseconds: number;
  /** Containers, messages or pickles inside one another. */
  readonly maxDepth: number;
}

const mebi = 1024 * 1024;

export const weightLimits: WeightLimits = { maxBytesRead: 24 * mebi, maxBytesHeld: 8 * mebi, maxSteps: 1_000_000, maxMilliseconds: 3000, maxDepth: 16 };

export interface BudgetOptions {
  readonly limits?: WeightLimits;
  readonly isStopped?: (() => boolean) | undefined;
  readonly now?: () => number;
}

/** How much one file may still cost. Shared by everything that looks into parts of it. */
export class Budget {
  readonly limits: WeightLimits;
  readonly #isStopped: () => boolean;
  readonly #now: () => number;
  readonly #until: number;
  #bytes = 0;
  #steps = 0;

  constructor({ limits = weightLimits, isStopped = () => false, now = () => performance.now() }: BudgetOptions = {}) {
    this.limits = limits;
    this.#isStopped = isStopped;
    this.#now = now;
    this.#until = now() + limits.maxMilliseconds;
  }

  /** Throws `cancelled` when the question was taken back. */
  step(count = 1): void {
    const before = this.#steps;
    this.#steps += count;
    if (this.#steps > this.limits.maxSteps) throw new FormatError('limit', `It has more than ${this.limits.maxSteps} parts to look at.`);
    if (before >> 12 !== this.#steps >> 12) this.#look();
  }

  takeBytes(count: number): void {
    this.#bytes += count;
    if (count > this.limits.maxBytesHeld) throw new FormatError('limit', `A part of ${count} bytes is larger than the ${this.limits.maxBytesHeld} that are read at once.`);
    if (this.#bytes > this.limits.maxBytesRead) throw new FormatError('limit', `More than ${this.limits.maxBytesRead} bytes of it would have to be read.`);
    this.#look();
  }

  #look(): void {
    if (this.#isStopped()) throw cancelledError();
    if (this.#now() > this.#until) throw new FormatError('limit', `Reading it took longer than ${this.limits.maxMilliseconds} ms.`);
  }
}

/** A file, or a stretch of one, that is read within a budget. */
export class BoundedFile {
  readonly size: number;
  readonly budget: Budget;
  /** Where this stretch begins in the file that users know; places in messages count from there. */
  readonly base: number;
  readonly #source: ByteSource;
  readonly #start: number;

  constructor(source: ByteSource, budget: Budget, stretch: { readonly start: number; readonly size: number; readonly base: number } = { start: 0, size: source.size, base: 0 }) {
    this.#source = source;
    this.#start = stretch.start;
    this.size = stretch.size;
    this.base = stretch.base;
    this.budget = budget;
  }

  /** Exactly these bytes. Throws `FormatError` where the file ends before. */
  readAt(offset: number, length: number): Buffer {
    if (offset < 0 || length < 0 || offset + length > this.size) throw new FormatError('cut', `It ends at byte ${this.base + this.size}, before what must stand at ${this.base + offset}.`);
    this.budget.takeBytes(length);
    const bytes = this.#source.read(this.#start + offset, length);
    if (bytes.length < length) throw new FormatError('cut', `Only the first ${this.#start + offset + bytes.length} bytes of it can be read.`);
    return Buffer.from(bytes.buffer, bytes.byteOffset, length);
  }

  /** The first bytes, or all there are. */
  start(length: number): Buffer {
    return this.readAt(0, Math.min(length, this.size));
  }

  slice(offset: number, size: number): BoundedFile {
    if (offset < 0 || size < 0 || offset + size > this.size) throw new FormatError('cut', `It ends at byte ${this.base + this.size}, before what must stand at ${this.base + offset}.`);
    return new BoundedFile(this.#source, this.budget, { start: this.#start + offset, size, base: this.base + offset });
  }
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

/** What `look` says, or null where the bytes are not what it expects. Cancelling goes through. */
export function orNull<Value>(look: () => Value): Value | null {
  try {
    return look();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return null;
  }
}
