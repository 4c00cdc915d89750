import { withRoom } from './byte-runs.ts';

const firstBytes = 64 * 1024;

/** Runs of bytes by small numbers, all in one buffer: a million of them are no million objects. */
export class ByteTable {
  bytes: Buffer = Buffer.allocUnsafeSlow(firstBytes);
  /** Where a run lies in `bytes`; it starts at 0 where there is none. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Bytes that are taken. */
  length = 1;

  constructor(count: number) {
    this.starts = new Uint32Array(count);
    this.ends = new Uint32Array(count);
  }

  clear(): void {
    this.starts.fill(0);
    this.length = 1;
  }

  add(number: number, from: Uint8Array, start: number, end: number): void {
    this.bytes = withRoom(this.bytes, this.length, end - start);
    this.bytes.set(from.subarray(start, end), this.length);
    this.end(number, end - start);
  }

  addText(number: number, text: string): void {
    // UTF-8 has at most three bytes for a code unit.
    this.bytes = withRoom(this.bytes, this.length, 3 * text.length);
    this.end(number, this.bytes.write(text, this.length, 'utf8'));
  }

  text(number: number): string {
    return this.bytes.toString('utf8', this.starts[number], this.ends[number]);
  }

  private end(number: number, bytes: number): void {
    this.starts[number] = this.length;
    this.length += bytes;
    this.ends[number] = this.length;
  }
}
