/** Numbers that come one by one. */
export class NumberStack {
  items = new Uint32Array(1024);
  length = 0;

  push(item: number): void {
    if (this.length === this.items.length) {
      const larger = new Uint32Array(2 * this.length);
      larger.set(this.items);
      this.items = larger;
    }
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
