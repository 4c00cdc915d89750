import { copyShort, withRoom } from './byte-runs.ts';

const firstBytes = 256 * 1024;
/** Runs that are no longer are short. Bytes. */
const longRun = 96;

const slack = 256;
const zero = '0'.charCodeAt(0);

/** Text of rows as UTF-8 while it is made; grows as it is filled. */
export class RowBytes {
  bytes: Buffer = Buffer.allocUnsafeSlow(firstBytes);
  length = 0;

  /** Makes room for so many more bytes, and some single ones. */
  reserve(bytes: number): void {
    if (this.length + bytes + slack > this.bytes.length) this.bytes = withRoom(this.bytes, this.length, bytes + slack);
  }

  /** One of `slack` bytes at the most that may follow each other without any of what else is put. */
  byte(value: number): void {
    this.bytes[this.length] = value;
    this.length += 1;
  }

  put(run: Buffer): void {
    if (run.length === 1) this.byte(run[0] as number);
    else this.copy(run, 0, run.length);
  }

  copy(from: Buffer, start: number, end: number): void {
    this.reserve(end - start);
    if (end - start > longRun) this.length += from.copy(this.bytes, this.length, start, end);
    else this.length = copyShort(this.bytes, this.length, from, start, end);
  }

  /** A whole number. */
  number(value: number): void {
    if (value < 0 || value > 0x7fffffff) return this.text(String(value));
    let digits = 1;
    for (let power = 10; power <= value; power *= 10) digits += 1;
    this.reserve(digits);
    const { bytes, length } = this;
    let rest = value | 0;
    for (let at = length + digits - 1; at >= length; at -= 1) {
      const next = (rest / 10) | 0;
      bytes[at] = zero + rest - next * 10;
      rest = next;
    }
    this.length = length + digits;
  }

  text(text: string): void {
    // UTF-8 has at most three bytes for a code unit.
    this.reserve(3 * text.length);
    this.length += this.bytes.write(text, this.length, 'utf8');
  }
}
