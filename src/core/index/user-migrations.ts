import { renameSync, writeFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { ExpectedError } from '../../shared/result.ts';
import { moveLists } from './move-lists.ts';

/** Each step brings the schema from its position to the next; steps are appended, never changed. */
const migrations: readonly (string | ((database: Database) => void))[] = [
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
  // The hub by its name and no reference to mirror: what the user wrote outlives both an index and the list of mirrors.
  // changed_at: milliseconds since 1970. folded: the tag as it is compared, text: as it was written.
  `CREATE TABLE annotation (
     number INTEGER PRIMARY KEY,
     mirror TEXT NOT NULL,
     hub TEXT NOT NULL,
     name TEXT NOT NULL,
     ordinal INTEGER NOT NULL,
     note TEXT NOT NULL CHECK (length(note) <= 100000),
     changed_at INTEGER NOT NULL,
     UNIQUE (mirror, hub, name, ordinal)
   ) STRICT;
   CREATE INDEX annotation_changed ON annotation (mirror, changed_at DESC, number DESC);
   CREATE TABLE annotation_tag (
     annotation INTEGER NOT NULL REFERENCES annotation (number) ON DELETE CASCADE,
     folded TEXT NOT NULL,
     text TEXT NOT NULL CHECK (length(text) <= 100),
     position INTEGER NOT NULL,
     PRIMARY KEY (annotation, folded)
   ) STRICT, WITHOUT ROWID;`,
  // Saved views fit every mirror, so they belong to none. folded: the name as it is compared. columns: columnLayoutSchema in
  // shared/contract/layout.ts. changed_at: milliseconds since 1970.
  `CREATE TABLE view (
     number INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     name TEXT NOT NULL CHECK (length(name) <= 100),
     folded TEXT NOT NULL UNIQUE,
     query TEXT NOT NULL CHECK (length(query) <= 10000),
     columns TEXT NOT NULL,
     changed_at INTEGER NOT NULL,
     position INTEGER NOT NULL
   ) STRICT;`,
  // Results that others measured. folded: the name as it is compared. removed_at: taken away then, and gone for good a day later;
  // milliseconds since 1970, as imported_at.
  `CREATE TABLE measured_list (
     number INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     title TEXT NOT NULL,
     sha256 TEXT NOT NULL,
     results INTEGER NOT NULL,
     imported_at INTEGER NOT NULL,
     removed_at INTEGER
   ) STRICT;
   CREATE TABLE measured_result (
     number INTEGER PRIMARY KEY,
     list INTEGER NOT NULL REFERENCES measured_list (number) ON DELETE CASCADE,
     folded TEXT NOT NULL,
     name TEXT NOT NULL,
     task TEXT,
     dataset TEXT,
     metric TEXT,
     value TEXT NOT NULL
   ) STRICT;
   CREATE INDEX measured_result_name ON measured_result (folded);
   CREATE INDEX measured_result_list ON measured_result (list);`,
  // Keys to check signatures with; they belong to no mirror. facts: signingKeySchema in shared/contract/keys.ts. added_at: milliseconds since 1970.
  `CREATE TABLE signing_key (
     number INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     text TEXT NOT NULL CHECK (length(text) <= 400000),
     facts TEXT NOT NULL,
     added_at INTEGER NOT NULL
   ) STRICT;`,
  // Who is the same person, as lines of a mailmap; they belong to no mirror. …_key: as they are compared. An empty commit_name means any name.
  // Numbers are never given twice, so that the last one and the count tell whether anything changed.
  `CREATE TABLE alias (
     number INTEGER PRIMARY KEY AUTOINCREMENT,
     email_key TEXT NOT NULL,
     name_key TEXT NOT NULL,
     commit_email TEXT NOT NULL CHECK (length(commit_email) <= 1000),
     commit_name TEXT NOT NULL CHECK (length(commit_name) <= 1000),
     name TEXT CHECK (length(name) <= 1000),
     email TEXT CHECK (length(email) <= 1000),
     UNIQUE (email_key, name_key)
   ) STRICT;`,
  // Subsets, by mirror id as notes are. folded: the name as it is compared. tags: JSON list. version: the one in force. removed_at: taken away
  // then, and gone for good a day later; milliseconds since 1970, as all times. definition: subsetDefinitionSchema in
  // shared/contract/subset-definition.ts, but a list's packages are in listed. listed, held: packages as core/index/package-list.ts writes
  // them; held, content_hash and count tell what the version held when it was made, with the index of that fingerprint.
  `CREATE TABLE subset (
     number INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     mirror TEXT NOT NULL,
     name TEXT NOT NULL CHECK (length(name) <= 100),
     folded TEXT NOT NULL,
     note TEXT NOT NULL CHECK (length(note) <= 100000),
     tags TEXT NOT NULL,
     version INTEGER NOT NULL,
     changed_at INTEGER NOT NULL,
     removed_at INTEGER
   ) STRICT;
   CREATE UNIQUE INDEX subset_name ON subset (mirror, folded) WHERE removed_at IS NULL;
   CREATE TABLE subset_version (
     subset INTEGER NOT NULL REFERENCES subset (number) ON DELETE CASCADE,
     version INTEGER NOT NULL,
     reason TEXT NOT NULL,
     definition TEXT NOT NULL,
     listed BLOB,
     made_at INTEGER NOT NULL,
     fingerprint TEXT,
     count INTEGER,
     content_hash TEXT,
     held BLOB,
     PRIMARY KEY (subset, version)
   ) STRICT, WITHOUT ROWID;`,
  // Measures that the user put together; they belong to no mirror. folded: the name as it is compared. tiles: tileSchema in shared/contract/dashboards.ts.
  // changed_at: milliseconds since 1970.
  `CREATE TABLE dashboard (
     number INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     name TEXT NOT NULL CHECK (length(name) <= 100),
     folded TEXT NOT NULL UNIQUE,
     tiles TEXT NOT NULL,
     changed_at INTEGER NOT NULL
   ) STRICT;`,
  // What was decided about models; by mirror as notes are. content: decisionContentSchema in shared/contract/decisions.ts. Times: milliseconds since 1970.
  `CREATE TABLE decision (
     number INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     mirror TEXT NOT NULL,
     content TEXT NOT NULL CHECK (length(content) <= 20000000),
     created_at INTEGER NOT NULL,
     changed_at INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX decision_changed ON decision (mirror, changed_at DESC, number DESC);`,
  // Packages that a subset names, or that a version held, by the SHA-256 of what they are: a list's definition has it as sha256, a version as content_hash. data: a block
  // of core/index/package-list.ts. former: JSON list of the names that a subset had, the latest last.
  (database) => {
    database.exec(`
      CREATE TABLE package_list (number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, total INTEGER NOT NULL) STRICT;
      CREATE TABLE package_list_block (
        list INTEGER NOT NULL REFERENCES package_list (number) ON DELETE CASCADE,
        block INTEGER NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (list, block)
      ) STRICT, WITHOUT ROWID;
      ALTER TABLE subset ADD COLUMN former TEXT NOT NULL DEFAULT '[]'`);
    moveLists(database);
  },
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
    for (const step of migrations.slice(version)) {
      if (typeof step === 'string') database.exec(step);
      else step(database);
    }
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
