import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { cancelledError } from '../../shared/result.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import { adapterOf, type LocatedMirror } from '../mirror/index.ts';
import type { ArchivedClones } from './archived-clones.ts';
import { hubNumber, problemStages } from './codes.ts';
import type { WorkControl } from './control.ts';
import { fillFullText } from './full-text.ts';
import type { ReadHub } from './mirror-reading.ts';
import type { BulkResult } from './pages/index.ts';
import { problemReporter } from './problem-writer.ts';
import { schemaVersion } from './schema.ts';
import type { PreviousIndex } from './previous.ts';
import { hubFoldersText } from './survey.ts';
import type { SourceFiles } from './source-files.ts';

/** What an index holds, once it is whole. */
export interface IndexSummary {
  readonly packages: number;
  readonly repositories: number;
  readonly problems: number;
  /** SHA-256 over all that was read; equal mirrors have equal fingerprints on every machine. */
  readonly fingerprint: string;
  readonly seconds: number;
  /** Packages that an earlier index of the mirror had. */
  readonly gone: number;
  /** Where the time of the thread that writes pages went; it works while the other one reads. */
  readonly timings: BulkResult['timings'];
}

export interface FinishOptions {
  readonly located: LocatedMirror;
  readonly appVersion: string;
  /** When building began, by `performance.now()`: the clock may go back meanwhile. */
  readonly started: number;
  readonly control: WorkControl;
  readonly written: BulkResult;
  readonly files: SourceFiles;
  readonly hubs: readonly ReadHub[];
  readonly archived: ArchivedClones;
  readonly previous: PreviousIndex | null;
}

/** Ordinals of repeated names, in the order of the records; names are told apart by the index, not by the table. */
const ordinalSql = `
  UPDATE package SET ordinal = ranked.n
  FROM (SELECT p.id, row_number() OVER (PARTITION BY p.hub, p.name ORDER BY p.id) - 1 AS n
        FROM (SELECT hub, name FROM package INDEXED BY package_key WHERE (id % 1024 <> 0 OR live()) GROUP BY hub, name HAVING count(*) > 1) AS repeated
          JOIN package AS p ON p.hub = repeated.hub AND p.name = repeated.name) AS ranked
  WHERE ranked.id = package.id AND ranked.n > 0`;

/** Base models that are in this mirror: on their own hub by exact name; the first record of a repeated name. */
const targetSql = `
  UPDATE lineage SET target = (
    SELECT b.id FROM term AS t JOIN package AS b INDEXED BY package_key ON b.hub = (SELECT hub FROM package WHERE id = lineage.package) AND b.name = t.text AND b.ordinal = 0
    WHERE t.id = lineage.base)
  WHERE package % 1024 <> 0 OR live()`;

const wholeStage = problemStages.indexOf('whole');

const duplicateSql = `
  INSERT INTO problem (severity, code, hub, file, offset, record, message, stage)
  SELECT 2, 'duplicate-name', p.hub, f.path, coalesce(p.unified_offset, p.metadata_offset), p.name, 'Record ' || (p.ordinal + 1) || ' of this name.', ${wholeStage}
  FROM package p LEFT JOIN source_file f ON f.id = coalesce(p.unified_file, p.metadata_file) WHERE p.ordinal > 0 ORDER BY p.id`;

const withoutCloneSql = `
  INSERT INTO problem (severity, code, hub, file, offset, record, message, stage)
  SELECT 1, 'record-without-clone', p.hub, f.path, p.unified_offset, p.name, 'The mirror holds other clones of this hub, but not this one.', ${wholeStage}
  FROM package p LEFT JOIN source_file f ON f.id = p.unified_file WHERE p.hub = ? AND p.repository IS NULL AND (p.id % 1024 <> 0 OR live()) ORDER BY p.id`;

/** What the previous index had and this one has not, and what had gone before and did not come back. */
const goneSql = `
  INSERT INTO gone_package (hub, name, ordinal, owner, last_seen)
  SELECT o.hub, o.name, o.ordinal, (SELECT text FROM previous.term WHERE id = o.owner), ?
  FROM previous.package AS o LEFT JOIN main.package AS n ON n.hub = o.hub AND n.name = o.name AND n.ordinal = o.ordinal
  WHERE n.id IS NULL AND (o.id % 1024 <> 0 OR live())
  UNION ALL
  SELECT g.hub, g.name, g.ordinal, g.owner, g.last_seen
  FROM previous.gone_package AS g LEFT JOIN main.package AS n ON n.hub = g.hub AND n.name = g.name AND n.ordinal = g.ordinal
  WHERE n.id IS NULL`;

const goneProblemSql = `
  INSERT INTO problem (severity, code, hub, file, offset, record, message, stage)
  SELECT 2, 'gone-package', hub, NULL, NULL, name, 'An index of ' || strftime('%Y-%m-%d', last_seen / 1000, 'unixepoch') || ' had it.', ${wholeStage}
  FROM gone_package ORDER BY hub, name, ordinal`;

/** Derives what needs all rows, builds the full text, commits, and describes the index in `meta`. */
export function finishIndex(database: Database, options: FinishOptions): IndexSummary {
  const { previous } = options;
  let repeated = 0;
  // A statement that walks millions of rows asks on the way, so that it can be cancelled.
  database.function('live', () => {
    if (options.control.isCancelled()) throw cancelledError();
    return 1;
  });
  const steps: readonly (readonly [string, () => unknown])[] = [
    ['Noting what was read', () => writeSources(database, options)],
    ['Numbering repeated names', () => (repeated = database.prepare(ordinalSql).run().changes)],
    ['Linking base models', () => database.exec(targetSql)],
    ['Counting problems', () => deriveProblems(database, options.hubs, repeated)],
    ...(previous === null ? [] : [['Marking what is gone', () => markGone(database, previous)] as const]),
    ['Building full text', () => fillFullText(database, options.control)],
    // A sample of each index is enough for the planner. Of main alone: the previous index is attached and must not change.
    ['Analysing', () => database.exec('PRAGMA analysis_limit = 400; ANALYZE main')],
  ];
  if (previous) database.prepare('ATTACH ? AS previous').run(previous.path);
  database.exec('BEGIN');
  steps.forEach(([phase, run], done) => {
    if (options.control.isCancelled()) throw cancelledError();
    options.control.progress({ phase, done, total: steps.length, unit: 'steps' });
    run();
  });
  const summary: IndexSummary = {
    packages: count(database, 'package'),
    repositories: count(database, 'repository'),
    problems: count(database, 'problem'),
    fingerprint: fingerprintOf(database),
    seconds: (performance.now() - options.started) / 1000,
    gone: count(database, 'gone_package'),
    timings: options.written.timings,
  };
  writeMeta(database, options, summary);
  database.exec('COMMIT');
  if (previous) database.exec('DETACH previous');
  return summary;
}

function markGone(database: Database, previous: PreviousIndex): void {
  database.prepare(goneSql).run(Number(previous.meta('built_at') ?? 0));
  database.exec(goneProblemSql);
}

function writeSources(database: Database, { files, hubs, archived, written }: FinishOptions): void {
  archived.write(database);
  files.write(database, written.hashes);
  const insert = database.prepare<[number, number, number, string]>('INSERT INTO hub (hub, records, json_bytes, origin) VALUES (?, ?, ?, ?)');
  for (const { hub, records, jsonBytes, origin } of hubs) insert.run(hubNumber(hub), records, jsonBytes, origin);
}

function count(database: Database, table: 'package' | 'repository' | 'problem' | 'gone_package'): number {
  return database.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0;
}

function deriveProblems(database: Database, hubs: readonly ReadHub[], repeated: number): void {
  const insert = database.prepare('INSERT INTO problem (severity, code, hub, file, offset, record, message, stage) VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const report = problemReporter('whole', (row) => void insert.run(...row));
  if (repeated > 0) database.exec(duplicateSql);
  for (const { hub, clones, packagesWithoutClone } of hubs) {
    if (packagesWithoutClone === 0) continue;
    if (clones > 0 && adapterOf(hub).clonesExpected) {
      database.prepare(withoutCloneSql).run(hubNumber(hub));
    } else {
      // One note: a listing far larger than what was cloned, or metadata without clones, is how the dataset comes.
      report({
        severity: 'note', code: 'record-without-clone', hub, file: `data/${hub}/repos`, offset: null, record: null,
        message: `${pluralText(packagesWithoutClone, 'package')} of this hub ${packagesWithoutClone === 1 ? 'has' : 'have'} no clone in this mirror.`,
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
  insert.run('hub_folders', hubFoldersText(options.located));
  insert.run('file_changes', options.files.changesText());
  insert.run('fingerprint', summary.fingerprint);
  insert.run('packages', String(summary.packages));
  insert.run('seconds', String(summary.seconds));
  insert.run('built_at', String(Date.now()));
}
