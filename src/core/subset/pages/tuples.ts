import { NumberStack } from '../../../shared/numbers.ts';
import { contentBytes } from '../stored.ts';
import { DamagedPagesError, type Pages } from './pages.ts';
import { numberIn } from './record.ts';
import { eachLeaf, firstNotBelow, leafHeader } from './tree.ts';

/** Rows of so many whole numbers, the first ones of which are the key of a table without row ids. */
export class StoredTuples {
  private readonly pages: Pages;
  private readonly leaves: Uint32Array;
  /** The first numbers of the rows that stand between leaves, and the others of all of them. */
  private readonly between: Uint32Array;
  private readonly others = new NumberStack();
  private readonly width: number;
  private leaf = 0;
  private cell = 0;
  /** No row before where this stands has this first number or a greater one, and none after it a smaller. */
  private next = -1;

  constructor(pages: Pages, root: number, width: number) {
    this.pages = pages;
    this.width = width;
    const leaves = new NumberStack();
    const between = new NumberStack();
    eachLeaf(pages, root, (page) => leaves.push(page), (place) => {
      between.push(firstIn(pages.bytes, place, width));
      putOthers(pages.bytes, place, width, this.others);
    });
    this.leaves = leaves.toArray();
    this.between = between.toArray();
  }

  /** Adds what follows the first number in the rows that begin with it, by their keys; 0 where there is none. */
  put(first: number, into: NumberStack): void {
    if (first !== this.next) this.seek(first);
    this.next = first + 1;
    const { width } = this;
    const { bytes } = this.pages;
    for (;;) {
      const place = this.pages.place(this.leaves[this.leaf] as number);
      const cells = bytes.readUInt16BE(place + 3);
      for (; this.cell < cells; this.cell += 1) {
        const cell = cellOf(bytes, place, this.cell);
        if (firstIn(bytes, cell, width) !== first) return;
        putOthers(bytes, cell, width, into);
      }
      if (this.between[this.leaf] !== first) return;
      for (let at = this.leaf * (width - 1); at < (this.leaf + 1) * (width - 1); at += 1) into.push(this.others.items[at] as number);
      this.leaf += 1;
      this.cell = 0;
    }
  }

  private seek(first: number): void {
    this.leaf = firstNotBelow(this.between, first);
    const place = this.pages.place(this.leaves[this.leaf] as number);
    const { bytes } = this.pages;
    let low = 0;
    for (let high = bytes.readUInt16BE(place + 3); low < high; ) {
      const middle = (low + high) >>> 1;
      if (firstIn(bytes, cellOf(bytes, place, middle), this.width) < first) low = middle + 1;
      else high = middle;
    }
    this.cell = low;
  }
}

// Records of some numbers are shorter than 128 bytes: their length, that of their header, and the types in it take a byte each.

function firstIn(bytes: Buffer, cell: number, width: number): number {
  return numberIn(bytes, cell + 2 + width, bytes[cell + 2] as number);
}

function putOthers(bytes: Buffer, cell: number, width: number, into: NumberStack): void {
  let start = cell + 2 + width;
  for (let column = 0; column < width; column += 1) {
    const type = bytes[cell + 2 + column] as number;
    // What is no number becomes 0.
    if (column > 0) into.push(numberIn(bytes, start, type));
    start += contentBytes(type);
  }
  if (start > bytes.length) throw new DamagedPagesError('The index has a row that no page holds whole.');
}

function cellOf(bytes: Buffer, place: number, cell: number): number {
  const pointer = place + leafHeader + 2 * cell;
  return place + (((bytes[pointer] as number) << 8) | (bytes[pointer + 1] as number));
}
