import { NumberColumn } from './columns.ts';
import { EntryBuilder } from './entry.ts';
import type { PageFile } from './page-file.ts';
import { isText, type IndexPlan, type TablePlan } from './plan.ts';
import { locateColumns } from './record.ts';
import type { ScratchFile } from './scratch-file.ts';
import { rowsInOrder, sortRows } from './sort.ts';
import { TextIndexWriter } from './text-index.ts';
import { TreeWriter } from './tree-writer.ts';

/**
 * Fills one table and its indexes. Rows of a table with rowids get 1, 2, 3 …, which their first column holds too (SQLite
 * reads it from the key); rows of one without come in the order of its key.
 */
export class TableWriter {
  rows = 0;
  private readonly file: PageFile;
  private readonly plan: TablePlan;
  private readonly tree: TreeWriter;
  /** The columns of indexes that hold numbers alone, by their position. */
  private readonly columns = new Map<number, NumberColumn>();
  private readonly textIndexes = new Map<IndexPlan, TextIndexWriter>();
  private readonly located: number;
  private readonly types: Int32Array;
  private readonly starts: Int32Array;

  constructor(file: PageFile, scratch: ScratchFile, plan: TablePlan) {
    this.file = file;
    this.plan = plan;
    this.tree = new TreeWriter(file, plan.hasRowid ? 'table' : 'index', plan.root);
    for (const index of plan.indexes) {
      if (index.entry.some(({ position }) => isText(plan, position))) this.textIndexes.set(index, new TextIndexWriter(scratch, plan, index));
      else for (const { position } of index.entry) if (position >= 0 && !this.columns.has(position)) this.columns.set(position, new NumberColumn());
    }
    this.located = Math.max(-1, ...plan.indexes.flatMap(({ entry }) => entry.map(({ position }) => position))) + 1;
    this.types = new Int32Array(this.located);
    this.starts = new Int32Array(this.located);
  }

  /** Takes records as `RowBuffer` lays them out. */
  addAll(batch: Buffer): void {
    for (let at = 0; at < batch.length; ) {
      const length = batch.readUInt32LE(at);
      this.add(batch, at + 4, length);
      at += 4 + length;
    }
  }

  private add(bytes: Buffer, start: number, length: number): void {
    this.rows += 1;
    this.tree.add(this.plan.hasRowid ? this.rows : null, bytes, start, length);
    if (this.located === 0) return;
    locateColumns(bytes, start, this.located, this.types, this.starts);
    for (const [position, column] of this.columns) column.push(bytes, this.starts[position] as number, this.types[position] as number);
    for (const index of this.textIndexes.values()) index.push(this.rows, bytes, this.starts, this.types);
  }

  finishRows(): void {
    this.tree.finish();
  }

  /** Writes the indexes; `onEach` is told of each before it. */
  finishIndexes(onEach: () => void): void {
    for (const [number, index] of this.plan.indexes.entries()) {
      onEach();
      this.finishIndex(index);
      // Columns go as soon as no index needs them.
      for (const position of this.columns.keys()) {
        if (!this.plan.indexes.slice(number + 1).some(({ entry }) => entry.some((one) => one.position === position))) this.columns.delete(position);
      }
    }
  }

  private finishIndex(index: IndexPlan): void {
    const tree = new TreeWriter(this.file, 'index', index.root);
    const texts = this.textIndexes.get(index);
    this.textIndexes.delete(index);
    if (texts) texts.finish(tree);
    else this.addNumbers(tree, index);
    tree.finish();
  }

  private addNumbers(tree: TreeWriter, index: IndexPlan): void {
    const columns = index.entry.map(({ position }) => (position < 0 ? null : (this.columns.get(position) as NumberColumn)));
    // Rows come in the order of their rowids, and sorting keeps it.
    const keys = index.entry.slice(0, index.keys).flatMap(({ descending }, place) => {
      const column = columns[place];
      return column ? [{ column, descending }] : [];
    });
    const entry = new EntryBuilder(columns);
    const order = sortRows(index.isPartial ? (columns[0] as NumberColumn).present() : rowsInOrder(this.rows), keys);
    for (let at = 0; at < order.length; at += 1) {
      const length = entry.build(order[at] as number);
      tree.add(null, entry.bytes, 0, length);
    }
  }
}
