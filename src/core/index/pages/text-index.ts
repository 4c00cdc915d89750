import { NumberColumn, TextColumn, type Column } from './columns.ts';
import { EntryBuilder } from './entry.ts';
import { isText, type IndexPlan, type TablePlan } from './plan.ts';
import type { ScratchFile } from './scratch-file.ts';
import { mergeRuns, RunReader, RunWriter, type RunKey, type RunPlace } from './runs.ts';
import { rowsInOrder, sortRows } from './sort.ts';
import type { TreeWriter } from './tree-writer.ts';

/** A run is put aside once it has so many rows, or so many bytes of a text: what bounds the memory, and fits the processor's cache. */
const runRows = 1 << 15;
const runBytes = 4 << 20;

/**
 * Collects the entries of an index over texts. They are sorted in runs while rows come, since this thread then has time, and lie in a
 * scratch file until all have come.
 */
export class TextIndexWriter {
  private readonly plan: IndexPlan;
  private readonly scratch: ScratchFile;
  private readonly columns: readonly Column[];
  private readonly keys: readonly RunKey[];
  private readonly entry: EntryBuilder;
  private readonly runs: RunPlace[] = [];
  private rows = 0;

  constructor(scratch: ScratchFile, table: TablePlan, plan: IndexPlan) {
    this.scratch = scratch;
    this.plan = plan;
    this.columns = plan.entry.map(({ position }) => (isText(table, position) ? new TextColumn() : new NumberColumn()));
    this.keys = plan.entry.slice(0, plan.keys).map(({ position, descending }) => ({ isText: isText(table, position), descending }));
    this.entry = new EntryBuilder(this.columns);
  }

  /** Adds a row, whose columns lie where `starts` says. */
  push(row: number, bytes: Buffer, starts: Int32Array, types: Int32Array): void {
    const { columns, plan: { entry, isPartial } } = this;
    if (isPartial && types[(entry[0] as IndexPlan['entry'][number]).position] === 0) return;
    let isFull = this.rows + 1 === runRows;
    for (let place = 0; place < columns.length; place += 1) {
      const column = columns[place] as Column;
      const { position } = entry[place] as IndexPlan['entry'][number];
      if (position >= 0) column.push(bytes, starts[position] as number, types[position] as number);
      else (column as NumberColumn).add(row);
      if (column instanceof TextColumn && column.filled > runBytes) isFull = true;
    }
    this.rows += 1;
    if (isFull) this.putAside();
  }

  /** Adds all entries to the index's tree, in its order. */
  finish(tree: TreeWriter): void {
    if (this.runs.length === 0) {
      this.build((bytes, length) => tree.add(null, bytes, 0, length));
      return;
    }
    if (this.rows > 0) this.putAside();
    mergeRuns(this.runs.map((run) => new RunReader(this.scratch, run, this.keys.length)), this.keys, (bytes, start, length) => tree.add(null, bytes, start, length));
  }

  /** Sorts the rows at hand and begins anew. */
  private build(add: (bytes: Buffer, length: number) => void): void {
    const order = sortRows(rowsInOrder(this.rows), this.keys.map(({ descending }, place) => ({ column: this.columns[place] as Column, descending })));
    for (let at = 0; at < order.length; at += 1) {
      const length = this.entry.build(order[at] as number);
      add(this.entry.bytes, length);
    }
    for (const column of this.columns) column.clear();
    this.rows = 0;
  }

  private putAside(): void {
    const run = new RunWriter(this.scratch);
    this.build((bytes, length) => run.add(bytes, length));
    this.runs.push(run.finish());
  }
}
