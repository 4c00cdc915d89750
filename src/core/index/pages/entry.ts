import { TextColumn, type Column, type NumberColumn } from './columns.ts';
import { contentBytes, numberType, writeNumber, writeVarint } from './record.ts';

/** Builds an index entry's record from the columns of a row; null stands for the rowid. */
export class EntryBuilder {
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
      if (column instanceof TextColumn) at += column.bytes.copy(bytes, at, column.starts[row], column.starts[row + 1]);
      else at = writeNumber(bytes, at, this.types[place] as number, column === null ? row + 1 : column.at(row));
    }
    return at;
  }

  private typeOf(column: Column | null, row: number): number {
    if (column === null) return numberType(row + 1);
    if (column instanceof TextColumn) return 13 + 2 * ((column.starts[row + 1] as number) - (column.starts[row] as number));
    const value = column.at(row);
    return Number.isNaN(value) ? 0 : numberType(value);
  }
}
