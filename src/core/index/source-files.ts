import Database from 'better-sqlite3';
import type { HubId } from '../../shared/domain/index.ts';
import type { MirrorFile } from '../mirror/index.ts';
import { openArchiveFile } from './archive-files.ts';
import { hubNumber } from './codes.ts';

/** A file that records come from, as `source_file` keeps it. */
export interface SourceFile {
  readonly id: number;
  readonly hub: HubId;
  readonly path: string;
  readonly archive: string | null;
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly changedMs: number | null;
}

/** The files of the mirror that an index is read from: on disk, or kept from archives in the database being built. */
export class SourceFiles {
  private readonly byPath = new Map<string, SourceFile>();
  private readonly kept = new Map<string, string | null>();
  private readonly spooled: Database.Database | null;
  private last: number;

  /** `databaseFile` holds what archives gave; nothing else writes to it as a database meanwhile. */
  constructor(databaseFile: string, hasArchives: boolean) {
    this.spooled = hasArchives ? new Database(databaseFile, { readonly: true }) : null;
    this.last = this.spooled?.prepare<[], number | null>('SELECT max(id) FROM source_file').pluck().get() ?? 0;
  }

  /** Takes a file as found on disk, or the one of that path from an archive; null where there is neither. */
  open(hub: HubId, path: string, onDisk: MirrorFile | null): MirrorFile | null {
    const file = onDisk ?? (this.spooled && openArchiveFile(this.spooled, hub, path));
    if (!file) return null;
    if (!this.byPath.has(path)) {
      const id = this.spooled?.prepare<[string], number>('SELECT id FROM source_file WHERE path = ?').pluck().get(path) ?? (this.last += 1);
      this.byPath.set(path, { id, hub, path, archive: file.archive, bytes: file.bytes, modifiedMs: file.modifiedMs, changedMs: file.changedMs });
    }
    return file;
  }

  id(path: string): number | null {
    return this.byPath.get(path)?.id ?? null;
  }

  /** When the files on disk last changed, as `meta` keeps it. */
  changesText(): string {
    return JSON.stringify(Object.fromEntries([...this.byPath.values()].flatMap(({ path, changedMs }) => (changedMs === null ? [] : [[path, changedMs]]))));
  }

  /** Notes what files hashed to that are not read again. */
  keepHashes(files: readonly { readonly path: string; readonly sha256: string | null }[]): void {
    for (const { path, sha256 } of files) this.kept.set(path, sha256);
  }

  close(): void {
    this.spooled?.close();
  }

  /** Writes the rows of the files that lie on disk; those from archives have theirs. A file on disk goes before one in an archive. */
  write(database: Database.Database, hashes: ReadonlyMap<string, string>): void {
    const insert = database.prepare(
      `INSERT INTO source_file (id, hub, path, archive, bytes, modified_ms, sha256) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET archive = excluded.archive, bytes = excluded.bytes, modified_ms = excluded.modified_ms, sha256 = excluded.sha256`,
    );
    for (const { id, hub, path, archive, bytes, modifiedMs } of this.byPath.values()) {
      if (archive === null) insert.run(id, hubNumber(hub), path, null, bytes, modifiedMs, hashes.get(path) ?? this.kept.get(path) ?? null);
    }
  }
}
