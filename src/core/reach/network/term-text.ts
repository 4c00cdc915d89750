import type { ReadDatabase } from '../../index/index.ts';
import { prepare } from '../../query/index.ts';

/** The text of a term by its id. */
export function termText(database: ReadDatabase, id: number): string {
  return prepare<[number], { text: string }>(database, 'SELECT text FROM term WHERE id = ?').get(id)?.text ?? '';
}
