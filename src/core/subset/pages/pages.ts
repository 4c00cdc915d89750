import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { makeRoom, type Room } from '../byte-runs.ts';

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
  readonly room: Room;
  /** Bytes of a page. */
  readonly size: number;
  /** No row has more. */
  readonly fileBytes: number;
  private readonly descriptor: number;
  private readonly pieces: number;
  private readonly ahead: number;
  /** The first page of each piece, and the one after its last. */
  private readonly from: Int32Array;
  private readonly to: Int32Array;
  private readonly lastUse: Float64Array;
  private uses = 0;
  private current = 0;

  /** Holds so many pieces, each of one page or, where pages are asked for in their order, of so many more. */
  constructor(path: string, { pieces, ahead }: { readonly pieces: number; readonly ahead: number }) {
    this.pieces = pieces;
    this.ahead = ahead;
    this.from = new Int32Array(pieces);
    this.to = new Int32Array(pieces);
    this.lastUse = new Float64Array(pieces);
    this.descriptor = openSync(path, 'r');
    this.fileBytes = fstatSync(this.descriptor).size;
    const header = Buffer.alloc(100);
    readSync(this.descriptor, header, 0, header.length, 0);
    this.size = header.readUInt16BE(16);
    if (this.size < 512 || header[20] !== 0 || header.readUInt32BE(56) !== utf8) {
      closeSync(this.descriptor);
      throw new DamagedPagesError('The index has another layout than this program gives it.');
    }
    this.room = makeRoom(pieces * ahead * this.size);
    this.bytes = this.room.bytes;
  }

  /** Where a page begins in `bytes`, until pages of other pieces are asked for. */
  place(page: number): number {
    if (page < (this.from[this.current] as number) || page >= (this.to[this.current] as number)) this.current = this.hold(page);
    return (this.current * this.ahead + page - (this.from[this.current] as number)) * this.size;
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private hold(page: number): number {
    let oldest = 0;
    let isNext = false;
    this.uses += 1;
    for (let piece = 0; piece < this.pieces; piece += 1) {
      const to = this.to[piece] as number;
      if (page >= (this.from[piece] as number) && page < to) {
        this.lastUse[piece] = this.uses;
        return piece;
      }
      // Pages of other tables may stand between.
      if (page >= to && page < to + this.ahead && to > 0) isNext = true;
      if ((this.lastUse[piece] as number) < (this.lastUse[oldest] as number)) oldest = piece;
    }
    this.from[oldest] = page;
    this.to[oldest] = page;
    const bytes = page < 1 ? 0 : readSync(this.descriptor, this.bytes, oldest * this.ahead * this.size, (isNext ? this.ahead : 1) * this.size, (page - 1) * this.size);
    if (bytes < this.size) throw new DamagedPagesError(`The index has no page ${page}.`);
    this.to[oldest] = page + Math.floor(bytes / this.size);
    this.lastUse[oldest] = this.uses;
    return oldest;
  }
}
