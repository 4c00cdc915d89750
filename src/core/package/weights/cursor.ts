import { type BoundedFile, FormatError } from './bytes.ts';

const smallestWindow = 4096;
const largestWindow = 256 * 1024;

/**
 * Reads a file from front to back. After a jump little is read, and more the longer it goes on without one: the header of a tensor costs
 * a page, a long list of names few reads.
 */
export class Cursor {
  readonly file: BoundedFile;
  position: number;
  readonly end: number;
  #window: Buffer = Buffer.alloc(0);
  #windowAt = 0;
  #next = smallestWindow;

  constructor(file: BoundedFile, position = 0, end = file.size) {
    this.file = file;
    this.position = position;
    this.end = Math.min(end, file.size);
  }

  get left(): number {
    return this.end - this.position;
  }

  /** Where the cursor stands in the file that users know. */
  get place(): number {
    return this.file.base + this.position;
  }

  u8(): number {
    const at = this.#need(1);
    this.position += 1;
    return this.#window[at] as number;
  }

  u16(): number {
    const at = this.#need(2);
    this.position += 2;
    return this.#window.readUInt16LE(at);
  }

  u32(bigEndian = false): number {
    const at = this.#need(4);
    this.position += 4;
    return bigEndian ? this.#window.readUInt32BE(at) : this.#window.readUInt32LE(at);
  }

  /** Above 2^53 it is rounded, which no length or offset of a real file is. */
  u64(bigEndian = false): number {
    const at = this.#need(8);
    this.position += 8;
    return Number(bigEndian ? this.#window.readBigUInt64BE(at) : this.#window.readBigUInt64LE(at));
  }

  /** A copy of the next bytes. */
  bytes(length: number): Buffer {
    const at = this.#need(length);
    this.position += length;
    return Buffer.from(this.#window.subarray(at, at + length));
  }

  text(length: number, encoding: 'utf8' | 'latin1' = 'utf8'): string {
    const at = this.#need(length);
    this.position += length;
    return this.#window.toString(encoding, at, at + length);
  }

  /** Goes over bytes without reading them. */
  skip(length: number): void {
    if (length < 0 || length > this.left) throw this.cut();
    this.position += length;
  }

  /** Up to the next line feed, which is passed; of a longer line the first `most` bytes. */
  line(most: number): { readonly text: string; readonly isWhole: boolean } {
    const start = this.position;
    const kept: Buffer[] = [];
    let length = 0;
    for (;;) {
      const at = this.#need(1);
      const rest = this.#window.subarray(at, at + Math.min(this.#window.length - at, this.left));
      const feed = rest.indexOf(0x0a);
      const part = feed < 0 ? rest : rest.subarray(0, feed);
      if (length < most) kept.push(Buffer.from(part.subarray(0, most - length)));
      length += part.length;
      this.position += part.length + (feed < 0 ? 0 : 1);
      if (feed >= 0) return { text: Buffer.concat(kept).toString('latin1'), isWhole: length <= most };
      if (this.position - start > largestWindow * 4) throw new FormatError('limit', `A line at byte ${this.file.base + start} is longer than a megabyte.`);
    }
  }

  cut(): FormatError {
    return new FormatError('cut', `It ends at byte ${this.file.base + this.end}, in the middle of what begins at ${this.place}.`);
  }

  /** Index in the window of the cursor's place, with `length` bytes behind it. */
  #need(length: number): number {
    const at = this.position - this.#windowAt;
    if (at >= 0 && at + length <= this.#window.length && length <= this.left) return at;
    if (length > this.left) throw this.cut();
    this.#next = at >= 0 && at <= this.#window.length ? Math.min(this.#next * 2, largestWindow) : smallestWindow;
    this.#window = this.file.readAt(this.position, Math.max(length, Math.min(this.#next, this.left)));
    this.#windowAt = this.position;
    return 0;
  }
}
