import { renameSync, writeFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { ExpectedError } from '../../shared/result.ts';

/** Each step brings the schema from its position to the next; steps are appended, never changed. */
const migrations: readonly string[] = [
  `CREATE TABLE mirror (
     id TEXT PRIMARY KEY,
     title TEXT NOT NULL,
     sources TEXT NOT NULL,
     is_sample INTEGER NOT NULL,
     opened_at INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  // Numbered in the order in which they ended, because the clock may be set back. job: jobSchema in shared/contract/jobs.ts.
  `CREATE TABLE finished_job (
     number INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     job TEXT NOT NULL
   ) STRICT;`,
];

/** Throws `refused` for a database that a newer version of this program wrote; nothing is changed then. */
export function refuseNewer(database: Database, file: string): void {
  if (versionOf(database) > migrations.length) {
    throw new ExpectedError('refused', `${file} was written by a newer version of this program.`, 'Update the program, or choose another data folder with --data-dir.');
  }
}

/**
 * Brings the database to this version's schema, all or nothing. What it was before is kept beside it as
 * `user.db.before-<number of the first step taken>`.
 */
export function migrate(database: Database, file: string): void {
  database.transaction(() => {
    // Read again under the lock: another thread or process may have done it meanwhile.
    refuseNewer(database, file);
    const version = versionOf(database);
    if (version === migrations.length) return;
    if (version > 0) backUp(database, `${file}.before-${version + 1}`);
    for (const step of migrations.slice(version)) database.exec(step);
    database.pragma(`user_version = ${migrations.length}`);
  }).immediate();
}

/** Copied from within the transaction, so that it is the state that the migration starts from. */
function backUp(database: Database, target: string): void {
  writeFileSync(`${target}.part`, database.serialize(), { flush: true });
  renameSync(`${target}.part`, target);
}

function versionOf(database: Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}
