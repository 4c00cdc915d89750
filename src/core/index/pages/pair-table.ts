import type { PageFile } from './page-file.ts';
import type { TablePlan } from './plan.ts';
import { numberType, writeNumber } from './record.ts';
import { TreeWriter } from './tree-writer.ts';

const chunkBits = 20;
const chunkPairs = 1 << chunkBits;
/** Pairs put in order at once: what bounds the memory. */
const pairsPerPass = 4 << 20;

/**
 * Fills a table of nothing but pairs of numbers, its key, and the index over the pairs turned round. The first numbers
 * ascend from 1 without a gap in the batches, so that only the second ones are kept: four bytes a pair.
 */
export class PairTableWriter {
  rows = 0;
  private readonly file: PageFile;
  private readonly tree: TreeWriter;
  private readonly turnedRoot: number;
  private readonly chunks: Int32Array[] = [];
  /** How many pairs each first number has; place 0 belongs to 1. */
  private counts = new Uint32Array(1024);
  private firsts = 0;
  private most = -1;
  private readonly record = Buffer.alloc(16);

  constructor(file: PageFile, plan: TablePlan) {
    const [index] = plan.indexes;
    const isPair = !plan.hasRowid && plan.columns.length === 2 && plan.indexes.length === 1 && index?.entry.map(({ position }) => position).join() === '1,0';
    if (!isPair || !index) throw new Error(`${plan.name} is no table of pairs`);
    this.file = file;
    this.tree = new TreeWriter(file, 'index', plan.root);
    this.turnedRoot = index.root;
  }

  /** Takes 32-bit numbers: groups of a count and so many second numbers, ascending. Each group belongs to the next first number. */
  addAll(bytes: Buffer): void {
    const batch = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
    for (let at = 0; at < batch.length; ) {
      const count = batch[at] as number;
      if (this.firsts === this.counts.length) {
        const larger = new Uint32Array(2 * this.firsts);
        larger.set(this.counts);
        this.counts = larger;
      }
      this.counts[this.firsts] = count;
      this.firsts += 1;
      for (let next = at + 1; next <= at + count; next += 1) this.add(this.firsts, batch[next] as number);
      at += 1 + count;
    }
  }

  finishRows(): void {
    this.tree.finish();
  }

  finishIndexes(onEach: () => void): void {
    onEach();
    const turned = new TreeWriter(this.file, 'index', this.turnedRoot);
    const totals = this.totals();
    for (let from = 0; from < totals.length; ) {
      let to = from;
      let pairs = 0;
      while (to < totals.length && (pairs === 0 || pairs + (totals[to] as number) <= pairsPerPass)) {
        pairs += totals[to] as number;
        to += 1;
      }
      this.writeTurned(turned, totals, from, to, pairs);
      from = to;
    }
    turned.finish();
    this.chunks.length = 0;
    this.counts = new Uint32Array(0);
  }

  private add(first: number, second: number): void {
    const place = this.rows % chunkPairs;
    if (place === 0) this.chunks.push(new Int32Array(chunkPairs));
    (this.chunks[this.chunks.length - 1] as Int32Array)[place] = second;
    this.rows += 1;
    if (second > this.most) this.most = second;
    this.tree.add(null, this.record, 0, pairRecord(this.record, first, second));
  }

  /** How many pairs each second number has. */
  private totals(): Uint32Array {
    const totals = new Uint32Array(this.most + 1);
    for (let row = 0; row < this.rows; row += 1) {
      const second = this.second(row);
      totals[second] = (totals[second] as number) + 1;
    }
    return totals;
  }

  /** Writes the pairs whose second number lies in a range, by counting. */
  private writeTurned(tree: TreeWriter, totals: Uint32Array, from: number, to: number, pairs: number): void {
    const firsts = new Uint32Array(pairs);
    const places = new Uint32Array(to - from + 1);
    for (let second = from; second < to; second += 1) places[second - from + 1] = (places[second - from] as number) + (totals[second] as number);
    let row = 0;
    for (let first = 0; first < this.firsts; first += 1) {
      for (let count = this.counts[first] as number; count > 0; count -= 1, row += 1) {
        const second = this.second(row);
        if (second < from || second >= to) continue;
        const place = places[second - from] as number;
        firsts[place] = first + 1;
        places[second - from] = place + 1;
      }
    }
    let at = 0;
    for (let second = from; second < to; second += 1) {
      for (const end = places[second - from] as number; at < end; at += 1) tree.add(null, this.record, 0, pairRecord(this.record, second, firsts[at] as number));
    }
  }

  private second(row: number): number {
    return (this.chunks[row >>> chunkBits] as Int32Array)[row & (chunkPairs - 1)] as number;
  }
}

function pairRecord(into: Buffer, left: number, right: number): number {
  const leftType = numberType(left);
  const rightType = numberType(right);
  into[0] = 3;
  into[1] = leftType;
  into[2] = rightType;
  return writeNumber(into, writeNumber(into, 3, leftType, left), rightType, right);
}
