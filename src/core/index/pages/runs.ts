import { locateColumns, readNumber } from './record.ts';
import type { ScratchFile } from './scratch-file.ts';

/** By what entries are sorted: a column of theirs, in the order of the columns. */
export interface RunKey {
  readonly isText: boolean;
  readonly descending: boolean;
}

/** Where a run lies in the scratch file. */
export type RunPlace = readonly [start: number, end: number];

const writtenAtOnce = 1 << 18;
const readAtOnce = 1 << 16;

/** Puts sorted entries aside: each behind its length in four bytes, little-endian. */
export class RunWriter {
  private readonly scratch: ScratchFile;
  private buffer = Buffer.allocUnsafeSlow(writtenAtOnce);
  private filled = 0;
  private start = -1;
  private end = 0;

  constructor(scratch: ScratchFile) {
    this.scratch = scratch;
  }

  add(entry: Buffer, length: number): void {
    if (this.filled + 4 + length > this.buffer.length) this.flush();
    if (4 + length > this.buffer.length) this.buffer = Buffer.allocUnsafeSlow(4 + length);
    this.buffer.writeUInt32LE(length, this.filled);
    entry.copy(this.buffer, this.filled + 4, 0, length);
    this.filled += 4 + length;
  }

  /** Where it lies; nothing else may be put aside meanwhile. */
  finish(): RunPlace {
    this.flush();
    return [this.start, this.end];
  }

  private flush(): void {
    if (this.filled === 0) return;
    const at = this.scratch.append(this.buffer.subarray(0, this.filled));
    if (this.start < 0) this.start = at;
    this.end = at + this.filled;
    this.filled = 0;
  }
}

/** Reads a run entry by entry. */
export class RunReader {
  bytes = Buffer.allocUnsafeSlow(readAtOnce);
  /** The entry at hand, and where its columns lie. */
  start = 0;
  length = 0;
  readonly types: Int32Array;
  readonly starts: Int32Array;
  /** Later runs lie behind earlier ones. */
  readonly place: number;
  private readonly scratch: ScratchFile;
  /** What is yet to be read of the file; `filled` of `bytes` has been. */
  private from: number;
  private readonly to: number;
  private filled = 0;

  constructor(scratch: ScratchFile, [from, to]: RunPlace, keys: number) {
    this.scratch = scratch;
    this.place = from;
    this.from = from;
    this.to = to;
    this.types = new Int32Array(keys);
    this.starts = new Int32Array(keys);
  }

  /** Goes to the next entry; false where there is none. */
  next(): boolean {
    if (!this.has(4)) return false;
    const length = this.bytes.readUInt32LE(this.start + this.length);
    this.has(4 + length);
    this.start += this.length + 4;
    this.length = length;
    locateColumns(this.bytes, this.start, this.types.length, this.types, this.starts);
    return true;
  }

  /** Sees to it that so many bytes behind the entry are at hand, which may let the entry go and move them to the front. */
  private has(count: number): boolean {
    const at = this.start + this.length;
    if (at + count <= this.filled) return true;
    const kept = this.filled - at;
    const into = count > this.bytes.length ? Buffer.allocUnsafeSlow(count) : this.bytes;
    this.bytes.copy(into, 0, at, this.filled);
    this.bytes = into;
    const read = Math.min(into.length - kept, this.to - this.from);
    this.scratch.read(into.subarray(kept, kept + read), this.from);
    this.from += read;
    this.filled = kept + read;
    this.start = 0;
    this.length = 0;
    return this.filled >= count;
  }
}

/** Gives the entries of all runs in their common order; equal ones in the order of the runs. */
export function mergeRuns(runs: readonly RunReader[], keys: readonly RunKey[], add: (bytes: Buffer, start: number, length: number) => void): void {
  const heap = new RunHeap(runs.filter((run) => run.next()), keys);
  for (let first = heap.first; first; first = heap.first) {
    add(first.bytes, first.start, first.length);
    heap.next(first);
  }
}

/**
 * A heap: no run's entry comes before that of the run at half its place. Not functions within `mergeRuns`: V8 would compile them anew for
 * each index.
 */
class RunHeap {
  private readonly runs: RunReader[];
  private readonly keys: readonly RunKey[];

  constructor(runs: readonly RunReader[], keys: readonly RunKey[]) {
    this.runs = [...runs];
    this.keys = keys;
    for (let place = (runs.length >>> 1) - 1; place >= 0; place -= 1) this.sink(this.runs[place] as RunReader, place);
  }

  /** The run whose entry comes first. */
  get first(): RunReader | undefined {
    return this.runs[0];
  }

  /** Goes on in the first run. */
  next(first: RunReader): void {
    if (first.next()) this.sink(first, 0);
    else {
      const last = this.runs.pop() as RunReader;
      if (this.runs.length > 0) this.sink(last, 0);
    }
  }

  /** Puts a run where the heap is in order, at a place or below it. */
  private sink(run: RunReader, from: number): void {
    const { runs } = this;
    const { length } = runs;
    let place = from;
    for (let child = 2 * place + 1; child < length; child = 2 * place + 1) {
      if (child + 1 < length && this.isBefore(runs[child + 1] as RunReader, runs[child] as RunReader)) child += 1;
      if (!this.isBefore(runs[child] as RunReader, run)) break;
      runs[place] = runs[child] as RunReader;
      place = child;
    }
    runs[place] = run;
  }

  private isBefore(left: RunReader, right: RunReader): boolean {
    const difference = compareEntries(left, right, this.keys);
    return difference === 0 ? left.place < right.place : difference < 0;
  }
}

function compareEntries(left: RunReader, right: RunReader, keys: readonly RunKey[]): number {
  for (let key = 0; key < keys.length; key += 1) {
    const { isText, descending } = keys[key] as RunKey;
    const difference = isText ? compareTexts(left, right, key) : compareNumbers(left, right, key);
    if (difference !== 0) return descending ? -difference : difference;
  }
  return 0;
}

/** A missing number comes before all others. */
function compareNumbers(left: RunReader, right: RunReader, key: number): number {
  const leftType = left.types[key] as number;
  const rightType = right.types[key] as number;
  // 0 and 1 have types of their own, without bytes.
  if (leftType === rightType && (leftType === 0 || leftType > 7)) return 0;
  const leftValue = leftType === 0 ? -Infinity : readNumber(left.bytes, left.starts[key] as number, leftType);
  const rightValue = rightType === 0 ? -Infinity : readNumber(right.bytes, right.starts[key] as number, rightType);
  return leftValue < rightValue ? -1 : leftValue > rightValue ? 1 : 0;
}

function compareTexts(left: RunReader, right: RunReader, key: number): number {
  const leftLength = ((left.types[key] as number) - 13) >>> 1;
  const rightLength = ((right.types[key] as number) - 13) >>> 1;
  const leftStart = left.starts[key] as number;
  const rightStart = right.starts[key] as number;
  const leftBytes = left.bytes;
  const rightBytes = right.bytes;
  const shorter = leftLength < rightLength ? leftLength : rightLength;
  for (let at = 0; at < shorter; at += 1) {
    const difference = (leftBytes[leftStart + at] as number) - (rightBytes[rightStart + at] as number);
    if (difference !== 0) return difference;
  }
  return leftLength - rightLength;
}
