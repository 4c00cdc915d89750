import type { Database, Statement } from 'better-sqlite3';
import { fold } from '../../shared/search/fold.ts';
import { termKinds, type TermKind } from './codes.ts';

/** The dictionary of repeated text while an index is written: gives each text of a kind one id. */
export class TermWriter {
  private readonly ids: ReadonlyMap<TermKind, Map<string, number>>;
  private readonly insert: Statement<[number, number, string, string]>;
  private last = 0;

  constructor(database: Database) {
    this.ids = new Map(Object.keys(termKinds).map((kind) => [kind as TermKind, new Map<string, number>()]));
    this.insert = database.prepare('INSERT INTO term (id, kind, text, folded) VALUES (?, ?, ?, ?)');
  }

  id(kind: TermKind, text: string): number {
    const known = this.ids.get(kind);
    const id = known?.get(text);
    if (id !== undefined) return id;
    this.last += 1;
    this.insert.run(this.last, termKinds[kind], text, fold(text.trim()));
    known?.set(text, this.last);
    return this.last;
  }

  idOrNull(kind: TermKind, text: string | null | undefined): number | null {
    return text === null || text === undefined ? null : this.id(kind, text);
  }
}
