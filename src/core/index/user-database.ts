import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ExpectedError } from '../../shared/result.ts';

/** A mirror that the user has opened. */
export interface StoredMirror {
  readonly id: string;
  readonly title: string;
  readonly sources: readonly string[];
  readonly isSample: boolean;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
}

/** What the user makes. It lives apart from every index, is migrated with care and never rebuilt. */
export interface UserDatabase {
  /** Latest opened first. */
  mirrors(): readonly StoredMirror[];
  mirror(id: string): StoredMirror | null;
  saveMirror(mirror: StoredMirror): void;
  forgetMirror(id: string): void;
  setting(key: string): string | null;
  saveSetting(key: string, value: string): void;
  close(): void;
}

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
];

interface MirrorRow {
  readonly id: string;
  readonly title: string;
  readonly sources: string;
  readonly is_sample: number;
  readonly opened_at: number;
}

/** Opens or makes `user.db` in the data folder. Throws `unreadable`, or `refused` for one of a newer version. */
export function openUserDatabase(dataDir: string): UserDatabase {
  let database: Database.Database;
  try {
    mkdirSync(dataDir, { recursive: true });
    database = new Database(join(dataDir, 'user.db'), { timeout: 5000 });
    database.pragma('journal_mode = WAL');
  } catch (error) {
    throw new ExpectedError('unreadable', `The data folder ${dataDir} cannot be used: ${error instanceof Error ? error.message : String(error)}`, 'Choose another one with --data-dir.');
  }
  migrate(database, dataDir);
  const toMirror = (row: MirrorRow): StoredMirror => ({
    id: row.id, title: row.title, sources: JSON.parse(row.sources) as string[], isSample: row.is_sample === 1, openedAt: row.opened_at,
  });
  const all = database.prepare<[], MirrorRow>('SELECT id, title, sources, is_sample, opened_at FROM mirror ORDER BY opened_at DESC, id');
  const one = database.prepare<[string], MirrorRow>('SELECT id, title, sources, is_sample, opened_at FROM mirror WHERE id = ?');
  const save = database.prepare<[string, string, string, number, number]>(
    `INSERT INTO mirror (id, title, sources, is_sample, opened_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, sources = excluded.sources, opened_at = excluded.opened_at`,
  );
  const forget = database.prepare<[string]>('DELETE FROM mirror WHERE id = ?');
  const read = database.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?');
  const write = database.prepare<[string, string]>('INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');
  return {
    mirrors: () => all.all().map(toMirror),
    mirror: (id) => {
      const row = one.get(id);
      return row ? toMirror(row) : null;
    },
    saveMirror: (mirror) => void save.run(mirror.id, mirror.title, JSON.stringify(mirror.sources), mirror.isSample ? 1 : 0, mirror.openedAt),
    forgetMirror: (id) => void forget.run(id),
    setting: (key) => read.get(key)?.value ?? null,
    saveSetting: (key, value) => void write.run(key, value),
    close: () => void database.close(),
  };
}

function migrate(database: Database.Database, dataDir: string): void {
  database.transaction(() => {
    const version = database.pragma('user_version', { simple: true }) as number;
    if (version > migrations.length) {
      throw new ExpectedError('refused', `${join(dataDir, 'user.db')} was written by a newer version of this program.`, 'Update the program, or choose another data folder with --data-dir.');
    }
    for (const step of migrations.slice(version)) database.exec(step);
    database.pragma(`user_version = ${migrations.length}`);
  }).immediate();
}
