import { contentBytes } from '../stored.ts';
import type { Pages } from './pages.ts';
import { numberIn } from './record.ts';
import { eachLeaf, firstNotBelow, leafHeader } from './tree.ts';

/** Numbers that are added one by one. */
export class NumberList {
  numbers = new Uint32Array(4096);
  length = 0;

  push(number: number): void {
    if (this.length === this.numbers.length) {
      const larger = new Uint32Array(2 * this.length);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.length] = number;
    this.length += 1;
  }
}

/** Pairs of whole numbers that are the key, and all, of a table without row ids. */
export class StoredPairs {
  private readonly pages: Pages;
  private readonly leaves: readonly number[];
  /** The pairs that stand between leaves. */
  private readonly betweenFirst: readonly number[];
  private readonly betweenSecond: readonly number[];
  private leaf = 0;
  private cell = 0;
  /** No pair before where this stands has this number or a greater one, and none after it a smaller. */
  private next = -1;
  private first = 0;
  private second = 0;

  constructor(pages: Pages, root: number) {
    this.pages = pages;
    const leaves: number[] = [];
    const firsts: number[] = [];
    const seconds: number[] = [];
    eachLeaf(pages, root, (page) => leaves.push(page), (place) => {
      this.decode(place);
      firsts.push(this.first);
      seconds.push(this.second);
    });
    this.leaves = leaves;
    this.betweenFirst = firsts;
    this.betweenSecond = seconds;
  }

  /** Adds the second numbers, rising, of the pairs with this first one. */
  put(first: number, into: NumberList): void {
    if (first !== this.next) this.seek(first);
    this.next = first + 1;
    const { bytes } = this.pages;
    for (;;) {
      const place = this.pages.place(this.leaves[this.leaf] as number);
      const cells = bytes.readUInt16BE(place + 3);
      for (; this.cell < cells; this.cell += 1) {
        this.decode(cellOf(bytes, place, this.cell));
        if (this.first !== first) return;
        into.push(this.second);
      }
      if (this.betweenFirst[this.leaf] !== first) return;
      into.push(this.betweenSecond[this.leaf] as number);
      this.leaf += 1;
      this.cell = 0;
    }
  }

  private seek(first: number): void {
    this.leaf = firstNotBelow(this.betweenFirst, first);
    const place = this.pages.place(this.leaves[this.leaf] as number);
    const { bytes } = this.pages;
    let low = 0;
    for (let high = bytes.readUInt16BE(place + 3); low < high; ) {
      const middle = (low + high) >>> 1;
      this.decode(cellOf(bytes, place, middle));
      if (this.first < first) low = middle + 1;
      else high = middle;
    }
    this.cell = low;
  }

  /** Records of two numbers are shorter than 128 bytes: their length and that of their header take a byte each. */
  private decode(cell: number): void {
    const { bytes } = this.pages;
    const type = bytes[cell + 2] as number;
    const start = cell + 4;
    this.first = numberIn(bytes, start, type);
    this.second = numberIn(bytes, start + contentBytes(type), bytes[cell + 3] as number);
  }
}

function cellOf(bytes: Buffer, place: number, cell: number): number {
  const pointer = place + leafHeader + 2 * cell;
  return place + (((bytes[pointer] as number) << 8) | (bytes[pointer + 1] as number));
}
