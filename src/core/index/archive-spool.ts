import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { cancelledError } from '../../shared/result.ts';
import { readArchive, type LocatedMirror } from '../mirror/index.ts';
import { ArchiveFileWriter } from './archive-files.ts';
import type { ArchivedClones } from './archived-clones.ts';
import type { WorkControl } from './control.ts';
import type { PreviousIndex } from './previous.ts';
import type { ReportProblem } from './problem-writer.ts';

export interface SpoolOptions {
  readonly located: LocatedMirror;
  readonly control: WorkControl;
  readonly report: ReportProblem;
  readonly previous: PreviousIndex | null;
  readonly keptArchives: ReadonlySet<string>;
  readonly clones: ArchivedClones;
}

/** Reads each archive once and keeps what the index needs of it in the database. */
export async function spoolArchives(database: Database, { located, control, report, previous, keptArchives, clones }: SpoolOptions): Promise<void> {
  const files = new ArchiveFileWriter(database);
  const addArchive = database.prepare<[string, number, number]>('INSERT INTO archive (path, bytes, modified_ms) VALUES (?, ?, ?)');
  if (previous) database.prepare('ATTACH ? AS previous').run(previous.path);
  database.exec('BEGIN');
  for (const archive of located.archives) {
    if (previous && keptArchives.has(archive)) {
      takeOver(database, archive);
      clones.takeOver(previous, archive);
      continue;
    }
    const { size, mtimeMs } = statSync(archive);
    const reading = clones.begin(archive);
    const end = await readArchive(archive, {
      begin: (entry) => files.begin(entry, archive),
      count: reading.count,
      repository: reading.repository,
      progress: (done) => control.progress({ phase: 'Unpacking archives', done, total: size, unit: 'bytes' }),
      isCancelled: control.isCancelled,
    });
    if (end.kind === 'stopped') throw cancelledError();
    if (end.kind === 'damaged') report({ severity: 'error', code: 'truncated-archive', hub: null, file: archive, offset: null, record: null, message: end.reason });
    reading.finish(end.kind === 'whole');
    addArchive.run(archive, size, Math.trunc(mtimeMs));
  }
  database.exec('COMMIT');
  if (previous) database.exec('DETACH previous');
}

/** An archive that did not change is not read again: what it gave is in the previous index. */
function takeOver(database: Database, archive: string): void {
  database.prepare('INSERT INTO archive SELECT * FROM previous.archive WHERE path = ?').run(archive);
  database.prepare('INSERT INTO source_file SELECT * FROM previous.source_file WHERE archive = ?').run(archive);
  database.prepare('INSERT INTO archive_block SELECT * FROM previous.archive_block WHERE file IN (SELECT id FROM previous.source_file WHERE archive = ?)').run(archive);
}
