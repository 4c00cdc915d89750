import { enlarged } from '../../../shared/numbers.ts';
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
    this.add(readNumber(bytes, at, type));
  }

  add(value: number): void {
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

  clear(): void {
    this.length = 0;
    this.chunks.length = 0;
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

const startBytes = 1 << 18;
const startRows = 1 << 12;

/** The texts of one column as their bytes, one after the other. None may be missing: nothing sorts those. */
export class TextColumn {
  length = 0;
  bytes = Buffer.allocUnsafeSlow(startBytes);
  starts = new Uint32Array(startRows);

  /** How many bytes the texts have together. */
  get filled(): number {
    return this.starts[this.length] as number;
  }

  push(bytes: Buffer, at: number, type: number): void {
    if (type < 13) throw new Error('A row lacks a text that it is sorted by');
    const start = this.filled;
    const end = start + ((type - 13) >>> 1);
    if (end > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(end, 2 * this.bytes.length));
      this.bytes.copy(larger, 0, 0, start);
      this.bytes = larger;
    }
    bytes.copy(this.bytes, start, at, at + end - start);
    this.length += 1;
    if (this.length === this.starts.length) this.starts = enlarged(this.starts, new Uint32Array(2 * this.starts.length));
    this.starts[this.length] = end;
  }

  clear(): void {
    this.length = 0;
  }
}

export type Column = NumberColumn | TextColumn;
