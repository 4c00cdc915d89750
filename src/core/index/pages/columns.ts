import { readNumber } from './record.ts';

const missing = -0x80000000;

/** The numbers of one column, row by row: four bytes each as long as all of them fit. NaN where there is none. */
export class NumberColumn {
  length = 0;
  private small: Int32Array<ArrayBuffer> | null = new Int32Array(1024);
  private large: Float64Array<ArrayBuffer> = new Float64Array(0);

  push(bytes: Buffer, at: number, type: number): void {
    const value = readNumber(bytes, at, type);
    if (this.length === (this.small ?? this.large).length) this.grow();
    if (this.small !== null) {
      if (Number.isNaN(value)) this.small[this.length] = missing;
      else if (value > missing && value < 0x80000000) this.small[this.length] = value;
      else this.widen();
    }
    if (this.small === null) this.large[this.length] = value;
    this.length += 1;
  }

  at(row: number): number {
    if (this.small === null) return this.large[row] as number;
    const value = this.small[row] as number;
    return value === missing ? NaN : value;
  }

  private grow(): void {
    const room = Math.ceil(this.length * 1.5);
    if (this.small !== null) {
      const larger = new Int32Array(room);
      larger.set(this.small);
      this.small = larger;
    } else {
      const larger = new Float64Array(room);
      larger.set(this.large);
      this.large = larger;
    }
  }

  private widen(): void {
    const wide = new Float64Array((this.small as Int32Array).length);
    for (let row = 0; row < this.length; row += 1) wide[row] = this.at(row);
    this.large = wide;
    this.small = null;
  }
}

/** The texts of one column as their bytes, one after the other. A missing one is empty and marked. */
export class TextColumn {
  length = 0;
  bytes = Buffer.allocUnsafeSlow(64 * 1024);
  starts = new Uint32Array(1025);
  private readonly absent = new Set<number>();

  push(bytes: Buffer, at: number, type: number): void {
    const size = type < 13 ? 0 : (type - 13) >>> 1;
    const start = this.starts[this.length] as number;
    if (start + size > 0xffffffff) throw new Error('Four gigabytes of one text column cannot be sorted');
    if (start + size > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(Math.ceil(this.bytes.length * 1.5), start + size));
      this.bytes.copy(larger, 0, 0, start);
      this.bytes = larger;
    }
    bytes.copy(this.bytes, start, at, at + size);
    if (type === 0) this.absent.add(this.length);
    this.length += 1;
    if (this.length === this.starts.length - 1) {
      const larger = new Uint32Array(Math.ceil(this.starts.length * 1.5) + 1);
      larger.set(this.starts);
      this.starts = larger;
    }
    this.starts[this.length] = start + size;
  }

  isMissing(row: number): boolean {
    return this.absent.has(row);
  }
}

export type Column = NumberColumn | TextColumn;
