import type { Database } from 'better-sqlite3';

/** A table whose rows are written as pages, and its indexes, as SQLite has made them. */
export interface TablePlan {
  readonly name: string;
  readonly root: number;
  readonly hasRowid: boolean;
  readonly columns: readonly { readonly name: string; readonly isText: boolean }[];
  readonly indexes: readonly IndexPlan[];
}

export interface IndexPlan {
  readonly name: string;
  readonly root: number;
  /** What an entry holds, in its order; position -1 is the rowid. The first `keys` of them are the declared ones. */
  readonly entry: readonly { readonly position: number; readonly descending: boolean }[];
  readonly keys: number;
  /** Whether rows without a value in the first column have no entry: the only WHERE that our partial indexes have. */
  readonly isPartial: boolean;
}

interface ColumnRow {
  readonly name: string;
  readonly type: string;
  readonly pk: number;
}

interface IndexRow {
  readonly name: string;
  readonly partial: number;
}

interface EntryRow {
  readonly cid: number;
  readonly desc: number;
  readonly coll: string;
  readonly key: number;
}

/** Reads from SQLite itself what the trees of these tables look like, so that the schema is stated once. */
export function planOf(database: Database, tables: readonly string[]): readonly TablePlan[] {
  const rootOf = database.prepare<[string], { rootpage: number }>('SELECT rootpage FROM sqlite_schema WHERE name = ?');
  const isPlain = new Map((database.pragma('table_list') as { name: string; wr: number }[]).map(({ name, wr }) => [name, wr === 0]));
  return tables.map((name) => {
    const hasRowid = isPlain.get(name);
    if (hasRowid === undefined) throw new Error(`The schema has no table ${name}`);
    const columns = database.pragma(`table_info(${name})`) as ColumnRow[];
    const key = columns.filter(({ pk }) => pk > 0);
    const leads = hasRowid ? key.length === 1 && columns[0]?.pk === 1 : key.every(({ pk }, position) => pk === position + 1 && columns[position]?.pk === pk);
    if (!leads) throw new Error(`The key of ${name} must be its first columns`);
    const indexes = (database.pragma(`index_list(${name})`) as IndexRow[])
      .filter((index) => !index.name.startsWith('sqlite_autoindex_'))
      .map((index) => indexPlan(database, index, rootOf.get(index.name)?.rootpage ?? 0, hasRowid));
    return {
      name, hasRowid, root: rootOf.get(name)?.rootpage ?? 0, indexes,
      columns: columns.map((column) => ({ name: column.name, isText: column.type === 'TEXT' })),
    };
  });
}

/** Whether a column of a table, or its rowid (-1), holds texts. */
export function isText(table: TablePlan, position: number): boolean {
  return table.columns[position]?.isText === true;
}

function indexPlan(database: Database, { name, partial }: IndexRow, root: number, hasRowid: boolean): IndexPlan {
  const entry = database.pragma(`index_xinfo(${name})`) as EntryRow[];
  if (entry.some(({ coll }) => coll !== 'BINARY')) throw new Error(`${name} does not compare bytes`);
  return {
    name, root, isPartial: partial === 1, keys: entry.filter(({ key }) => key === 1).length,
    // The first column of a table with rowids is the rowid by another name.
    entry: entry.map(({ cid, desc }) => ({ position: hasRowid && cid === 0 ? -1 : cid, descending: desc === 1 })),
  };
}
