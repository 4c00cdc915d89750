import { mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { jobSchema } from '../../shared/contract/jobs.ts';
import type { Job } from '../../shared/contract/index.ts';
import { codeOf, ExpectedError, messageOf } from '../../shared/result.ts';
import { openAliases, type AliasStore } from './aliases.ts';
import { openAnnotations, type AnnotationStore } from './annotations.ts';
import { openDashboards, type DashboardStore } from './dashboards.ts';
import { isCorruption, isNoSpace } from './damage.ts';
import { openDecisions, type DecisionStore } from './decisions.ts';
import { openMeasured, type MeasuredStore } from './measured.ts';
import { migrate, refuseNewer } from './user-migrations.ts';
import { openSigningKeys, type SigningKeyStore } from './signing-keys.ts';
import { openSubsets, type SubsetStore } from './subsets.ts';
import { openViews, type ViewStore } from './views.ts';
import { explained, readKnown, writerOf } from './writing.ts';

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
  /** Reads and writes in one step: other threads and processes change settings too. */
  changeSetting(key: string, change: (value: string | null) => string): void;
  /** The last 50 jobs that ended, latest first. */
  finishedJobs(): readonly Job[];
  saveFinishedJob(job: Job): void;
  /** Notes and tags; they stay when their mirror is forgotten. */
  readonly annotations: AnnotationStore;
  /** Saved searches; they belong to no mirror. */
  readonly views: ViewStore;
  /** Measures put together; they belong to no mirror. */
  readonly dashboards: DashboardStore;
  /** Results that others measured; they belong to no mirror. */
  readonly measured: MeasuredStore;
  /** Keys to check signatures with; they belong to no mirror. */
  readonly signingKeys: SigningKeyStore;
  /** Who is the same person; they belong to no mirror. */
  readonly aliases: AliasStore;
  /** Named sets of packages; they stay when their mirror is forgotten. */
  readonly subsets: SubsetStore;
  /** What was decided about models; it stays when its mirror is forgotten. */
  readonly decisions: DecisionStore;
  close(): void;
}

/** Finished jobs kept. */
const historyLength = 50;

interface MirrorRow {
  readonly id: string;
  readonly title: string;
  readonly sources: string;
  readonly is_sample: number;
  readonly opened_at: number;
}

/**
 * Opens or makes `user.db` in the data folder. Throws `unreadable` (a damaged one among it: it is left as it is),
 * `no-space`, or `refused` for one of a newer version.
 */
export function openUserDatabase(dataDir: string): UserDatabase {
  const file = join(dataDir, 'user.db');
  let database: Database.Database | null = null;
  try {
    mkdirSync(dataDir, { recursive: true });
    database = new Database(file, { timeout: 5000 });
    refuseNewer(database, file);
    // Its first row says "ok" or what is wrong; the file is small.
    const [found] = database.pragma('quick_check(1)') as { quick_check: string }[];
    if (found?.quick_check !== 'ok') throw damagedUserDatabase(file, found?.quick_check ?? 'no answer');
    database.pragma('journal_mode = WAL');
    migrate(database, file);
    return answering(database, file);
  } catch (error) {
    database?.close();
    throw explainUserDatabase(error, file, dataDir);
  }
}

function answering(database: Database.Database, file: string): UserDatabase {
  const toMirror = (row: MirrorRow): StoredMirror => ({
    id: row.id, title: row.title, sources: JSON.parse(row.sources) as string[], isSample: row.is_sample === 1, openedAt: row.opened_at,
  });
  const all = database.prepare<[], MirrorRow>('SELECT id, title, sources, is_sample, opened_at FROM mirror ORDER BY opened_at DESC, id');
  const one = database.prepare<[string], MirrorRow>('SELECT id, title, sources, is_sample, opened_at FROM mirror WHERE id = ?');
  const save = database.prepare<[string, string, string, number, number]>(
    // Later than all others even where the clock was set back: the last one opened is the current one.
    `INSERT INTO mirror (id, title, sources, is_sample, opened_at) VALUES (?, ?, ?, ?, max(?, (SELECT coalesce(max(opened_at), 0) + 1 FROM mirror)))
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, sources = excluded.sources, opened_at = excluded.opened_at`,
  );
  const forget = database.prepare<[string]>('DELETE FROM mirror WHERE id = ?');
  const read = database.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?');
  const write = database.prepare<[string, string]>('INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');
  const jobs = database.prepare<[number], { job: string }>('SELECT job FROM finished_job ORDER BY number DESC LIMIT ?');
  const addJob = database.prepare<[string, string]>('INSERT INTO finished_job (id, job) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET job = excluded.job');
  const dropJobs = database.prepare<[number]>('DELETE FROM finished_job WHERE number NOT IN (SELECT number FROM finished_job ORDER BY number DESC LIMIT ?)');
  const inOne = writerOf(database);
  /** Damage that shows only now must not be taken for damage of an index, whose rows the same threads read. */
  const explain = (error: unknown): unknown => (isCorruption(error) ? damagedUserDatabase(file, messageOf(error)) : error);
  const own = {
    mirrors: () => all.all().map(toMirror),
    mirror: (id) => {
      const row = one.get(id);
      return row ? toMirror(row) : null;
    },
    saveMirror: (mirror) => void save.run(mirror.id, mirror.title, JSON.stringify(mirror.sources), mirror.isSample ? 1 : 0, mirror.openedAt),
    forgetMirror: (id) => void forget.run(id),
    setting: (key) => read.get(key)?.value ?? null,
    changeSetting: (key, change) => void inOne(() => write.run(key, change(read.get(key)?.value ?? null))),
    // A job that another version wrote in a form not known here is left out.
    finishedJobs: () => jobs.all(historyLength).flatMap(({ job }) => readKnown(jobSchema(), job) ?? []),
    saveFinishedJob: (job) =>
      inOne(() => {
        addJob.run(job.id, JSON.stringify(job));
        dropJobs.run(historyLength);
      }),
    close: () => void database.close(),
  } satisfies Partial<UserDatabase>;
  return {
    ...explained(own, explain),
    annotations: explained(openAnnotations(database, explain), explain),
    views: explained(openViews(database), explain),
    dashboards: explained(openDashboards(database), explain),
    measured: explained(openMeasured(database), explain),
    signingKeys: explained(openSigningKeys(database), explain),
    aliases: explained(openAliases(database), explain),
    subsets: explained(openSubsets(database), explain),
    decisions: explained(openDecisions(database), explain),
  };
}

function damagedUserDatabase(file: string, reason: string): ExpectedError {
  return new ExpectedError(
    'unreadable',
    `${file} is damaged: ${reason.split('\n', 1)[0]}. It was left as it is.`,
    'Put a copy of it back (an earlier state may lie beside it as user.db.before-…), or move it away to begin with an empty list of mirrors. Mirrors and their indexes do not depend on it.',
  );
}

/** Shared memory that finds no room is an input or output error to SQLite. */
function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < 64 * 1024;
  } catch {
    return false;
  }
}

function explainUserDatabase(error: unknown, file: string, dataDir: string): unknown {
  if (error instanceof ExpectedError) return error;
  const message = messageOf(error);
  if (isCorruption(error)) return damagedUserDatabase(file, message);
  const code = codeOf(error);
  if (code === '') return error;
  const noRoom = isNoSpace(error) || (code.startsWith('SQLITE_IOERR') && isFull(dataDir));
  if (noRoom) return new ExpectedError('no-space', `There is no space left in the data folder ${dataDir}.`, 'Free some space, or choose another data folder with --data-dir.');
  if (code.startsWith('SQLITE_BUSY')) return new ExpectedError('busy', `Another process holds ${file}.`, 'Try again when it has ended.');
  return new ExpectedError('unreadable', `The data folder ${dataDir} cannot be used: ${message}`, 'Choose another one with --data-dir.');
}
