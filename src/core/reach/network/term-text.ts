import type { ReadDatabase } from '../../index/index.ts';
import { prepare } from '../../query/index.ts';

/** The text of a term by its id. */
export function termText(database: ReadDatabase, id: number): string {
  // Statements are shared by their text, with what was made of them: every reader of this one plucks it.
  return prepare<[number], string>(database, 'SELECT text FROM term WHERE id = ?').pluck().get(id) ?? '';
}
