import Database from 'better-sqlite3';
import type { Problem } from '../../shared/domain/index.ts';
import type { LocatedMirror } from '../mirror/index.ts';
import { ArchivedClones } from './archived-clones.ts';
import { spoolArchives } from './archive-spool.ts';
import type { WorkControl } from './control.ts';
import { finishIndex, type IndexSummary } from './finish.ts';
import type { Hire } from './hands.ts';
import { MirrorReading } from './mirror-reading.ts';
import { BulkWriter, planOf } from './pages/index.ts';
import type { PreviousIndex } from './previous.ts';
import { bulkTables, indexSql, pairTable, tableSql } from './schema.ts';
import { SourceFiles } from './source-files.ts';
import type { Survey } from './survey.ts';

export interface BuildOptions {
  readonly located: LocatedMirror;
  /** A file that does not exist yet; on failure the caller removes it. */
  readonly databaseFile: string;
  readonly appVersion: string;
  /** Reading and writing go side by side. */
  readonly hire: Hire;
  /** The index in force; vanished packages are told by it. */
  readonly previous: PreviousIndex | null;
  /** What lies there, and what of it can be taken from the previous index. */
  readonly survey: Survey;
}

/**
 * Reads a mirror into a new index file. Throws `cancelledError()` soon after the control says so. The file is complete
 * and closed when this returns; until then it is worth nothing.
 *
 * SQLite makes the schema and takes what archives hold; then a thread of our own fills the large tables page by page
 * (ADR 4), and at last SQLite derives what needs all rows.
 */
export async function buildIndex(options: BuildOptions, control: WorkControl): Promise<IndexSummary> {
  const { located, databaseFile, hire, previous, survey } = options;
  const started = performance.now();
  const archiveProblems: Problem[] = [];
  const archived = new ArchivedClones((problem) => archiveProblems.push(problem));
  const plan = await withDatabase(databaseFile, async (database) => {
    database.exec(`${tableSql};${indexSql.join(';')}`);
    const { keptArchives } = survey;
    await spoolArchives(database, { located, control, previous, keptArchives, clones: archived, report: (problem) => archiveProblems.push(problem) });
    return planOf(database, bulkTables);
  });
  const bulk = new BulkWriter({ hire, path: databaseFile, plan, pairs: pairTable });
  const files = new SourceFiles(databaseFile, located.archives.length > 0);
  try {
    const reading = new MirrorReading(bulk, { located, hire, previous, survey, archived, files, control });
    for (const problem of archiveProblems) reading.report.whole(problem);
    reading.takeOverArchiveProblems();
    await reading.run();
    const written = await bulk.finish(control);
    files.close();
    return await withDatabase(databaseFile, async (database) => finishIndex(database, { ...options, started, control, written, files, archived, hubs: reading.hubs }));
  } finally {
    files.close();
    await bulk.close();
  }
}

/** No journal and no syncing: a half-built file is thrown away, and the whole one is synced once at its end. */
async function withDatabase<Value>(file: string, work: (database: Database.Database) => Promise<Value>): Promise<Value> {
  const database = new Database(file);
  try {
    for (const pragma of ['page_size = 8192', 'journal_mode = OFF', 'synchronous = OFF', 'locking_mode = EXCLUSIVE', 'temp_store = MEMORY', 'cache_size = -32768']) {
      database.pragma(pragma);
    }
    return await work(database);
  } finally {
    database.close();
  }
}
