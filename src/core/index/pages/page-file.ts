import { closeSync, openSync, readSync, writeSync } from 'node:fs';

export const pageBytes = 8192;

/** SQLite locks bytes from here on; the page that holds them is never used. */
const lockByte = 0x40000000;
const lockPage = lockByte / pageBytes + 1;

const bufferedPages = 128;

/**
 * Appends pages to a database file that SQLite has made and that no connection writes to meanwhile. Nothing of what is
 * appended belongs to the database before `close` has written the new size into its header.
 */
export class PageFile {
  private readonly descriptor: number;
  private readonly buffer = Buffer.alloc(bufferedPages * pageBytes);
  /** Number of the buffer's first page. */
  private first: number;
  private waiting = 0;

  constructor(path: string) {
    this.descriptor = openSync(path, 'r+');
    const header = this.read(0, 100);
    if (header.readUInt16BE(16) !== pageBytes || header[20] !== 0) throw new Error(`Pages of ${header.readUInt16BE(16)} bytes cannot be filled`);
    this.first = header.readUInt32BE(28) + 1;
  }

  /** Number of the page that the next `append` writes. */
  get next(): number {
    return this.first + this.waiting;
  }

  /** Appends one page and returns its number. */
  append(page: Buffer): number {
    if (this.next === lockPage) this.place().fill(0);
    const number = this.next;
    page.copy(this.place());
    return number;
  }

  /** Writes a page that the file has had before: the root of a tree. */
  replace(number: number, page: Buffer): void {
    writeAll(this.descriptor, page, (number - 1) * pageBytes);
  }

  /** Writes what waits and the database's new size. Without it the file stays as it was. */
  finish(): void {
    this.flush();
    const header = this.read(24, 72);
    const change = (header.readUInt32BE(0) + 1) >>> 0;
    header.writeUInt32BE(change, 0);
    header.writeUInt32BE(this.first - 1, 4);
    // The size counts only where this field equals the change counter.
    header.writeUInt32BE(change, 68);
    writeAll(this.descriptor, header, 24);
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private place(): Buffer {
    if (this.waiting === bufferedPages) this.flush();
    const at = this.waiting * pageBytes;
    this.waiting += 1;
    return this.buffer.subarray(at, at + pageBytes);
  }

  private flush(): void {
    if (this.waiting === 0) return;
    writeAll(this.descriptor, this.buffer.subarray(0, this.waiting * pageBytes), (this.first - 1) * pageBytes);
    this.first += this.waiting;
    this.waiting = 0;
  }

  private read(at: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    if (readSync(this.descriptor, bytes, 0, length, at) !== length) throw new Error('The database has no header');
    return bytes;
  }
}

function writeAll(descriptor: number, bytes: Buffer, position: number): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done, bytes.length - done, position + done);
}
