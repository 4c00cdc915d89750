import { unitAt } from '../../../shared/code-units.ts';

/** What a column of a row may hold. A whole number is stored as one, any other number as a float. */
export type RecordValue = string | number | null | Uint8Array;

const startBytes = 64 * 1024;

/**
 * Rows in SQLite's record format (sqlite.org/fileformat2.html §2.1), one after the other, each behind its length in four
 * bytes, little-endian. They are what a tree's cells hold, so that nothing has to be encoded again.
 */
export class RowBuffer {
  rows = 0;
  length = 0;
  private bytes: Buffer;
  private body = Buffer.allocUnsafe(4096);
  private readonly full: number;

  /** `full`: from how many bytes on `isFull` says so. */
  constructor(full: number) {
    this.full = full;
    this.bytes = Buffer.allocUnsafeSlow(Math.min(full, startBytes));
  }

  get isFull(): boolean {
    return this.length >= this.full;
  }

  add(values: readonly RecordValue[]): void {
    const count = values.length;
    // No header here is longer: a type takes five bytes at most.
    this.reserve(4 + 3 + 5 * count);
    // Nor does a number take more than eight bytes: from here on there is room for all that may come.
    const numberBytes = 8 * count;
    this.growBody(0, numberBytes);
    let at = this.length + 4 + headerStart(count);
    const typesFrom = at;
    let filled = 0;
    for (let column = 0; column < count; column += 1) {
      const value = values[column] as RecordValue;
      let type: number;
      if (value === null) type = 0;
      else if (typeof value === 'number') {
        type = numberType(value);
        filled = writeNumber(this.body, filled, type, value);
      } else if (typeof value === 'string') {
        // UTF-8 takes three bytes at most for a UTF-16 unit.
        this.growBody(filled, 3 * value.length + numberBytes);
        const end = this.writeText(filled, value);
        type = 13 + 2 * (end - filled);
        filled = end;
      } else {
        this.growBody(filled, value.length + numberBytes);
        this.body.set(value, filled);
        filled += value.length;
        type = 12 + 2 * value.length;
      }
      if (type < 128) this.bytes[at++] = type;
      else at = writeVarint(this.bytes, at, type);
    }
    at = this.closeHeader(typesFrom, at);
    const needed = at + filled - this.length;
    this.reserve(needed);
    this.body.copy(this.bytes, at, 0, filled);
    this.bytes.writeUInt32LE(needed - 4, this.length);
    this.length += needed;
    this.rows += 1;
  }

  /** Its bytes, good until the next row is added, which begins anew. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.length);
    this.rows = 0;
    this.length = 0;
    return taken;
  }

  /** Writes the header's length before the types; moves them where it needs more room than was left. Returns its end. */
  private closeHeader(typesFrom: number, typesEnd: number): number {
    const start = this.length + 4;
    const types = typesEnd - typesFrom;
    let lengthBytes = 1;
    while (types + lengthBytes >= 1 << (7 * lengthBytes)) lengthBytes += 1;
    if (start + lengthBytes !== typesFrom) this.bytes.copyWithin(start + lengthBytes, typesFrom, typesEnd);
    writeVarint(this.bytes, start, types + lengthBytes);
    return start + lengthBytes + types;
  }

  private writeText(at: number, text: string): number {
    const { length } = text;
    const { body } = this;
    if (length > 48) return at + body.write(text, at, 'utf8');
    for (let index = 0; index < length; index += 1) {
      const code = unitAt(text, index);
      if (code > 0x7f) return at + body.write(text, at, 'utf8');
      body[at + index] = code;
    }
    return at + length;
  }

  private growBody(filled: number, more: number): void {
    if (filled + more <= this.body.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.body.length, filled + more));
    this.body.copy(larger, 0, 0, filled);
    this.body = larger;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.bytes.length, this.length + more));
    this.bytes.copy(larger, 0, 0, this.bytes.length);
    this.bytes = larger;
  }
}

/** Bytes left for the header's length: two from 127 columns on. */
function headerStart(columns: number): number {
  return columns < 127 ? 1 : 2;
}

/** The smallest serial type that holds a number. */
export function numberType(value: number): number {
  const small = value | 0;
  if (small === value) {
    if (small === 0) return 8;
    if (small === 1) return 9;
    const size = small < 0 ? ~small : small;
    return size < 0x80 ? 1 : size < 0x8000 ? 2 : size < 0x800000 ? 3 : 4;
  }
  if (!Number.isInteger(value)) return 7;
  const size = value < 0 ? -value - 1 : value;
  if (size < 0x800000000000) return 5;
  return size <= Number.MAX_SAFE_INTEGER ? 6 : 7;
}

/** Writes a number of a serial type, most significant byte first; returns its end. */
export function writeNumber(into: Buffer, at: number, type: number, value: number): number {
  switch (type) {
    case 1:
      into[at] = value;
      return at + 1;
    case 2:
      into[at] = value >> 8;
      into[at + 1] = value;
      return at + 2;
    case 3:
      into[at] = value >> 16;
      into[at + 1] = value >> 8;
      into[at + 2] = value;
      return at + 3;
    case 4:
      into[at] = value >> 24;
      into[at + 1] = value >> 16;
      into[at + 2] = value >> 8;
      into[at + 3] = value;
      return at + 4;
    case 5:
      return into.writeIntBE(value, at, 6);
    case 6:
      into.writeInt32BE(Math.floor(value / 0x100000000), at);
      return into.writeUInt32BE(((value % 0x100000000) + 0x100000000) % 0x100000000, at + 4);
    case 7:
      return into.writeDoubleBE(value, at);
    default:
      return at;
  }
}

/** Writes an unsigned number below 2^53 as a varint (big-endian groups of seven bits); returns its end. */
export function writeVarint(into: Uint8Array, at: number, value: number): number {
  if (value < 0x80) {
    into[at] = value;
    return at + 1;
  }
  if (value < 0x4000) {
    into[at] = 0x80 | (value >> 7);
    into[at + 1] = value & 0x7f;
    return at + 2;
  }
  let bytes = 3;
  while (value >= 2 ** (7 * bytes)) bytes += 1;
  let rest = value;
  for (let index = bytes - 1; index >= 0; index -= 1) {
    into[at + index] = (rest % 0x80) | (index === bytes - 1 ? 0 : 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return at + bytes;
}

/** Where the columns of a record lie: `types` and `starts` are filled for its first `columns` columns. */
export function locateColumns(bytes: Uint8Array, record: number, columns: number, types: Int32Array, starts: Int32Array): void {
  let at = record;
  let header = bytes[at++] ?? 0;
  if (header > 0x7f) header = ((header & 0x7f) << 7) | (bytes[at++] ?? 0);
  let content = record + header;
  for (let column = 0; column < columns; column += 1) {
    let type = bytes[at++] ?? 0;
    if (type > 0x7f) {
      type &= 0x7f;
      let more: number;
      do {
        more = bytes[at++] ?? 0;
        type = type * 0x80 + (more & 0x7f);
      } while (more > 0x7f);
    }
    types[column] = type;
    starts[column] = content;
    content += contentBytes(type);
  }
}

const fixedBytes = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0] as const;

/** Bytes that a column of a serial type takes. */
export function contentBytes(type: number): number {
  return type < 12 ? (fixedBytes[type] ?? 0) : (type - 12) >>> 1;
}

/** The number at a place, NaN for NULL. */
export function readNumber(bytes: Buffer, at: number, type: number): number {
  switch (type) {
    case 1:
      return bytes.readInt8(at);
    case 2:
      return bytes.readInt16BE(at);
    case 3:
      return bytes.readIntBE(at, 3);
    case 4:
      return bytes.readInt32BE(at);
    case 5:
      return bytes.readIntBE(at, 6);
    case 6:
      return bytes.readInt32BE(at) * 0x100000000 + bytes.readUInt32BE(at + 4);
    case 7:
      return bytes.readDoubleBE(at);
    case 8:
      return 0;
    case 9:
      return 1;
    default:
      return NaN;
  }
}
