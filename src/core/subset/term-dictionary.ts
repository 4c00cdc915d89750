import type { Room } from './byte-runs.ts';
import { ByteTable } from './byte-table.ts';
import { DamagedPagesError, type Pages } from './pages/pages.ts';
import { numberIn } from './pages/record.ts';
import { StoredRows } from './pages/rows.ts';
import { rootOf } from './pages/tree.ts';
import { RowBytes } from './row-bytes.ts';
import { contentBytes, locateColumns, type ReadDatabase } from './stored.ts';

/** Bytes of texts that are kept beyond some packages. */
const maxKept = 4 << 20;
/** For those, and what some packages add. Bytes; the system gives no memory before it is filled. */
const room = 5 << 20;

/** The columns of `term`: id, kind, text. */
const kindColumn = 1;
const textColumn = 2;
/** Records of fewer bytes lie in one page, whatever its size is. */
const mostBeside = 400;
/** No kind has this number. */
const notKnown = 0xff;

/** The index's dictionary: kinds of terms, and their texts as UTF-8, which are kept while they are asked for again and again. */
export class TermDictionary {
  /** By id, of those that `learnKinds` was told: `termKinds` of the index. */
  readonly kinds: Uint8Array;
  /** The texts of those that were loaded. */
  readonly table: ByteTable;
  /** How often all texts were let go of. */
  trims = 0;
  private readonly rows: StoredRows;
  private readonly record = new RowBytes();
  private wanted = notKnown;
  private readonly types = new Int32Array(textColumn + 1);
  private readonly starts = new Int32Array(textColumn + 1);
  private readonly texts = new Map<number, string>();

  constructor(database: ReadDatabase, pages: Pages) {
    const last = database.prepare<[], number | null>('SELECT max(id) FROM term').pluck().get() ?? 0;
    this.kinds = new Uint8Array(last + 1).fill(notKnown);
    this.table = new ByteTable(last + 1, room);
    this.rows = new StoredRows(pages, rootOf(database, 'term'));
  }

  /** Lets go of texts once they are many; what was loaded before is loaded again. */
  trim(): void {
    if (this.table.length <= maxKept) return;
    this.table.clear();
    this.texts.clear();
    this.trims += 1;
  }

  /** Finds the kinds of these ids, and of those that stand beside them. */
  learnKinds(ids: Uint32Array): void {
    const { kinds } = this;
    for (let at = 0; at < ids.length; at += 1) {
      if (kinds[ids[at] as number] === notKnown) this.rows.eachBeside(ids[at] as number, this.learnKind);
    }
  }

  private readonly learnKind = (id: number, { bytes }: Room, record: number): void => {
    const { types, starts } = this;
    locateColumns(bytes, record, kindColumn + 1, types, starts);
    if (id < this.kinds.length) this.kinds[id] = numberIn(bytes, starts[kindColumn] as number, types[kindColumn] as number);
  };

  /** Holds the texts of these ids too; 0 is none. */
  load(ids: ArrayLike<number>): void {
    const { starts } = this.table;
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at] as number;
      if (id !== 0 && starts[id] === 0) this.add(id);
    }
  }

  /** With terms of its kind that stand beside it: an owner of one package is soon followed by another, and reading a page takes longer than all of its texts. */
  private add(id: number): void {
    if (this.kinds[id] === notKnown) this.rows.eachBeside(id, this.learnKind);
    this.wanted = this.kinds[id] as number;
    if (this.table.length < maxKept) this.rows.eachBeside(id, this.addBeside);
    if (this.table.starts[id] === 0) this.addWhole(id);
  }

  private readonly addBeside = (id: number, room: Room, record: number, length: number): void => {
    const { types, starts } = this;
    if (this.kinds[id] !== this.wanted || this.table.starts[id] !== 0) return;
    locateColumns(room.bytes, record, textColumn + 1, types, starts);
    const start = starts[textColumn] as number;
    const end = start + contentBytes(types[textColumn] as number);
    // Others lie in pages of their own.
    if (length < mostBeside && end <= record + length) this.table.add(id, room, start, end);
  };

  private addWhole(id: number): void {
    const { record, types, starts } = this;
    record.length = 0;
    if (!this.rows.put(id, record)) throw new DamagedPagesError(`The index has no term ${id}.`);
    const { room } = record;
    locateColumns(room.bytes, 0, textColumn + 1, types, starts);
    const start = starts[textColumn] as number;
    const end = start + contentBytes(types[textColumn] as number);
    if (end > record.length) throw new DamagedPagesError(`The index has no whole term ${id}.`);
    this.table.add(id, room, start, end);
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
