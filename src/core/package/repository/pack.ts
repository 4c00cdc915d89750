import { basename } from 'node:path';
import type { ByteCache } from './byte-cache.ts';
import { readDeltaSizes } from './delta.ts';
import { GitDataError } from './errors.ts';
import type { ConfinedFiles } from './files.ts';
import { compressedBound, inflateExactly, inflatePrefix } from './inflate.ts';
import { findOffset, type PackIndex } from './pack-index.ts';

export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag';

/** One object as a pack stores it: whole, or as a delta on another. `size` is that of the stored bytes once inflated. */
export type PackEntry =
  | { readonly kind: 'whole'; readonly type: ObjectType; readonly size: number; readonly dataAt: number }
  | { readonly kind: 'offset-delta'; readonly baseAt: number; readonly size: number; readonly dataAt: number }
  | { readonly kind: 'reference-delta'; readonly baseSha: string; readonly size: number; readonly dataAt: number };

const windowStep = 256 * 1024;
const windowBytes = windowStep * 2;
const maxWindows = 2 ** 21;
const entryHeaderBytes = 64;
const typesByNumber: Readonly<Record<number, ObjectType>> = { 1: 'commit', 2: 'tree', 3: 'blob', 4: 'tag' };

/**
 * A pack read in overlapping windows of half a mebibyte, so that one of any size costs little memory. It opens its file for each window and
 * keeps none open: a thousand packs cannot exhaust descriptors.
 */
export class Pack {
  readonly id: number;
  readonly index: PackIndex;
  readonly name: string;
  /** The pack does not end with the checksum its index expects: cut short, or another pack. Its objects are checked one by one. */
  readonly isSuspect: boolean;
  readonly #path: string;
  readonly #files: ConfinedFiles;
  readonly #windows: ByteCache<Buffer>;
  readonly #fileBytes: number;
  readonly #dataEnd: number;
  #window: Buffer = Buffer.alloc(0);
  #windowAt = 0;

  /** Throws `GitDataError` when the file is no pack of a version known here. */
  constructor(id: number, path: string, fileBytes: number, index: PackIndex, files: ConfinedFiles, windows: ByteCache<Buffer>) {
    this.id = id;
    this.name = basename(path);
    this.index = index;
    this.#path = path;
    this.#files = files;
    this.#windows = windows;
    this.#fileBytes = fileBytes;
    this.#dataEnd = fileBytes;
    const header = this.#read(0, 12);
    if (header.length < 12 || header.toString('latin1', 0, 4) !== 'PACK') {
      throw new GitDataError('corrupt', `${this.name} is not a pack.`);
    }
    const version = header.readUInt32BE(4);
    if (version !== 2 && version !== 3) {
      throw new GitDataError('unsupported', `${this.name} has version ${version}; 2 and 3 are read.`);
    }
    const matches = this.#read(fileBytes - index.hashBytes, index.hashBytes).equals(index.packChecksum) && header.readUInt32BE(8) === index.count;
    this.isSuspect = !matches;
    this.#dataEnd = matches ? fileBytes - index.hashBytes : fileBytes;
  }

  /** The offset of an object, or -1 when the pack does not hold it. */
  find(name: Buffer): number {
    return findOffset(this.index, name);
  }

  /** Reads the header of the entry at `offset`: its kind, size and base. */
  entryAt(offset: number): PackEntry {
    const bytes = this.#read(offset, entryHeaderBytes);
    let at = 0;
    let byte = bytes[at] ?? 0;
    const typeNumber = (byte >> 4) & 7;
    let size = byte & 0x0f;
    let scale = 16;
    while ((byte & 0x80) !== 0 && size <= Number.MAX_SAFE_INTEGER) {
      at += 1;
      byte = bytes[at] ?? 0;
      size += (byte & 0x7f) * scale;
      scale *= 128;
    }
    at += 1;
    if (at >= bytes.length || size > Number.MAX_SAFE_INTEGER) {
      throw new GitDataError('corrupt', `${this.name} is cut short or damaged.`);
    }
    const type = typesByNumber[typeNumber];
    if (type !== undefined) {
      return { kind: 'whole', type, size, dataAt: offset + at };
    }
    return this.#deltaEntry(typeNumber, bytes, at, offset, size);
  }

  #deltaEntry(typeNumber: number, bytes: Buffer, at: number, offset: number, size: number): PackEntry {
    if (typeNumber === 6) {
      const { distance, end } = readBaseDistance(bytes, at);
      const baseAt = offset - distance;
      // A base always stands before its delta; zero or less would loop or leave the file.
      if (distance > 0 && baseAt >= 12) {
        return { kind: 'offset-delta', baseAt, size, dataAt: offset + end };
      }
    }
    const shaEnd = at + this.index.hashBytes;
    if (typeNumber === 7 && shaEnd < bytes.length) {
      return { kind: 'reference-delta', baseSha: bytes.toString('hex', at, shaEnd), size, dataAt: offset + shaEnd };
    }
    throw new GitDataError('corrupt', `${this.name} holds an entry of an unknown kind.`);
  }

  /** The inflated bytes of an entry: the object itself, or its delta. */
  inflate(entry: PackEntry, maxBytes: number): Buffer {
    if (entry.size > maxBytes) {
      throw new GitDataError('too-large', `An object has ${entry.size} bytes; the limit is ${maxBytes}.`);
    }
    return inflateExactly(this.#compressed(entry, entry.size), entry.size);
  }

  /** The first `wanted` inflated bytes of an entry, whatever its size. */
  inflateStart(entry: PackEntry, wanted: number): Buffer {
    const length = Math.min(this.#dataEnd - entry.dataAt, compressedBound(entry.size));
    const source = { length, first: (count: number) => this.#read(entry.dataAt, Math.min(count, length)) };
    const start = inflatePrefix(source, Math.min(wanted, entry.size)).subarray(0, wanted);
    if (start.length < Math.min(wanted, entry.size)) {
      throw new GitDataError('corrupt', 'An object has another length than it announces.');
    }
    return start;
  }

  /** The size of the object a delta makes, from the delta's first bytes. */
  deltaResultSize(entry: PackEntry): number {
    return readDeltaSizes(this.inflateStart(entry, 24)).resultSize;
  }

  #compressed(entry: PackEntry, size: number): Buffer {
    return this.#read(entry.dataAt, compressedBound(size));
  }

  /** A view of up to `length` bytes at `offset`, ending with the data of the pack. */
  #read(offset: number, length: number): Buffer {
    const available = Math.max(0, Math.min(length, this.#dataEnd - offset));
    if (offset < 0 || available === 0) {
      return Buffer.alloc(0);
    }
    const start = offset - this.#windowAt;
    if (start >= 0 && start + available <= this.#window.length) {
      return this.#window.subarray(start, start + available);
    }
    if (available > windowStep) {
      return this.#files.readRange(this.#path, offset, available);
    }
    this.#moveWindow(offset);
    const moved = offset - this.#windowAt;
    return this.#window.subarray(moved, moved + available);
  }

  #moveWindow(offset: number): void {
    const step = Math.floor(offset / windowStep);
    const key = this.id * maxWindows + step;
    const at = step * windowStep;
    let window = this.#windows.get(key);
    if (window === undefined) {
      window = this.#files.readRange(this.#path, at, Math.min(windowBytes, this.#fileBytes - at));
      this.#windows.set(key, window, window.length);
    }
    this.#window = window;
    this.#windowAt = at;
  }
}

/** The distance back to the base, in the pack's own number format (gitformat-pack, "offset encoding"). */
function readBaseDistance(bytes: Buffer, start: number): { distance: number; end: number } {
  let at = start;
  let byte = bytes[at] ?? 0;
  let distance = byte & 0x7f;
  while ((byte & 0x80) !== 0 && distance < 2 ** 45) {
    at += 1;
    byte = bytes[at] ?? 0;
    distance = (distance + 1) * 128 + (byte & 0x7f);
  }
  return { distance, end: at + 1 };
}
