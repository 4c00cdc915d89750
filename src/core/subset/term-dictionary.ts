import { ByteTable } from './byte-table.ts';
import { DamagedPagesError, type Pages } from './pages/pages.ts';
import { numberIn } from './pages/record.ts';
import { StoredRows } from './pages/rows.ts';
import { rootOf } from './pages/tree.ts';
import { RowBytes } from './row-bytes.ts';
import { contentBytes, locateColumns, type ReadDatabase } from './stored.ts';

/** Bytes of texts, or of what is made of them, that are kept beyond some packages. */
const maxKept = 4 << 20;

/** The columns of `term`: id, kind, text. */
const kindColumn = 1;
const textColumn = 2;

/** Texts of the index's dictionary, as UTF-8, kept while they are asked for again and again. */
export class TermDictionary {
  /** By id, of those that were loaded: `termKinds` of the index. */
  readonly kinds: Uint8Array;
  readonly table: ByteTable;
  private readonly rows: StoredRows;
  private readonly record = new RowBytes();
  private readonly types = new Int32Array(textColumn + 1);
  private readonly starts = new Int32Array(textColumn + 1);
  private readonly texts = new Map<number, string>();

  constructor(database: ReadDatabase, pages: Pages) {
    const last = database.prepare<[], number | null>('SELECT max(id) FROM term').pluck().get() ?? 0;
    this.kinds = new Uint8Array(last + 1);
    this.table = new ByteTable(last + 1);
    this.rows = new StoredRows(pages, rootOf(database, 'term'));
  }

  /** Lets go of texts once they are many; what was loaded before is loaded again. */
  trim(): void {
    if (this.table.length <= maxKept) return;
    this.table.clear();
    this.texts.clear();
  }

  /** Holds the texts of these ids too; 0 is none. */
  load(...lists: readonly ArrayLike<number>[]): void {
    const { starts } = this.table;
    for (const list of lists) {
      for (let at = 0; at < list.length; at += 1) {
        const id = list[at] as number;
        if (id !== 0 && starts[id] === 0) this.add(id);
      }
    }
  }

  private add(id: number): void {
    const { record, types, starts } = this;
    record.length = 0;
    if (!this.rows.put(id, record)) throw new DamagedPagesError(`The index has no term ${id}.`);
    const { bytes } = record;
    locateColumns(bytes, 0, textColumn + 1, types, starts);
    this.kinds[id] = numberIn(bytes, starts[kindColumn] as number, types[kindColumn] as number);
    const start = starts[textColumn] as number;
    this.table.add(id, bytes, start, start + contentBytes(types[textColumn] as number));
  }

  /** The text of a loaded id, for who asks for some of them again and again. */
  text(id: number): string {
    const known = this.texts.get(id);
    if (known !== undefined) return known;
    if (this.table.starts[id] === 0) throw new Error(`The index has no term ${id}`);
    const text = this.table.text(id);
    this.texts.set(id, text);
    return text;
  }
}

/** Stands first in what could not be made; no UTF-8 has it. */
export const notMade = 0xff;
const mark = Buffer.of(notMade);

/** What is made of texts of the dictionary, by their ids, each once while it is kept. */
export class MadeOfTerms {
  table = new ByteTable(0);

  trim(): void {
    if (this.table.length > maxKept) this.table.clear();
  }

  /** Holds what these ids make too; 0 is none. */
  load(terms: TermDictionary, ids: ArrayLike<number>, make: (text: string) => string | null): void {
    if (this.table.starts.length !== terms.kinds.length) this.table = new ByteTable(terms.kinds.length);
    const { table } = this;
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at] as number;
      if (id === 0 || table.starts[id] !== 0) continue;
      const made = make(terms.table.text(id));
      if (made === null) table.add(id, mark, 0, 1);
      else table.addText(id, made);
    }
  }
}
