import type { Database } from 'better-sqlite3';
import { cancelledError } from '../../shared/result.ts';
import { tokensOf } from '../../shared/search/fold.ts';
import type { WorkControl } from './control.ts';
import { unpackTexts } from './scan-clone.ts';

const ascii = /^[\0-\x7f]*$/;

/** SQLite's Unicode tables are older than ours: outside ASCII the text is cut into words here, so that both agree. */
export function tokenText(text: string): string {
  return ascii.test(text) ? text : tokensOf(text).join(' ');
}

/** How many texts lie between two looks at the cancel flag. */
const textsPerStep = 64;

/** Fills the full text from what the tables hold: descriptions by package, model cards by repository. */
export function fillFullText(database: Database, control: WorkControl): void {
  const stopIfCancelled = (done: number): void => {
    if (done % textsPerStep === 0 && control.isCancelled()) throw cancelledError();
  };
  const ids = database.prepare<[], number>('SELECT id FROM package WHERE description IS NOT NULL').pluck().all();
  const description = database.prepare<[number], string>('SELECT description FROM package WHERE id = ?').pluck();
  const addDescription = database.prepare<[number, string]>('INSERT INTO description_fts (rowid, description) VALUES (?, ?)');
  for (const [done, id] of ids.entries()) {
    stopIfCancelled(done);
    addDescription.run(id, tokenText(description.get(id) ?? ''));
  }
  const repositories = database.prepare<[], number>('SELECT repository FROM clone_text WHERE length(data) > 0').pluck().all();
  const texts = database.prepare<[number], Buffer>('SELECT data FROM clone_text WHERE repository = ?').pluck();
  const addCard = database.prepare<[number, string]>('INSERT INTO card_fts (rowid, card) VALUES (?, ?)');
  for (const [done, id] of repositories.entries()) {
    stopIfCancelled(done);
    const packed = texts.get(id);
    const card = packed ? unpackTexts(packed).card : '';
    if (card !== '') addCard.run(id, tokenText(card));
  }
}
