import type { Statement } from 'better-sqlite3';
import type { ReadDatabase } from '../index/index.ts';

export interface Term {
  readonly kind: number;
  readonly text: string;
}

/** At about 100 bytes a text this keeps the dictionary under some 10 MB. */
const maxKept = 100_000;

/** Texts of the index's dictionary, kept while they are asked for again and again. */
export class TermTexts {
  private readonly kept = new Map<number, Term>();
  private readonly find: Statement<[number], Term>;

  constructor(database: ReadDatabase) {
    this.find = database.prepare<[number], Term>('SELECT kind, text FROM term WHERE id = ?');
  }

  term(id: number): Term {
    const known = this.kept.get(id);
    if (known) return known;
    const found = this.find.get(id);
    if (!found) throw new Error(`The index has no term ${id}`);
    if (this.kept.size >= maxKept) this.kept.clear();
    this.kept.set(id, found);
    return found;
  }

  text(id: number | null): string | null {
    return id === null ? null : this.term(id).text;
  }
}
