import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import tar from 'tar-stream';

export type MemberKind = 'file' | 'folder' | 'link' | 'hard-link' | 'other';

/** One member of an archive as its header names it: nothing of it has been checked. */
export interface ArchiveMember {
  readonly name: string;
  readonly kind: MemberKind;
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly mode: number;
  /** Where a link leads. */
  readonly target: string | null;
}

export interface ArchiveSink {
  write(chunk: Buffer): void;
  end(): void;
}

export interface MemberVisitor {
  /** Called for each member; returns what takes a regular file's chunks, or null to pass over them. */
  member(member: ArchiveMember): ArchiveSink | null;
  /** Compressed bytes read so far. */
  progress(bytes: number): void;
  isCancelled(): boolean;
}

/** How reading ended: whole, stopped by the visitor, or damaged with what the unpacker said. */
export type ArchiveEnd = { readonly kind: 'whole' | 'stopped' } | { readonly kind: 'damaged'; readonly reason: string };

/** What the unpacker hands over at once: a few kilobytes inflate to at most a thousand times as many. */
const inflatedBytes = 256 * 1024;

/**
 * Reads a `.tar.gz` once, front to back, with flat memory. What stands before damage has been handed over when this
 * returns. What the visitor throws ends the reading and is thrown.
 */
export async function streamArchive(path: string, visitor: MemberVisitor): Promise<ArchiveEnd> {
  const abort = new AbortController();
  const extract = tar.extract();
  let stopped = false;
  let failure: { readonly error: unknown } | null = null;
  let read = 0;
  const guarded = (action: () => void): void => {
    if (failure !== null || stopped) return;
    try {
      if (visitor.isCancelled()) stopped = true;
      else action();
    } catch (error) {
      failure = { error };
    }
    if (failure !== null || stopped) abort.abort();
  };
  extract.on('entry', (header, stream, next) => {
    const member = memberOf(header);
    let sink: ArchiveSink | null = null;
    guarded(() => {
      sink = visitor.member(member);
    });
    stream.on('data', (chunk) => guarded(() => sink?.write(chunk as Buffer)));
    stream.on('end', () => {
      guarded(() => sink?.end());
      next();
    });
    stream.resume();
  });
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  file.on('data', (chunk) => {
    read += chunk.length;
    guarded(() => visitor.progress(read));
  });
  const intoTar = new Writable({
    write: (chunk: Buffer, _encoding, done) => void (extract.write(chunk) ? done() : extract.once('drain', done)),
    final: (done) => {
      extract.end(undefined);
      done();
    },
  });
  const finished = new Promise<void>((resolve, reject) => {
    extract.on('finish', resolve);
    extract.on('error', reject);
  });
  let damage: unknown = null;
  try {
    await Promise.all([pipeline(file, createGunzip({ chunkSize: inflatedBytes }), intoTar, { signal: abort.signal }), finished]);
  } catch (error) {
    damage = error;
  } finally {
    finished.catch(() => undefined);
    file.destroy();
    extract.destroy();
  }
  const thrown = failure as { readonly error: unknown } | null;
  if (thrown !== null) throw thrown.error;
  if (stopped) return { kind: 'stopped' };
  if (damage === null) return { kind: 'whole' };
  return { kind: 'damaged', reason: damage instanceof Error ? damage.message : 'The archive cannot be read.' };
}

function memberOf(header: tar.Header): ArchiveMember {
  return {
    name: header.name,
    kind: kindOf(header),
    bytes: header.size ?? 0,
    modifiedMs: header.mtime?.getTime() ?? 0,
    mode: header.mode ?? 0,
    target: header.linkname ?? null,
  };
}

function kindOf(header: tar.Header): MemberKind {
  switch (header.type) {
    case 'file':
    case 'contiguous-file':
      // What is stored of a sparse file is a map and its pieces, not its content.
      return Object.keys(header.pax ?? {}).some((key) => key.startsWith('GNU.sparse.')) ? 'other' : 'file';
    case 'directory':
      return 'folder';
    case 'symlink':
      return 'link';
    case 'link':
      return 'hard-link';
    default:
      return 'other';
  }
}
