import Database from 'better-sqlite3';

export type ReadDatabase = Database.Database;

/**
 * Opens an index for reading. SQL that scans calls `live()`: it throws as soon as `isStopped` says so, because
 * better-sqlite3 has no interrupt of its own.
 */
export function openForReading(file: string, isStopped: () => boolean): ReadDatabase {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  database.pragma('query_only = 1');
  database.pragma('cache_size = -65536');
  database.pragma('mmap_size = 268435456');
  database.pragma('temp_store = memory');
  database.function('live', { deterministic: false }, () => {
    if (isStopped()) throw new StoppedError();
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
