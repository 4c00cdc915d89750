import type { ReadDatabase } from '../index/index.ts';
import { prepare } from '../query/index.ts';

/** The text of a term by its id; empty where there is none. */
export function termText(database: ReadDatabase, id: number): string {
  // Statements are shared by their text, and with it that they are plucked.
  return prepare<[number], string>(database, 'SELECT text FROM term WHERE id = ?').pluck().get(id) ?? '';
}
