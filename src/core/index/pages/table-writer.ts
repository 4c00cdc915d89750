import { NumberColumn, TextColumn, type Column } from './columns.ts';
import type { PageFile } from './page-file.ts';
import type { IndexPlan, TablePlan } from './plan.ts';
import { contentBytes, locateColumns, numberType, writeNumber, writeVarint } from './record.ts';
import { sortRows } from './sort.ts';
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
  /** The columns that some index sorts by, by their position. */
  private readonly columns = new Map<number, Column>();
  private readonly located: number;
  private readonly types: Int32Array;
  private readonly starts: Int32Array;

  constructor(file: PageFile, plan: TablePlan) {
    this.file = file;
    this.plan = plan;
    this.tree = new TreeWriter(file, plan.hasRowid ? 'table' : 'index', plan.root);
    for (const { entry } of plan.indexes) {
      for (const { position } of entry) if (position >= 0 && !this.columns.has(position)) this.columns.set(position, plan.columns[position]?.isText === true ? new TextColumn() : new NumberColumn());
    }
    this.located = Math.max(0, ...this.columns.keys()) + 1;
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
    if (this.columns.size === 0) return;
    locateColumns(bytes, start, this.located, this.types, this.starts);
    for (const [position, column] of this.columns) column.push(bytes, this.starts[position] as number, this.types[position] as number);
  }

  finishRows(): void {
    this.tree.finish();
  }

  /** Writes the indexes; `onEach` is told of each before it. */
  finishIndexes(onEach: () => void): void {
    for (const [number, index] of this.plan.indexes.entries()) {
      onEach();
      this.finishIndex(index);
      // Texts are large: they go as soon as no index needs them.
      for (const position of this.columns.keys()) {
        if (!this.plan.indexes.slice(number + 1).some(({ entry }) => entry.some((one) => one.position === position))) this.columns.delete(position);
      }
    }
  }

  private finishIndex(index: IndexPlan): void {
    const columns = index.entry.map(({ position }) => (position < 0 ? null : (this.columns.get(position) as Column)));
    // Rows come in the order of their rowids, and sorting keeps it.
    const keys = index.entry.slice(0, index.keys).flatMap(({ descending }, place) => {
      const column = columns[place];
      return column ? [{ column, descending }] : [];
    });
    const tree = new TreeWriter(this.file, 'index', index.root);
    const entry = new EntryBuilder(columns);
    const order = sortRows(index.isPartial ? (columns[0] as Column).present() : this.allRows(), keys);
    for (let at = 0; at < order.length; at += 1) {
      const length = entry.build(order[at] as number);
      tree.add(null, entry.bytes, 0, length);
    }
    tree.finish();
  }

  private allRows(): Uint32Array<ArrayBuffer> {
    const rows = new Uint32Array(this.rows);
    for (let row = 0; row < rows.length; row += 1) rows[row] = row;
    return rows;
  }
}

/** Builds an index entry's record from the columns of a row; null stands for the rowid. */
class EntryBuilder {
  bytes = Buffer.alloc(1024);
  private readonly columns: readonly (Column | null)[];
  private readonly types: Float64Array;
  private readonly hasText: boolean;

  constructor(columns: readonly (Column | null)[]) {
    this.columns = columns;
    this.types = new Float64Array(columns.length);
    this.hasText = columns.some((column) => column instanceof TextColumn);
  }

  /** Returns the length of the record that `bytes` then begins with. */
  build(row: number): number {
    const { columns } = this;
    if (this.hasText) return this.buildWithText(row);
    this.bytes[0] = columns.length + 1;
    let at = columns.length + 1;
    for (let place = 0; place < columns.length; place += 1) {
      const column = columns[place] as NumberColumn | null;
      const value = column === null ? row + 1 : column.at(row);
      const type = Number.isNaN(value) ? 0 : numberType(value);
      this.bytes[place + 1] = type;
      at = writeNumber(this.bytes, at, type, value);
    }
    return at;
  }

  private buildWithText(row: number): number {
    let content = 0;
    let header = 1;
    for (let place = 0; place < this.columns.length; place += 1) {
      const type = this.typeOf(this.columns[place] as Column | null, row);
      this.types[place] = type;
      content += contentBytes(type);
      header += type < 0x80 ? 1 : type < 0x4000 ? 2 : type < 0x200000 ? 3 : type < 0x10000000 ? 4 : 5;
    }
    if (header + content > this.bytes.length) this.bytes = Buffer.alloc(2 * (header + content));
    const { bytes } = this;
    bytes[0] = header;
    let at = 1;
    for (let place = 0; place < this.columns.length; place += 1) at = writeVarint(bytes, at, this.types[place] as number);
    for (let place = 0; place < this.columns.length; place += 1) {
      const column = this.columns[place] as Column | null;
      if (column instanceof TextColumn) {
        if (!column.isMissing(row)) at += column.bytes.copy(bytes, at, column.starts[row], column.starts[row + 1]);
      } else at = writeNumber(bytes, at, this.types[place] as number, column === null ? row + 1 : column.at(row));
    }
    return at;
  }

  private typeOf(column: Column | null, row: number): number {
    if (column === null) return numberType(row + 1);
    if (column instanceof TextColumn) return column.isMissing(row) ? 0 : 13 + 2 * ((column.starts[row + 1] as number) - (column.starts[row] as number));
    const value = column.at(row);
    return Number.isNaN(value) ? 0 : numberType(value);
  }
}
