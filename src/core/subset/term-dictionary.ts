import type { Statement } from 'better-sqlite3';
import { groupBy } from '../../shared/group.ts';
import type { ReadDatabase } from './stored.ts';
import { ByteTable } from './byte-table.ts';
import { numbersIn } from './numbers-in.ts';

/** Bytes of texts, or of what is made of them, that are kept beyond some packages. */
const maxKept = 4 << 20;
const kindsAtOnce = 65_536;
/** Terms that are read together where some of them are missing at once: those that were new in one package come before those that were new in the next. */
const termsAtOnce = 1024;
const someMissing = 24;
/** Ends a text; no UTF-8 has it. */
const endOfText = 0xff;

type Find<Arguments extends unknown[]> = Statement<Arguments, [Buffer | null, string | null]>;

/** Texts of the index's dictionary, as UTF-8, kept while they are asked for again and again. */
export class TermDictionary {
  /** By id: `termKinds` of the index. */
  readonly kinds: Uint8Array;
  readonly table: ByteTable;
  private readonly findStretch: Find<[number, number]>;
  private readonly findList: Find<[string]>;
  private readonly texts = new Map<number, string>();

  constructor(database: ReadDatabase) {
    const last = database.prepare<[], number | null>('SELECT max(id) FROM term').pluck().get() ?? 0;
    this.kinds = new Uint8Array(last + 1);
    this.table = new ByteTable(last + 1);
    const select = "SELECT CAST(group_concat(concat(text, CAST(x'ff' AS TEXT)), '') AS BLOB), group_concat(id) FROM term";
    this.findStretch = database.prepare<[number, number], [Buffer | null, string | null]>(`${select} WHERE id BETWEEN ? AND ?`).raw();
    this.findList = database.prepare<[string], [Buffer | null, string | null]>(`${select} WHERE id IN (SELECT value FROM json_each(?))`).raw();
    const kinds = database.prepare<[number, number], [string, string]>('SELECT group_concat(id), group_concat(kind) FROM term WHERE id BETWEEN ? AND ?').raw();
    for (let first = 1; first <= last; first += kindsAtOnce) {
      const [ids, found] = (kinds.get(first, first + kindsAtOnce - 1) ?? []).map((list) => numbersIn(list ?? ''));
      ids?.forEach((id, at) => (this.kinds[id] = found?.[at] ?? 0));
    }
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
    const missing = new Set<number>();
    for (const list of lists) {
      for (let at = 0; at < list.length; at += 1) {
        const id = list[at] as number;
        if (id !== 0 && starts[id] === 0) missing.add(id);
      }
    }
    if (missing.size > 0) this.find(missing);
  }

  private find(missing: ReadonlySet<number>): void {
    const rest: number[] = [];
    for (const [stretch, ids] of groupBy(missing, (id) => Math.floor(id / termsAtOnce))) {
      if (ids.length < someMissing) rest.push(...ids);
      else this.add(this.findStretch.get(stretch * termsAtOnce, (stretch + 1) * termsAtOnce - 1));
    }
    if (rest.length > 0) this.add(this.findList.get(`[${rest.join(',')}]`));
  }

  private add(found: [Buffer | null, string | null] | undefined): void {
    const [bytes, ids] = found ?? [null, null];
    if (bytes === null) return;
    let start = 0;
    for (const id of numbersIn(ids ?? '')) {
      const end = bytes.indexOf(endOfText, start);
      if (this.table.starts[id] === 0) this.table.add(id, bytes, start, end);
      start = end + 1;
    }
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
