import { enlarged } from '../../../shared/numbers.ts';
import type { PageFile } from './page-file.ts';
import type { TablePlan } from './plan.ts';
import { numberType, writeNumber } from './record.ts';
import type { ScratchFile } from './scratch-file.ts';
import { TreeWriter } from './tree-writer.ts';

const startNumbers = 1 << 16;
/** Numbers that are kept in memory before they are put aside. */
const heldNumbers = 1 << 20;
/** Pairs put in order at once: what bounds the memory. */
const pairsPerPass = 2 << 20;

/**
 * Fills a table of nothing but pairs of numbers, its key, and the index over the pairs turned round. The first numbers
 * ascend from 1 without a gap in the batches. What has come is put aside as it came, and read again for each stretch of second numbers.
 */
export class PairTableWriter {
  rows = 0;
  private readonly file: PageFile;
  private readonly scratch: ScratchFile;
  private readonly tree: TreeWriter;
  private readonly turnedRoot: number;
  /** Groups as they came: those put aside, and those at hand. */
  private readonly aside: { readonly start: number; readonly numbers: number }[] = [];
  private held = new Int32Array(startNumbers);
  private holds = 0;
  private read: Int32Array | null = null;
  private firsts = 0;
  /** How many pairs each second number has. */
  private totals = new Uint32Array(startNumbers);
  private most = -1;
  private readonly record = Buffer.alloc(16);

  constructor(file: PageFile, scratch: ScratchFile, plan: TablePlan) {
    const [index] = plan.indexes;
    const isPair = !plan.hasRowid && plan.columns.length === 2 && plan.indexes.length === 1 && index?.entry.map(({ position }) => position).join() === '1,0';
    if (!isPair || !index) throw new Error(`${plan.name} is no table of pairs`);
    this.file = file;
    this.scratch = scratch;
    this.tree = new TreeWriter(file, 'index', plan.root);
    this.turnedRoot = index.root;
  }

  /** Takes 32-bit numbers: groups of a count and so many second numbers, ascending. Each group belongs to the next first number. */
  addAll(bytes: Buffer): void {
    const batch = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
    for (let at = 0; at < batch.length; ) {
      const count = batch[at] as number;
      this.firsts += 1;
      for (let next = at + 1; next <= at + count; next += 1) this.add(this.firsts, batch[next] as number);
      at += 1 + count;
    }
    this.hold(batch);
  }

  finishRows(): void {
    this.tree.finish();
  }

  finishIndexes(onEach: () => void): void {
    onEach();
    const turned = new TreeWriter(this.file, 'index', this.turnedRoot);
    const { totals, most } = this;
    const firsts = new Uint32Array(Math.min(this.rows, pairsPerPass));
    for (let from = 0; from <= most; ) {
      let to = from;
      let pairs = 0;
      while (to <= most && (pairs === 0 || pairs + (totals[to] as number) <= pairsPerPass)) {
        pairs += totals[to] as number;
        to += 1;
      }
      // A single number may have more pairs than that.
      this.writeTurned(turned, from, to, pairs > firsts.length ? new Uint32Array(pairs) : firsts);
      from = to;
    }
    turned.finish();
    this.held = new Int32Array(0);
    this.read = null;
    this.totals = new Uint32Array(0);
  }

  private add(first: number, second: number): void {
    this.rows += 1;
    if (second > this.most) {
      this.most = second;
      if (second >= this.totals.length) this.totals = enlarged(this.totals, new Uint32Array(2 * second));
    }
    this.totals[second] = (this.totals[second] as number) + 1;
    this.tree.add(null, this.record, 0, pairRecord(this.record, first, second));
  }

  private hold(batch: Int32Array): void {
    if (this.holds + batch.length > heldNumbers) {
      if (this.holds > 0) this.aside.push({ start: this.scratch.append(bytesOf(this.held.subarray(0, this.holds))), numbers: this.holds });
      this.holds = 0;
    }
    if (this.holds + batch.length > this.held.length) this.held = enlarged(this.held, new Int32Array(Math.max(2 * this.held.length, batch.length)));
    this.held.set(batch, this.holds);
    this.holds += batch.length;
  }

  /** All groups, front to back; a piece is good until the next one is asked for. */
  private *groups(): Generator<Int32Array> {
    this.read ??= new Int32Array(this.aside.reduce((most, { numbers }) => Math.max(most, numbers), 0));
    for (const { start, numbers } of this.aside) {
      const piece = this.read.subarray(0, numbers);
      this.scratch.read(bytesOf(piece), start);
      yield piece;
    }
    yield this.held.subarray(0, this.holds);
  }

  /** Writes the pairs whose second number lies in a range, by counting. */
  private writeTurned(tree: TreeWriter, from: number, to: number, firsts: Uint32Array): void {
    const places = new Uint32Array(to - from + 1);
    for (let second = from; second < to; second += 1) places[second - from + 1] = (places[second - from] as number) + (this.totals[second] as number);
    let first = 0;
    for (const piece of this.groups()) {
      for (let at = 0; at < piece.length; ) {
        const end = at + 1 + (piece[at] as number);
        first += 1;
        for (at += 1; at < end; at += 1) {
          const second = piece[at] as number;
          if (second < from || second >= to) continue;
          const place = places[second - from] as number;
          firsts[place] = first;
          places[second - from] = place + 1;
        }
      }
    }
    let at = 0;
    for (let second = from; second < to; second += 1) {
      for (const end = places[second - from] as number; at < end; at += 1) tree.add(null, this.record, 0, pairRecord(this.record, second, firsts[at] as number));
    }
  }
}

function bytesOf(numbers: Int32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

function pairRecord(into: Buffer, left: number, right: number): number {
  const leftType = numberType(left);
  const rightType = numberType(right);
  into[0] = 3;
  into[1] = leftType;
  into[2] = rightType;
  return writeNumber(into, writeNumber(into, 3, leftType, left), rightType, right);
}
