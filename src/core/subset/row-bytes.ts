import { copyRun, makeRoom, type Room, roomOf, withRoom } from './byte-runs.ts';

const slack = 256;
const zero = '0'.charCodeAt(0);
const billion = 1_000_000_000;

/** Bytes that are put again and again. */
export interface Run {
  readonly room: Room;
  readonly length: number;
}

export function runOf(text: string): Run {
  return { room: roomOf(text), length: Buffer.byteLength(text) };
}

/** Text of rows as UTF-8 while it is made; grows as it is filled. */
export class RowBytes {
  room: Room;
  length = 0;

  /** With room for so many bytes at first. */
  constructor(bytes = 16 * 1024) {
    this.room = makeRoom(bytes);
  }

  /** Makes room for so many more bytes, and some single ones. */
  reserve(bytes: number): void {
    if (this.length + bytes + slack > this.room.bytes.length) this.room = withRoom(this.room, this.length, bytes + slack);
  }

  /** One of `slack` bytes at the most that may follow each other without any of what else is put. */
  byte(value: number): void {
    this.room.bytes[this.length] = value;
    this.length += 1;
  }

  copy(from: Room, start: number, end: number): void {
    this.reserve(end - start);
    this.length = copyRun(this.room, this.length, from, start, end);
  }

  put(run: Run): void {
    if (run.length > 0) this.copy(run.room, 0, run.length);
  }

  number(value: number): void {
    if (value >= 0 && (value | 0) === value) return this.digits(value, digitsOf(value));
    if (!Number.isSafeInteger(value) || value < 0) return this.text(String(value));
    const high = Math.floor(value / billion);
    this.number(high);
    this.digits(value - high * billion, 9);
  }

  /** The last digits of a number below 2³¹. */
  private digits(value: number, digits: number): void {
    this.reserve(digits);
    const { room: { bytes }, length } = this;
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
    this.length += this.room.bytes.write(text, this.length, 'utf8');
  }
}

function digitsOf(value: number): number {
  let digits = 1;
  for (let power = 10; power <= value; power *= 10) digits += 1;
  return digits;
}
