import type { Room } from './byte-runs.ts';
import { RowBytes } from './row-bytes.ts';

/** Where each of a column's cells stands, in a block. */
export interface Cells {
  readonly room: Room;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Bytes of all together. */
  readonly length: number;
}

/** Cells, column by column, which are written one after the other or found elsewhere. */
export class CellList implements Cells {
  readonly into = new RowBytes();
  starts = new Int32Array(0);
  ends = new Int32Array(0);

  private placed = 0;

  get room(): Room {
    return this.into.room;
  }

  get length(): number {
    return this.into.length;
  }

  /** Begins anew, with so many cells. */
  begin(count: number): RowBytes {
    if (this.starts.length < count) {
      this.starts = new Int32Array(count);
      this.ends = new Int32Array(count);
    }
    this.into.length = 0;
    this.placed = 0;
    return this.into;
  }

  /** Ends a cell, which began where the one before ended. */
  end(at: number): void {
    this.starts[at] = at === 0 ? 0 : (this.ends[at - 1] as number);
    this.ends[at] = this.into.length;
  }

  /** Says where a cell stands elsewhere. */
  place(at: number, start: number, end: number): void {
    this.starts[at] = start;
    this.ends[at] = end;
    this.placed += end - start;
  }

  /** The cells that were placed in a room. */
  in(room: Room): Cells {
    return { room, starts: this.starts, ends: this.ends, length: this.placed };
  }
}
