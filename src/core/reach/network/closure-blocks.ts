import { itemsOf, type Lists, sizeOfList } from '../../../shared/number-lists.ts';
import { NumberStack, onesIn } from '../../../shared/numbers.ts';
import type { ClosureQuestion, Sums } from './closures.ts';

/** Words of 32 bits that one block may have in all: 32 MB. */
const mostWords = 8 << 20;
/** Rows between two questions whether the answer is still wanted. */
const rowsAtOnce = 4096;

/** A part of the network with its components numbered from 0, those that others depend on last. */
interface Part {
  readonly components: Uint32Array;
  readonly dependants: Lists;
  readonly bases: Lists;
  /** Packages of the part by row, one after the other; the place of a package is its bit. */
  readonly packages: Lists;
  /** Holders of the part; the place of a holder is its bit. */
  readonly holders: readonly number[];
  readonly placeOf: ReadonlyMap<number, number>;
  /** By a holder's place: rows of its nodes, and the bit of each, `noBit` where it is no package. */
  readonly heldRows: Lists;
  readonly heldBits: Uint32Array;
}

const noBit = 0xffffffff;

/** Counts a part for 32 packages or holders at once: a row of bits for each component, handed on along the ties. */
export function countInBlocks(question: ClosureQuestion, components: Uint32Array, sums: Sums): void {
  const part = partOf(question, components);
  const rows = components.length;
  const packages = part.packages.items.length;
  const widest = Math.max(1, Math.floor(mostWords / rows));
  for (let from = 0; from < packages; ) {
    const words = Math.min(widest, Math.ceil((packages - from) / 32));
    const block = new Block(rows, words, from, question.stopIfUnwanted);
    countBelow(part, block, sums);
    countReach(part, block, sums);
    countAbove(part, block, sums);
    from += 32 * words;
  }
  for (let from = 0; from < part.holders.length; ) {
    const words = Math.min(widest, Math.ceil((part.holders.length - from) / 32));
    countHolders(question, part, new Block(rows, words, from, question.stopIfUnwanted), sums);
    from += 32 * words;
  }
}

class Block {
  readonly rows: number;
  readonly words: number;
  /** The first bit. */
  readonly from: number;
  readonly bits: Uint32Array;
  private readonly stopIfUnwanted: () => void;

  constructor(rows: number, words: number, from: number, stopIfUnwanted: () => void) {
    this.rows = rows;
    this.words = words;
    this.from = from;
    this.bits = new Uint32Array(rows * words);
    this.stopIfUnwanted = stopIfUnwanted;
  }

  clear(): void {
    this.bits.fill(0);
  }

  /** Adds what other rows have to a row. */
  take(row: number, others: Lists): void {
    const { bits, words } = this;
    const start = row * words;
    for (let at = others.offsets[row] as number; at < (others.offsets[row + 1] as number); at += 1) {
      const other = (others.items[at] as number) * words;
      for (let word = 0; word < words; word += 1) bits[start + word] = (bits[start + word] as number) | (bits[other + word] as number);
    }
    if (row % rowsAtOnce === 0) this.stopIfUnwanted();
  }

  ones(row: number): number {
    let sum = 0;
    for (let word = row * this.words, end = word + this.words; word < end; word += 1) sum += onesIn(this.bits[word] as number);
    return sum;
  }

  has(row: number, bit: number): boolean {
    const place = bit - this.from;
    return ((this.bits[row * this.words + (place >>> 5)] as number) & (1 << (place & 31))) !== 0;
  }

  holds(bit: number): boolean {
    return bit >= this.from && bit < this.from + 32 * this.words;
  }

  set(row: number, bit: number): void {
    const place = bit - this.from;
    const word = row * this.words + (place >>> 5);
    this.bits[word] = (this.bits[word] as number) | (1 << (place & 31));
  }

  /** The bits from `from` to `to`, as far as they are this block's. */
  setRange(row: number, from: number, to: number): void {
    for (let bit = Math.max(from, this.from), end = Math.min(to, this.from + 32 * this.words); bit < end; bit += 1) this.set(row, bit);
  }
}

/** Packages that depend on each component; afterwards a row holds these and its own. */
function countBelow({ components, dependants, packages }: Part, block: Block, sums: Sums): void {
  for (let row = 0; row < block.rows; row += 1) {
    block.take(row, dependants);
    const component = components[row] as number;
    sums.below[component] = (sums.below[component] as number) + block.ones(row);
    block.setRange(row, packages.offsets[row] as number, packages.offsets[row + 1] as number);
  }
}

/** By the rows of `countBelow`: the union over a holder's nodes, each without itself. */
function countReach({ holders, heldRows, heldBits }: Part, block: Block, sums: Sums): void {
  const { bits, words } = block;
  const union = new Uint32Array(words);
  for (let place = 0; place < holders.length; place += 1) {
    union.fill(0);
    for (let at = heldRows.offsets[place] as number; at < (heldRows.offsets[place + 1] as number); at += 1) {
      const start = (heldRows.items[at] as number) * words;
      const own = heldBits[at] as number;
      const ownWord = own !== noBit && block.holds(own) ? (own - block.from) >>> 5 : -1;
      const kept = ownWord === -1 ? 0 : (union[ownWord] as number) & (1 << ((own - block.from) & 31));
      for (let word = 0; word < words; word += 1) union[word] = (union[word] as number) | (bits[start + word] as number);
      if (ownWord !== -1 && kept === 0) union[ownWord] = (union[ownWord] as number) & ~(1 << ((own - block.from) & 31));
    }
    let sum = 0;
    for (let word = 0; word < words; word += 1) sum += onesIn(union[word] as number);
    const holder = holders[place] as number;
    sums.reach[holder] = (sums.reach[holder] as number) + sum;
  }
}

function countAbove({ components, bases, packages }: Part, block: Block, sums: Sums): void {
  block.clear();
  for (let row = block.rows - 1; row >= 0; row -= 1) {
    block.take(row, bases);
    const component = components[row] as number;
    sums.above[component] = (sums.above[component] as number) + block.ones(row);
    block.setRange(row, packages.offsets[row] as number, packages.offsets[row + 1] as number);
  }
}

/** Holders above each component, and those that a package of a cycle trusts for the others of it. */
function countHolders({ condensed, holders }: ClosureQuestion, part: Part, block: Block, sums: Sums): void {
  for (let row = block.rows - 1; row >= 0; row -= 1) {
    block.take(row, part.bases);
    const component = part.components[row] as number;
    const size = sizeOfList(condensed.packages, component);
    let count = block.ones(row);
    for (let place = holders.offsets[component] as number; place < (holders.offsets[component + 1] as number); place += 1) {
      const bit = part.placeOf.get(holders.holders[place] as number) as number;
      if (!block.holds(bit) || block.has(row, bit)) continue;
      block.set(row, bit);
      const held = holders.heldPackages[place] as number;
      if (held === 0 || size === 1) continue;
      count += 1;
      // Whoever holds one package of a cycle alone is no other holder to that one.
      if (held === 1) add(sums.trustedHolders, holders.anyHeld[place] as number, -1);
    }
    for (let at = condensed.packages.offsets[component] as number; at < (condensed.packages.offsets[component + 1] as number); at += 1) {
      add(sums.trustedHolders, condensed.packages.items[at] as number, count);
    }
  }
}

/** Sums wrap around zero on the way and are right at the end. */
function add(sums: Uint32Array, place: number, amount: number): void {
  sums[place] = (sums[place] as number) + amount;
}

function partOf({ condensed, holders: { offsets, holders }, held }: ClosureQuestion, components: Uint32Array): Part {
  const rowOf = new Map<number, number>();
  const bitOf = new Map<number, number>();
  const placeOf = new Map<number, number>();
  components.forEach((component, row) => {
    rowOf.set(component, row);
    for (const node of itemsOf(condensed.packages, component)) bitOf.set(node, bitOf.size);
    for (const holder of holders.subarray(offsets[component], offsets[component + 1])) if (!placeOf.has(holder)) placeOf.set(holder, placeOf.size);
  });
  const heldBits = new NumberStack();
  const heldRows = listed([...placeOf.keys()], (holder, rows) => {
    for (const node of itemsOf(held, holder)) {
      const row = rowOf.get(condensed.componentOf[node] as number);
      if (row === undefined) continue;
      rows.push(row);
      heldBits.push(bitOf.get(node) ?? noBit);
    }
  });
  const within = (lists: Lists): Lists => listed(components, (component, rows) => {
    for (const other of itemsOf(lists, component)) rows.push(rowOf.get(other) as number);
  });
  const packages = listed(components, (component, nodes) => {
    for (const node of itemsOf(condensed.packages, component)) nodes.push(node);
  });
  return {
    components, dependants: within(condensed.dependants), bases: within(condensed.bases), packages, holders: [...placeOf.keys()], placeOf, heldRows, heldBits: heldBits.toArray(),
  };
}

function listed(keys: Iterable<number>, fill: (key: number, items: NumberStack) => void): Lists {
  const offsets = [0];
  const items = new NumberStack();
  for (const key of keys) {
    fill(key, items);
    offsets.push(items.length);
  }
  return { offsets: Uint32Array.from(offsets), items: items.toArray() };
}
