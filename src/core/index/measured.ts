import type { Database } from 'better-sqlite3';
import type { CallAnswer } from '../../shared/contract/index.ts';
import { fold } from '../../shared/search/fold.ts';
import { ExpectedError } from '../../shared/result.ts';
import { newId, undoableMs, writerOf } from './writing.ts';

type MeasuredList = CallAnswer<'measured.list'>['lists'][number];

export interface StoredResult {
  readonly name: string;
  readonly task: string | null;
  readonly dataset: string | null;
  readonly metric: string | null;
  readonly value: string;
}

/** Lists of measured results that the user took in. All that writes does so whole or not at all. */
export interface MeasuredStore {
  /** The latest first. */
  list(): readonly MeasuredList[];
  /** The list that was made of these very bytes, if it is here. */
  find(sha256: string): MeasuredList | null;
  /** Throws `refused` where there are too many. */
  add(file: { readonly title: string; readonly sha256: string }, results: readonly StoredResult[]): MeasuredList;
  /** Lists that are not there are passed over. */
  remove(ids: readonly string[]): void;
  /** Throws `not-found` for a list that was taken away over a day ago. */
  restore(ids: readonly string[]): void;
  /** Results for a model of one of these names, case and accents aside, at most `limit`. */
  resultsFor(names: readonly string[], limit: number): readonly (StoredResult & { readonly list: string })[];
}

const mostLists = 100;

interface ListRow {
  readonly id: string;
  readonly title: string;
  readonly results: number;
  readonly imported_at: number;
}

export function openMeasured(database: Database): MeasuredStore {
  const columns = 'id, title, results, imported_at';
  const all = database.prepare<[], ListRow>(`SELECT ${columns} FROM measured_list WHERE removed_at IS NULL ORDER BY imported_at DESC, number DESC`);
  const bySha = database.prepare<[string], ListRow>(`SELECT ${columns} FROM measured_list WHERE sha256 = ? AND removed_at IS NULL`);
  const insert = database.prepare<[string, string, string, number, number]>('INSERT INTO measured_list (id, title, sha256, results, imported_at) VALUES (?, ?, ?, ?, ?)');
  const insertResult = database.prepare<[number | bigint, string, string, string | null, string | null, string | null, string]>(
    'INSERT INTO measured_result (list, folded, name, task, dataset, metric, value) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const take = database.prepare<[number, string]>('UPDATE measured_list SET removed_at = ? WHERE id = ? AND removed_at IS NULL');
  const putBack = database.prepare<[string]>('UPDATE measured_list SET removed_at = NULL WHERE id = ?');
  const drop = database.prepare<[number]>('DELETE FROM measured_list WHERE removed_at < ?');
  const named = database.prepare<[string, number], StoredResult & { readonly list: string }>(
    `SELECT r.name, r.task, r.dataset, r.metric, r.value, l.id AS list FROM measured_result AS r JOIN measured_list AS l ON l.number = r.list
     WHERE r.folded = ? AND l.removed_at IS NULL ORDER BY l.imported_at DESC, r.number LIMIT ?`,
  );
  const inOne = writerOf(database);
  return {
    list: () => all.all().map(toList),
    find: (sha256) => {
      const row = bySha.get(sha256);
      return row ? toList(row) : null;
    },
    add: ({ title, sha256 }, results) =>
      inOne(() => {
        drop.run(Date.now() - undoableMs);
        if (all.all().length >= mostLists) throw new ExpectedError('refused', `There are ${mostLists} lists of measured results at most.`, 'Remove one first.');
        const row: ListRow = { id: newId(), title, results: results.length, imported_at: Date.now() };
        const { lastInsertRowid } = insert.run(row.id, title, sha256, results.length, row.imported_at);
        for (const { name, task, dataset, metric, value } of results) insertResult.run(lastInsertRowid, fold(name), name, task, dataset, metric, value);
        return toList(row);
      }),
    remove: (ids) => inOne(() => ids.forEach((id) => take.run(Date.now(), id))),
    restore: (ids) =>
      inOne(() => {
        for (const id of ids) if (putBack.run(id).changes === 0) throw new ExpectedError('not-found', 'This list is not there any more.', 'Import its file again.');
      }),
    resultsFor: (names, limit) => [...new Set(names.map((name) => fold(name)))].flatMap((name) => named.all(name, limit)).slice(0, limit),
  };
}

function toList({ id, title, results, imported_at }: ListRow): MeasuredList {
  return { id, title, results, importedAt: imported_at };
}
