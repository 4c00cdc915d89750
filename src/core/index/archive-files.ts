import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Database, Statement } from 'better-sqlite3';
import type { HubId } from '../../shared/domain/index.ts';
import type { ArchiveEntry, ArchiveSink, MirrorFile } from '../mirror/index.ts';
import { hubNumber } from './codes.ts';

/** Large enough to deflate well, small enough that reading one record back inflates little. */
const blockBytes = 256 * 1024;

/** Keeps an archive's JSON files in the index as deflated blocks: read once, then at random like files on disk. */
export class ArchiveFileWriter {
  private readonly insertFile: Statement<(string | number | null)[]>;
  private readonly insertBlock: Statement<[number, number, number, Buffer]>;
  private readonly finishFile: Statement<[number, string, number]>;

  constructor(database: Database) {
    this.insertFile = database.prepare('INSERT OR IGNORE INTO source_file (hub, path, archive, bytes, modified_ms) VALUES (?, ?, ?, ?, ?)');
    this.insertBlock = database.prepare('INSERT INTO archive_block (file, start, length, data) VALUES (?, ?, ?, ?)');
    this.finishFile = database.prepare('UPDATE source_file SET bytes = ?, sha256 = ? WHERE id = ?');
  }

  /** Takes one file's chunks; null where another archive already gave a file of that path. */
  begin(entry: ArchiveEntry, archive: string): ArchiveSink | null {
    const inserted = this.insertFile.run(hubNumber(entry.hub), entry.path, archive, entry.bytes, entry.modifiedMs);
    if (inserted.changes === 0) return null;
    const file = Number(inserted.lastInsertRowid);
    const hash = createHash('sha256');
    let waiting: Buffer[] = [];
    let waitingBytes = 0;
    let start = 0;
    const flush = (): void => {
      if (waitingBytes === 0) return;
      this.insertBlock.run(file, start, waitingBytes, deflateRawSync(Buffer.concat(waiting), { level: 1 }));
      start += waitingBytes;
      waiting = [];
      waitingBytes = 0;
    };
    const end = (): void => {
      flush();
      this.finishFile.run(start, hash.digest('hex'), file);
    };
    return {
      write: (chunk) => {
        hash.update(chunk);
        waiting.push(chunk);
        waitingBytes += chunk.length;
        if (waitingBytes >= blockBytes) flush();
      },
      end,
      // What came before the damage is kept.
      cut: end,
    };
  }
}

interface FileRow {
  readonly id: number;
  readonly bytes: number;
  readonly modified_ms: number;
  readonly archive: string;
}

interface BlockRow {
  readonly start: number;
  readonly length: number;
  readonly data: Buffer;
}

/** Opens a file that the index keeps in blocks. */
export function openArchiveFile(database: Database, hub: HubId, path: string): MirrorFile | null {
  const row = database.prepare<[string], FileRow>('SELECT id, bytes, modified_ms, archive FROM source_file WHERE path = ? AND archive IS NOT NULL').get(path);
  if (!row) return null;
  const blockAt = database.prepare<[number, number], BlockRow>(
    'SELECT start, length, data FROM archive_block WHERE file = ? AND start <= ? ORDER BY start DESC LIMIT 1',
  );
  const bytesFrom = (offset: number): Buffer => {
    const block = offset < row.bytes ? blockAt.get(row.id, offset) : undefined;
    if (!block || offset >= block.start + block.length) return Buffer.alloc(0);
    return inflateRawSync(block.data, { maxOutputLength: block.length }).subarray(offset - block.start);
  };
  return {
    hub,
    path,
    bytes: row.bytes,
    modifiedMs: row.modified_ms,
    changedMs: null,
    archive: row.archive,
    absolute: null,
    *chunks() {
      for (let offset = 0; ; ) {
        const chunk = bytesFrom(offset);
        if (chunk.length === 0) return;
        offset += chunk.length;
        yield chunk;
      }
    },
    read(offset, length) {
      const parts: Buffer[] = [];
      let at = offset;
      while (at < offset + length) {
        const chunk = bytesFrom(at).subarray(0, offset + length - at);
        if (chunk.length === 0) break;
        parts.push(chunk);
        at += chunk.length;
      }
      return Buffer.concat(parts);
    },
  };
}
