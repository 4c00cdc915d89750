import type { Statement } from 'better-sqlite3';
import type { ReadDatabase } from '../index/index.ts';
import { numbersIn } from './numbers-in.ts';

/** Texts that are kept at once: at about 100 bytes each, with what is made of them, some 15 MB. */
const maxKept = 100_000;
const kindsAtOnce = 65_536;

/** Texts of the index's dictionary, kept while they are asked for again and again. */
export class TermDictionary {
  /** By id: `termKinds` of the index. */
  readonly kinds: Uint8Array;
  private readonly texts: (string | undefined)[];
  private readonly find: Statement<[string], [number, string]>;
  private kept = 0;

  constructor(database: ReadDatabase) {
    const last = database.prepare<[], number | null>('SELECT max(id) FROM term').pluck().get() ?? 0;
    this.kinds = new Uint8Array(last + 1);
    // Empty places, of one kind from the start: what is asked for is seldom a beginning.
    this.texts = Array.from({ length: last + 1 });
    this.find = database.prepare<[string], [number, string]>('SELECT id, text FROM term WHERE id IN (SELECT value FROM json_each(?))').raw();
    const kinds = database.prepare<[number, number], [string, string]>('SELECT group_concat(id), group_concat(kind) FROM term WHERE id BETWEEN ? AND ?').raw();
    for (let first = 1; first <= last; first += kindsAtOnce) {
      const [ids, found] = (kinds.get(first, first + kindsAtOnce - 1) ?? []).map((list) => numbersIn(list ?? ''));
      ids?.forEach((id, at) => (this.kinds[id] = found?.[at] ?? 0));
    }
  }

  /** Holds the texts of these ids, until it is called the next time; 0 is none. */
  load(...lists: readonly ArrayLike<number>[]): void {
    if (this.kept > maxKept) {
      this.texts.fill(undefined);
      this.kept = 0;
    }
    const missing = new Set<number>();
    for (const list of lists) {
      for (let at = 0; at < list.length; at += 1) {
        const id = list[at] as number;
        if (id !== 0 && this.texts[id] === undefined) missing.add(id);
      }
    }
    if (missing.size === 0) return;
    for (const [id, text] of this.find.all(`[${[...missing].join(',')}]`)) this.texts[id] = text;
    this.kept += missing.size;
  }

  /** The text of a loaded id. */
  text(id: number): string {
    const found = this.texts[id];
    if (found === undefined) throw new Error(`The index has no term ${id}`);
    return found;
  }
}

/** What is made of texts, by their ids, each once while it is kept. */
export class MadeOfTerms<Value> {
  private readonly made: (Value | undefined)[] = [];
  private readonly make: (text: string) => Value;
  private kept = 0;

  constructor(make: (text: string) => Value) {
    this.make = make;
  }

  of(terms: TermDictionary, id: number): Value {
    const known = this.made[id];
    if (known !== undefined) return known;
    if (this.kept >= maxKept) {
      this.made.length = 0;
      this.kept = 0;
    }
    const value = this.make(terms.text(id));
    this.made[id] = value;
    this.kept += 1;
    return value;
  }
}
