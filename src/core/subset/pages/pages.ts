import { closeSync, openSync, readSync } from 'node:fs';

/** Pages that are read together: those of a table that was written in one go lie near each other, among those of tables that were written meanwhile. */
const windowPages = 32;
const windows = 8;

const utf8 = 1;

/** What the index's file must have and has not; its code is the one that SQLite gives such an error. */
export class DamagedPagesError extends Error {
  readonly code = 'SQLITE_CORRUPT';
}

/**
 * Pages of an index's file (sqlite.org/fileformat2.html), some of which are held. SQLite gives rows one by one, as values of their own or as text, which takes
 * several times as long as looking at their bytes; and nobody writes to an index that is in force.
 */
export class Pages {
  /** What is held; where in it, `place` tells. */
  readonly bytes: Buffer;
  /** Bytes of a page. */
  readonly size: number;
  private readonly descriptor: number;
  private readonly held = new Int32Array(windows).fill(-1);
  private readonly filled = new Int32Array(windows);
  private readonly lastUse = new Float64Array(windows);
  private uses = 0;
  private current = 0;

  constructor(path: string) {
    this.descriptor = openSync(path, 'r');
    const header = Buffer.alloc(100);
    readSync(this.descriptor, header, 0, header.length, 0);
    this.size = header.readUInt16BE(16);
    if (this.size < 512 || header[20] !== 0 || header.readUInt32BE(56) !== utf8) {
      closeSync(this.descriptor);
      throw new DamagedPagesError('The index has another layout than this program gives it.');
    }
    this.bytes = Buffer.allocUnsafeSlow(windows * windowPages * this.size);
  }

  /** Where a page begins in `bytes`, until pages of other windows are asked for. */
  place(page: number): number {
    const window = ((page - 1) / windowPages) | 0;
    if (this.held[this.current] !== window) this.current = this.hold(window);
    const place = page - 1 - window * windowPages;
    if (place < 0 || (place + 1) * this.size > (this.filled[this.current] as number)) throw new DamagedPagesError(`The index has no page ${page}.`);
    return (this.current * windowPages + place) * this.size;
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private hold(window: number): number {
    this.uses += 1;
    let slot = this.held.indexOf(window);
    if (slot === -1) {
      slot = this.lastUse.indexOf(Math.min(...this.lastUse));
      this.held[slot] = -1;
      const bytes = windowPages * this.size;
      let filled = 0;
      for (let count = -1; count !== 0 && filled < bytes; filled += count) count = readSync(this.descriptor, this.bytes, slot * bytes + filled, bytes - filled, window * bytes + filled);
      this.filled[slot] = filled;
      this.held[slot] = window;
    }
    this.lastUse[slot] = this.uses;
    return slot;
  }
}
