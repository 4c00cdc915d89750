import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** Runs what writes, whole or not at all. */
export type InOne = <Value>(run: () => Value) => Value;

/**
 * Begins as a writer: a reader that becomes one later may find that another thread was quicker. `explain` turns an error of the database into
 * what the user is told.
 */
export function writerOf(database: Database, explain: (error: unknown) => unknown): InOne {
  return (run) => {
    try {
      return database.transaction(run).immediate();
    } catch (error) {
      throw explain(error);
    }
  };
}

/** 16 hex digits that nothing else has. */
export function newId(): string {
  return randomBytes(8).toString('hex');
}
