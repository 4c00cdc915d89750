import { readNumber } from './record.ts';

const missing = -0x80000000;
const chunkRows = 1 << 16;

/** A piece of a column: one number for all its rows, while they are equal, or an array. */
type Chunk = number | Int32Array | Float64Array;

/**
 * The numbers of one column, row by row: nothing where a piece of 65,536 rows holds but one number (most have no stars, and
 * all of a hub the same hub), else four bytes each as long as they fit. NaN where there is none.
 */
export class NumberColumn {
  length = 0;
  private readonly chunks: Chunk[] = [];

  push(bytes: Buffer, at: number, type: number): void {
    const value = readNumber(bytes, at, type);
    const place = this.length % chunkRows;
    const last = this.chunks.length - 1;
    if (place === 0) this.chunks.push(value);
    else {
      const chunk = this.chunks[last] as Chunk;
      if (typeof chunk !== 'number') this.write(chunk, last, place, value);
      else if (!Object.is(chunk, value)) this.write(spread(chunk, place), last, place, value);
    }
    this.length += 1;
  }

  at(row: number): number {
    const chunk = this.chunks[row >>> 16] as Chunk;
    if (typeof chunk === 'number') return chunk;
    const value = chunk[row & 0xffff] as number;
    return value === missing && chunk instanceof Int32Array ? NaN : value;
  }

  /** The rows that have a number. */
  present(): Uint32Array<ArrayBuffer> {
    const rows = new Uint32Array(this.length);
    let count = 0;
    for (let first = 0; first < this.length; first += chunkRows) {
      // Most of such columns hold nothing for long stretches.
      if (Number.isNaN(this.chunks[first >>> 16])) continue;
      for (let row = first; row < Math.min(this.length, first + chunkRows); row += 1) if (!Number.isNaN(this.at(row))) rows[count++] = row;
    }
    return rows.subarray(0, count);
  }

  private write(chunk: Int32Array | Float64Array, number: number, place: number, value: number): void {
    let into = chunk;
    if (into instanceof Int32Array) {
      if (fitsSmall(value)) {
        into[place] = Number.isNaN(value) ? missing : value;
        this.chunks[number] = into;
        return;
      }
      const wide = new Float64Array(chunkRows);
      for (let row = 0; row < place; row += 1) wide[row] = into[row] === missing ? NaN : (into[row] as number);
      into = wide;
    }
    into[place] = value;
    this.chunks[number] = into;
  }
}

function fitsSmall(value: number): boolean {
  return Number.isNaN(value) || (Number.isInteger(value) && value > missing && value < 0x80000000);
}

/** An array whose first rows hold a number. */
function spread(value: number, rows: number): Int32Array | Float64Array {
  return fitsSmall(value) ? new Int32Array(chunkRows).fill(Number.isNaN(value) ? missing : value, 0, rows) : new Float64Array(chunkRows).fill(value, 0, rows);
}

/** Address space set aside for the texts of a column; memory is taken as they come. */
const maxTextBytes = 2 ** 32 - 1;
const textStep = 1 << 20;
const startStep = 1 << 18;

/** The texts of one column as their bytes, one after the other. A missing one is empty and marked. */
export class TextColumn {
  length = 0;
  bytes: Buffer;
  starts: Uint32Array;
  private readonly text = new ArrayBuffer(textStep, { maxByteLength: maxTextBytes });
  private readonly places = new ArrayBuffer(startStep, { maxByteLength: maxTextBytes });
  /** A bit for each row without a text, by pieces; null where a piece has none. */
  private readonly absent: (Uint8Array | null)[] = [];

  constructor() {
    this.bytes = Buffer.from(this.text, 0, textStep);
    this.starts = new Uint32Array(this.places, 0, startStep / 4);
  }

  push(bytes: Buffer, at: number, type: number): void {
    const size = type < 13 ? 0 : (type - 13) >>> 1;
    const start = this.starts[this.length] as number;
    if (start + size > this.bytes.length) {
      this.text.resize(roundUp(start + size, textStep));
      this.bytes = Buffer.from(this.text, 0, this.text.byteLength);
    }
    bytes.copy(this.bytes, start, at, at + size);
    if (this.length % chunkRows === 0) this.absent.push(null);
    if (type === 0) this.mark(this.length);
    this.length += 1;
    if (this.length === this.starts.length) {
      this.places.resize(this.places.byteLength + startStep);
      this.starts = new Uint32Array(this.places, 0, this.places.byteLength / 4);
    }
    this.starts[this.length] = start + size;
  }

  /** The rows that have a text. */
  present(): Uint32Array<ArrayBuffer> {
    const rows = new Uint32Array(this.length);
    let count = 0;
    for (let row = 0; row < this.length; row += 1) if (!this.isMissing(row)) rows[count++] = row;
    return rows.subarray(0, count);
  }

  isMissing(row: number): boolean {
    const piece = this.absent[row >>> 16];
    return piece ? (((piece[(row & 0xffff) >>> 3] as number) >>> (row & 7)) & 1) === 1 : false;
  }

  private mark(row: number): void {
    const piece = (this.absent[row >>> 16] ??= new Uint8Array(chunkRows / 8));
    const byte = (row & 0xffff) >>> 3;
    piece[byte] = (piece[byte] as number) | (1 << (row & 7));
  }
}

/** Throws where the texts of a column have more than four gigabytes together. */
function roundUp(bytes: number, step: number): number {
  if (bytes > maxTextBytes) throw new RangeError('Four gigabytes of one text column cannot be sorted');
  return Math.min(maxTextBytes, Math.ceil(bytes / step) * step);
}

export type Column = NumberColumn | TextColumn;
