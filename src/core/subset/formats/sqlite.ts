import type Database from 'better-sqlite3';
import { exportColumns, type ExportColumn } from '../columns.ts';
import type { PackageRecord } from '../package-record.ts';
import type { RowWriter } from '../row-writer.ts';
import { SqliteFile } from '../sqlite-file.ts';
import type { TableFormat } from '../types.ts';

const sqlTypes = { text: 'TEXT', time: 'TEXT', integer: 'INTEGER', boolean: 'INTEGER' } as const;

/** Columns of the tables that hold lists; each begins with package and position. */
const listTables = {
  texts: ['value TEXT NOT NULL'],
  lineage: ['base TEXT NOT NULL', 'relation TEXT NOT NULL', 'source TEXT NOT NULL', 'in_mirror INTEGER NOT NULL'],
  claims: ['task TEXT', 'dataset TEXT', 'metric TEXT NOT NULL', 'value TEXT NOT NULL', 'number REAL', 'strict INTEGER NOT NULL', 'source TEXT NOT NULL'],
} as const;

type Scalar = Extract<ExportColumn, { kind: keyof typeof sqlTypes }>;
type List = Exclude<ExportColumn, Scalar>;
type Value = string | number | null;

const isScalar = (column: ExportColumn): column is Scalar => column.kind in sqlTypes;

/** A table of packages, and one table for each list. */
class SqliteRows implements RowWriter {
  private readonly file: SqliteFile;
  private readonly scalars: readonly Scalar[];
  private readonly insert: Database.Statement<Value[]>;
  private readonly lists: readonly { readonly column: List; readonly insert: Database.Statement<Value[]> }[];
  private rows = 0;

  constructor(path: string, columns: readonly ExportColumn[]) {
    this.scalars = columns.filter(isScalar);
    const lists = columns.filter((column): column is List => !isScalar(column));
    const own = this.scalars.map(({ name, kind, required }) => `, "${name}" ${sqlTypes[kind]}${required ? ' NOT NULL' : ''}`).join('');
    const tables = lists.map(
      ({ name, kind }) =>
        `CREATE TABLE "package_${name}" (package INTEGER NOT NULL REFERENCES package (id), position INTEGER NOT NULL, ${listTables[kind].join(', ')}, PRIMARY KEY (package, position)) STRICT, WITHOUT ROWID;`,
    );
    this.file = new SqliteFile(path, [`CREATE TABLE package (id INTEGER PRIMARY KEY${own}) STRICT;`, ...tables].join('\n'));
    const { database } = this.file;
    const marks = (count: number): string => Array.from({ length: count }, () => '?').join(', ');
    this.insert = database.prepare(`INSERT INTO package VALUES (${marks(this.scalars.length + 1)})`);
    this.lists = lists.map((column) => ({ column, insert: database.prepare(`INSERT INTO "package_${column.name}" VALUES (${marks(listTables[column.kind].length + 2)})`) }));
  }

  add(record: PackageRecord): void {
    this.rows += 1;
    this.insert.run(this.rows, ...this.scalars.map((column) => plain(column.value(record))));
    for (const { column, insert } of this.lists) {
      column.value(record).forEach((item: string | object, position) => {
        insert.run(this.rows, position, ...(typeof item === 'string' ? [item] : Object.values(item as Readonly<Record<string, Value | boolean>>).map(plain)));
      });
    }
  }

  finish(): { readonly bytes: number; readonly sha256: string } {
    return this.file.finish();
  }

  close(): void {
    this.file.close();
  }
}

function plain(value: Value | boolean): Value {
  return typeof value === 'boolean' ? Number(value) : value;
}

/** An SQLite database of the program's own form. */
export const sqlite: TableFormat = {
  kind: 'table',
  info: { id: 'sqlite', group: 'table', title: 'SQLite', description: 'A database: a table of packages and one for each list, lineage and claims.', target: 'file', extension: 'sqlite', choosable: true },
  columns: exportColumns.map(({ name }) => name),
  notes: ['SQLite 3, STRICT tables. package(id, …) has the columns; package_<list>(package, position, …) the lists in their order. Truth values are 0 and 1, dates ISO 8601 in UTC.'],
  open: (path, columns) => new SqliteRows(path, columns),
};
