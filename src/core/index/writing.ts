import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { z } from 'zod';

/** Runs what writes, whole or not at all. */
export type InOne = <Value>(run: () => Value) => Value;

/** Begins as a writer: a reader that becomes one later may find that another thread was quicker. */
export function writerOf(database: Database): InOne {
  return (run) => database.transaction(run).immediate();
}

/** The same functions; `explain` turns an error of the database into what the user is told. */
export function explained<Store extends object>(store: Store, explain: (error: unknown) => unknown): Store {
  const careful = (run: (...values: unknown[]) => unknown) => (...values: unknown[]): unknown => {
    try {
      return run(...values);
    } catch (error) {
      throw explain(error);
    }
  };
  return Object.fromEntries(Object.entries(store).map(([name, run]) => [name, careful(run)])) as Store;
}

/** How long what was removed can come back, for undo. */
export const undoableMs = 24 * 3600 * 1000;

/** 16 hex digits that nothing else has. */
export function newId(): string {
  return randomBytes(8).toString('hex');
}

/** What a row holds as JSON; null for a form that only another version knows. */
export function readKnown<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
