import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
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
  /** In place of `end` where the archive ends, or is damaged, in the middle of the member. */
  cut?(): void;
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
  let unfinished: ArchiveSink | null = null;
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
    guarded(() => {
      unfinished = visitor.member(member);
    });
    stream.on('data', (chunk) => guarded(() => unfinished?.write(chunk as Buffer)));
    stream.on('end', () => {
      guarded(() => unfinished?.end());
      unfinished = null;
      next();
    });
    // Told by the archive as a whole too.
    stream.on('error', () => undefined);
    stream.resume();
  });
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  file.on('data', (chunk) => {
    read += chunk.length;
    guarded(() => visitor.progress(read));
  });
  const inflated = new InflatedEnd();
  const intoTar = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      inflated.add(chunk);
      if (extract.write(chunk)) done();
      else extract.once('drain', done);
    },
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
    // Flushing keeps what stands before the end of a cut archive; zlib alone would drop the last piece and complain.
    const gunzip = createGunzip({ chunkSize: inflatedBytes, finishFlush: constants.Z_SYNC_FLUSH });
    await Promise.all([pipeline(file, gunzip, intoTar, { signal: abort.signal }), finished]);
    if (!inflated.isWhole(path)) throw new Error(endsEarly);
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
  (unfinished as ArchiveSink | null)?.cut?.();
  return { kind: 'damaged', reason: reasonOf(damage) };
}

const endsEarly = 'It ends early.';

/** What the unpackers say, in words of a user. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['incorrect header check', 'Something in it is not in gzip form.'],
  ['unexpected end of file', endsEarly],
  ['Unexpected end of data', endsEarly],
]);

function reasonOf(damage: unknown): string {
  if (!(damage instanceof Error)) return 'The archive cannot be read.';
  return reasons.get(damage.message) ?? damage.message;
}

/** Two empty blocks end a tar archive. */
const endMarkBytes = 1024;

/** Tells from the end of what was inflated whether an archive was whole: a cut between two members leaves no other trace. */
class InflatedEnd {
  private bytes = 0;
  private zeros = 0;

  add(chunk: Buffer): void {
    this.bytes += chunk.length;
    let at = chunk.length;
    while (at > 0 && chunk.length - at < endMarkBytes && chunk[at - 1] === 0) at -= 1;
    const zeros = chunk.length - at;
    this.zeros = at === 0 ? this.zeros + zeros : zeros;
  }

  /** By the end mark, or, where whoever packed it left that out, by the size that gzip notes last. */
  isWhole(path: string): boolean {
    return this.zeros >= endMarkBytes || (this.bytes > 0 && notedSize(path) === this.bytes % 2 ** 32);
  }
}

/** The last four bytes of a gzip file: how many bytes it inflates to, modulo 4 GB. */
function notedSize(path: string): number {
  const descriptor = openSync(path, 'r');
  try {
    const last = Buffer.alloc(4);
    readSync(descriptor, last, 0, last.length, Math.max(0, fstatSync(descriptor).size - last.length));
    return last.readUInt32LE();
  } finally {
    closeSync(descriptor);
  }
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
