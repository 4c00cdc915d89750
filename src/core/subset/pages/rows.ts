import { NumberStack } from '../../../shared/numbers.ts';
import type { Room } from '../byte-runs.ts';
import type { RowBytes } from '../row-bytes.ts';
import { DamagedPagesError, type Pages } from './pages.ts';
import { eachLeaf, firstNotBelow, leafHeader } from './tree.ts';

/** Rows of a table by their ids, as the index has laid them out. */
export class StoredRows {
  private readonly pages: Pages;
  private readonly leaves: Uint32Array;
  /** The last id that may stand in each leaf but the last one. */
  private readonly lasts: Uint32Array;
  private leaf = 0;
  /** Where a varint that was read has ended. */
  private end = 0;

  constructor(pages: Pages, root: number) {
    this.pages = pages;
    const leaves = new NumberStack();
    const lasts = new NumberStack();
    eachLeaf(pages, root, (page) => leaves.push(page), (place) => lasts.push(this.varint(place)));
    this.leaves = leaves.toArray();
    this.lasts = lasts.toArray();
  }

  /** Puts the record of a row behind what is there already; false where there is no such row. */
  put(id: number, into: RowBytes): boolean {
    const cell = this.find(id);
    if (cell === -1) return false;
    const { room, bytes, size } = this.pages;
    const length = this.varint(cell);
    if (length > this.pages.fileBytes) throw new DamagedPagesError(`The index has no row ${id} of ${length} bytes.`);
    // The id follows.
    this.varint(this.end);
    const start = this.end;
    const local = localBytes(length, size);
    into.copy(room, start, start + local);
    let page = local < length ? bytes.readUInt32BE(start + local) : 0;
    for (let rest = length - local; rest > 0; ) {
      const place = this.pages.place(page);
      const count = Math.min(rest, size - 4);
      into.copy(room, place + 4, place + 4 + count);
      rest -= count;
      page = bytes.readUInt32BE(place);
    }
    return true;
  }

  /** Tells all rows of the leaf in which this one stands, if there is one: their ids, where their records begin, and how long these are. */
  eachBeside(id: number, tell: (id: number, room: Room, record: number, length: number) => void): void {
    const place = this.leafOf(id);
    const { bytes, room } = this.pages;
    const cells = bytes.readUInt16BE(place + 3);
    for (let at = 0; at < cells; at += 1) {
      const length = this.varint(place + bytes.readUInt16BE(place + leafHeader + 2 * at));
      const found = this.varint(this.end);
      tell(found, room, this.end, length);
    }
  }

  /** Where the leaf begins in which a row stands, if there is one. */
  private leafOf(id: number): number {
    const { lasts } = this;
    if (id > (lasts[this.leaf] ?? Infinity) || (this.leaf > 0 && id <= (lasts[this.leaf - 1] as number))) {
      // Mostly the next one.
      this.leaf = this.leaf < lasts.length && id > (lasts[this.leaf] as number) && id <= (lasts[this.leaf + 1] ?? Infinity) ? this.leaf + 1 : firstNotBelow(lasts, id);
    }
    return this.pages.place(this.leaves[this.leaf] as number);
  }

  private find(id: number): number {
    const place = this.leafOf(id);
    const { bytes } = this.pages;
    const cells = bytes.readUInt16BE(place + 3);
    // Where no id is missing, this is it.
    let low = 0;
    let middle = id - (this.leaf === 0 ? 0 : (this.lasts[this.leaf - 1] as number)) - 1;
    for (let high = cells; low < high; middle = (low + high) >>> 1) {
      if (middle < low || middle >= high) continue;
      const cell = place + bytes.readUInt16BE(place + leafHeader + 2 * middle);
      this.varint(cell);
      const found = this.varint(this.end);
      if (found === id) return cell;
      if (found < id) low = middle + 1;
      else high = middle;
    }
    return -1;
  }

  private varint(place: number): number {
    const { bytes } = this.pages;
    let at = place;
    let byte = bytes[at] as number;
    at += 1;
    let value = byte & 0x7f;
    for (; byte > 0x7f; at += 1) {
      byte = bytes[at] as number;
      value = value * 0x80 + (byte & 0x7f);
    }
    this.end = at;
    return value;
  }
}

/** Bytes of a record that stand in its leaf (§1.6 of the format); the others lie in pages of their own. */
function localBytes(length: number, page: number): number {
  if (length <= page - 35) return length;
  const least = Math.floor(((page - 12) * 32) / 255) - 23;
  const fitting = least + ((length - least) % (page - 4));
  return fitting <= page - 35 ? fitting : least;
}
