/** Numbers that come one by one. */
export class NumberStack {
  items = new Uint32Array(1024);
  length = 0;

  push(item: number): void {
    if (this.length === this.items.length) this.items = enlarged(this.items, new Uint32Array(2 * this.length));
    this.items[this.length] = item;
    this.length += 1;
  }

  /** The topmost number; only asked for where there is one. */
  pop(): number {
    this.length -= 1;
    return this.items[this.length] as number;
  }

  toArray(): Uint32Array {
    return this.items.slice(0, this.length);
  }
}

/** 0, 1, 2 … */
export function numbersTo(end: number): Uint32Array<ArrayBuffer> {
  const numbers = new Uint32Array(end);
  for (let at = 0; at < end; at += 1) numbers[at] = at;
  return numbers;
}

/** Bits of a 32-bit word that are set; by adding neighbours up, as Hacker's Delight (5-1) does it. */
export function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The larger one, with what the other holds at its front. */
export function enlarged<Numbers extends Int32Array | Uint8Array | Uint32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

/** The first of rising numbers that is not below; as many as there are, where all are. */
export function firstNotBelow(numbers: ArrayLike<number>, wanted: number): number {
  let low = 0;
  for (let high = numbers.length; low < high; ) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
