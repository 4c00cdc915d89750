import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { cancelledError } from '../../shared/result.ts';
import { hubIds } from '../../shared/domain/index.ts';
import { adapterOf, type LocatedMirror } from '../mirror/index.ts';
import { hubNumber } from './codes.ts';
import type { WorkControl } from './control.ts';
import type { ProblemWriter } from './problem-writer.ts';
import { indexSql, schemaVersion } from './schema.ts';

/** What an index holds, once it is whole. */
export interface IndexSummary {
  readonly packages: number;
  readonly repositories: number;
  readonly problems: number;
  /** SHA-256 over all that was read; equal mirrors have equal fingerprints on every machine. */
  readonly fingerprint: string;
  readonly seconds: number;
}

export interface FinishOptions {
  readonly located: LocatedMirror;
  readonly appVersion: string;
  /** When building began, by `performance.now()`: the clock may go back meanwhile. */
  readonly started: number;
  readonly control: WorkControl;
  readonly problems: ProblemWriter;
}

/** Ordinals of repeated names, in the order of the records. */
const ordinalSql = `
  UPDATE package SET ordinal = ranked.n
  FROM (SELECT id, row_number() OVER (PARTITION BY hub, name ORDER BY id) - 1 AS n FROM package) AS ranked
  WHERE ranked.id = package.id AND ranked.n > 0`;

/** Base models that are in this mirror: on their own hub by exact name; the first record of a repeated name. */
const targetSql = `
  UPDATE lineage SET target = (
    SELECT b.id FROM term t JOIN package b ON b.name = t.text AND b.ordinal = 0
    WHERE t.id = lineage.base AND b.hub = (SELECT p.hub FROM package p WHERE p.id = lineage.package))`;

const duplicateSql = `
  INSERT INTO problem (severity, code, hub, file, offset, record, message)
  SELECT 2, 'duplicate-name', p.hub, f.path, coalesce(p.unified_offset, p.metadata_offset), p.name, 'Record ' || (p.ordinal + 1) || ' of this name.'
  FROM package p LEFT JOIN source_file f ON f.id = coalesce(p.unified_file, p.metadata_file) WHERE p.ordinal > 0 ORDER BY p.id`;

const withoutCloneSql = `
  INSERT INTO problem (severity, code, hub, file, offset, record, message)
  SELECT 1, 'record-without-clone', p.hub, f.path, p.unified_offset, p.name, 'The mirror holds other clones of this hub, but not this one.'
  FROM package p LEFT JOIN source_file f ON f.id = p.unified_file WHERE p.hub = ? AND p.repository IS NULL ORDER BY p.id`;

/** Derives what needs all rows, builds the search structures, commits, and describes the index in `meta`. */
export function finishIndex(database: Database, options: FinishOptions): IndexSummary {
  const steps: readonly (readonly [string, () => void])[] = [
    ['Numbering repeated names', () => database.exec(ordinalSql)],
    ...indexSql.map((sql) => ['Building indexes', () => database.exec(sql)] as const),
    ['Linking base models', () => database.exec(targetSql)],
    ['Counting problems', () => deriveProblems(database, options.problems)],
    ['Building search', () => database.exec(`INSERT INTO name_fts (name_fts) VALUES ('rebuild')`)],
    // A sample of each index is enough for the planner.
    ['Analysing', () => database.exec('PRAGMA analysis_limit = 1000; ANALYZE')],
  ];
  steps.forEach(([phase, run], done) => {
    if (options.control.isCancelled()) throw cancelledError();
    options.control.progress({ phase, done, total: steps.length, unit: 'steps' });
    run();
    database.exec('COMMIT; BEGIN');
  });
  const summary: IndexSummary = {
    packages: count(database, 'package'),
    repositories: count(database, 'repository'),
    problems: count(database, 'problem'),
    fingerprint: fingerprintOf(database),
    seconds: (performance.now() - options.started) / 1000,
  };
  writeMeta(database, options, summary);
  database.exec('COMMIT');
  return summary;
}

function count(database: Database, table: 'package' | 'repository' | 'problem'): number {
  return database.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0;
}

function deriveProblems(database: Database, problems: ProblemWriter): void {
  database.exec(duplicateSql);
  const clones = database.prepare<[number], { n: number }>('SELECT count(*) AS n FROM repository WHERE hub = ?');
  const missing = database.prepare<[number], { n: number }>('SELECT count(*) AS n FROM package WHERE hub = ? AND repository IS NULL');
  for (const hub of hubIds) {
    const number = hubNumber(hub);
    const without = missing.get(number)?.n ?? 0;
    if (without === 0) continue;
    const hasClones = (clones.get(number)?.n ?? 0) > 0;
    if (hasClones && adapterOf(hub).clonesExpected) {
      database.prepare(withoutCloneSql).run(number);
    } else {
      // One note: a listing far larger than what was cloned, or metadata without clones, is how the dataset comes.
      problems.report({
        severity: 'note', code: 'record-without-clone', hub, file: `data/${hub}/repos`, offset: null, record: null,
        message: `${without.toLocaleString('en')} packages of this hub have no clone in this mirror.`,
      });
    }
  }
}

/** Paths, sizes and hashes of the files read and the commits that HEADs named; nothing of this machine. */
function fingerprintOf(database: Database): string {
  const hash = createHash('sha256');
  const files = database.prepare<[], { path: string; bytes: number; sha256: string | null }>('SELECT path, bytes, sha256 FROM source_file ORDER BY path');
  for (const file of files.iterate()) hash.update(`${file.path}\t${file.bytes}\t${file.sha256 ?? ''}\n`);
  const repositories = database.prepare<[], { path: string; head: string | null; commits: number }>('SELECT path, head, commits FROM repository ORDER BY path');
  for (const repository of repositories.iterate()) hash.update(`${repository.path}\t${repository.head ?? ''}\t${repository.commits}\n`);
  return hash.digest('hex');
}

function writeMeta(database: Database, options: FinishOptions, summary: IndexSummary): void {
  const insert = database.prepare<[string, string]>('INSERT INTO meta (key, value) VALUES (?, ?)');
  insert.run('schema_version', String(schemaVersion));
  insert.run('app_version', options.appVersion);
  insert.run('sources', JSON.stringify(options.located.sources));
  insert.run('hub_folders', JSON.stringify(Object.fromEntries(options.located.folders.map((place) => [place.hub, place.folder]))));
  insert.run('fingerprint', summary.fingerprint);
  insert.run('packages', String(summary.packages));
  insert.run('seconds', String(summary.seconds));
  insert.run('built_at', String(Date.now()));
}
