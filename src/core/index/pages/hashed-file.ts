import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { slotBytes, slotNumbers, type SharedSlots } from './slots.ts';

/** What a slot tells of itself, but for the number of bytes in it: it is to be filled, or the file has ended. */
export const slotIsEmpty = 0;
export const slotIsEnd = -1;

/** A file to be read, and where its chunks go. */
export interface FileRequest {
  readonly name: string;
  readonly absolute: string;
  readonly chunks: SharedSlots;
  /** The scanner that is to look at its chunks, and a slot for what it tells of each. */
  readonly scan: { readonly kind: string; readonly told: SharedSlots } | null;
  /** One number: so many blocks of `passedBytes` have been read by who asks, while this thread was behind. */
  readonly passed: SharedArrayBuffer;
}

/** Files may have more bytes than 32 bits count. */
export const passedBytes = 4096;

/** Writes down what there is to know of a chunk before its records are parsed: `ChunkScanner` of mirror/. */
export interface Scanner {
  scan(chunk: Buffer, numbers: Int32Array): void;
}

/** Gives a scanner by its name. */
export type ScannerOf = (kind: string) => Scanner;

/** A file that is read for another thread, chunk by chunk, and hashed on the way: its bytes come from the disk once. */
export class HashedFile {
  readonly name: string;
  private readonly chunks: SharedSlots;
  private readonly scanner: Scanner | null;
  private readonly told: SharedSlots | null;
  private readonly filled: Int32Array;
  private readonly passed: Int32Array;
  private readonly descriptor: number;
  private done = 0;
  private readonly hash = createHash('sha256');
  private found: string | null = null;

  constructor({ name, absolute, chunks, scan, passed }: FileRequest, scannerOf: ScannerOf) {
    this.name = name;
    this.chunks = chunks;
    this.told = scan && scan.told;
    this.scanner = scan && scannerOf(scan.kind);
    this.filled = new Int32Array(chunks.taken);
    this.passed = new Int32Array(passed);
    this.descriptor = openRegular(name, absolute);
  }

  /** Fills a slot with the next bytes. */
  read(slot: number): void {
    const bytes = slotBytes(this.chunks, slot);
    const count = this.next(bytes);
    this.done += count;
    const isPassed = Atomics.load(this.passed, 0) * passedBytes >= this.done;
    if (this.told && count > 0 && !isPassed) this.scanner?.scan(bytes.subarray(0, count), slotNumbers(this.told, slot));
    Atomics.store(this.filled, slot, count === 0 ? slotIsEnd : count);
    Atomics.notify(this.filled, slot);
  }

  /** SHA-256 of the file; reads what nobody asked for. */
  sum(): string {
    while (this.found === null) this.next(slotBytes(this.chunks, 0));
    return this.found;
  }

  private next(into: Buffer): number {
    if (this.found !== null) return 0;
    const count = readSync(this.descriptor, into, 0, into.length, null);
    if (count > 0) this.hash.update(into.subarray(0, count));
    else {
      closeSync(this.descriptor);
      this.found = this.hash.digest('hex');
    }
    return count;
  }
}

/** Opens a file for reading; throws where something else has been put in its place. */
export function openRegular(name: string, absolute: string): number {
  // Without waiting for the writer of a pipe.
  const descriptor = openSync(absolute, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw new Error(`${name} is no regular file any more`);
}
