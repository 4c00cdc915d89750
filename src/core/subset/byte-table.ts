import { copyRun, makeRoom, type Room, withRoom } from './byte-runs.ts';

const lengthBytes = 4;

/** Runs of bytes by small numbers, all in one room: a million of them are no million objects. Before each stands its length in four bytes, little-endian, as Parquet has texts. */
export class ByteTable {
  room: Room;
  /** By number: where its run begins; 0 where there is none. */
  readonly starts: Uint32Array;
  /** Bytes that are taken. */
  length = 0;

  /** With room for so many bytes, and more once they are filled. */
  constructor(count: number, bytes: number) {
    this.starts = new Uint32Array(count);
    this.room = makeRoom(bytes);
  }

  clear(): void {
    this.starts.fill(0);
    this.length = 0;
  }

  /** Where a run begins that has no number. */
  put(from: Room, start: number, end: number): number {
    this.room = withRoom(this.room, this.length, lengthBytes + end - start);
    const place = this.length + lengthBytes;
    this.room.view.setInt32(this.length, end - start, true);
    this.length = copyRun(this.room, place, from, start, end);
    return place;
  }

  add(number: number, from: Room, start: number, end: number): void {
    this.starts[number] = this.put(from, start, end);
  }

  text(number: number): string {
    const start = this.starts[number] as number;
    return this.room.bytes.toString('utf8', start, endOfRun(this.room, start));
  }
}

/** Where a run of a table ends. */
export function endOfRun({ view }: Room, start: number): number {
  return start + view.getInt32(start - lengthBytes, true);
}
