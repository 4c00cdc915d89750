import Database from 'better-sqlite3';

/** Shared flag between a caller and the statement it waits for: 0 runs, 1 stops it. */
export type StopFlag = Int32Array;

export type ReadDatabase = Database.Database;

/**
 * Opens an index for reading. SQL that scans may call `live()`: it throws as soon as the flag is raised, because
 * better-sqlite3 has no interrupt of its own.
 */
export function openForReading(file: string, stop: StopFlag | null): ReadDatabase {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  database.pragma('query_only = 1');
  database.pragma('cache_size = -65536');
  database.pragma('mmap_size = 268435456');
  database.pragma('temp_store = memory');
  database.function('live', { deterministic: false }, () => {
    if (stop && Atomics.load(stop, 0) !== 0) throw new StoppedError();
    return 1;
  });
  return database;
}

/** Thrown out of a running statement when its caller no longer wants the answer. */
export class StoppedError extends Error {
  constructor() {
    super('Stopped.');
    this.name = 'StoppedError';
  }
}
