import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import tar from 'tar-stream';
import { isHubId, type HubId } from '../../shared/domain/index.ts';

/** One regular file of an archive, below `data/<hub>/`. */
export interface ArchiveEntry {
  readonly hub: HubId;
  /** `data/<hub>/json/…`: normalised, never with `..`. */
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

export interface ArchiveVisitor {
  /** Called for each JSON file; returns what takes its chunks, or null to pass over it. */
  begin(entry: ArchiveEntry): ArchiveSink | null;
  /** Called for each HTML file that the generator parsed; they are counted, not read. */
  html?(entry: ArchiveEntry): void;
  /** A clone's folder (`owner/repository`) met in the archive, once each. */
  clone(hub: HubId, name: string): void;
  /** Compressed bytes read so far. */
  progress(bytes: number): void;
  isCancelled(): boolean;
}

export interface ArchiveSink {
  write(chunk: Buffer): void;
  end(): void;
}

/** How reading ended: whole, stopped by the visitor, or damaged with what the unpacker said. */
export type ArchiveEnd = { readonly kind: 'whole' | 'stopped' } | { readonly kind: 'damaged'; readonly reason: string };

/**
 * Reads a `.tar.gz` once, front to back, with flat memory; nothing is unpacked to disk and no name in it is used as a
 * path. What stands before damage has been handed over when this returns.
 */
export async function readArchive(path: string, visitor: ArchiveVisitor): Promise<ArchiveEnd> {
  const abort = new AbortController();
  const extract = tar.extract();
  const seenClones = new Set<string>();
  let stopped = false;
  let read = 0;
  extract.on('entry', (header, stream, next) => {
    const place = placeOf(header.name, header.type === 'directory');
    if (place?.kind === 'clone' && !seenClones.has(`${place.hub}/${place.name}`)) {
      seenClones.add(`${place.hub}/${place.name}`);
      visitor.clone(place.hub, place.name);
    }
    const isFile = header.type === 'file' || header.type === 'contiguous-file';
    const entry = isFile && (place?.kind === 'json' || place?.kind === 'html')
      ? { hub: place.hub, path: place.path, bytes: header.size ?? 0, modifiedMs: header.mtime?.getTime() ?? 0 }
      : null;
    if (entry && place?.kind === 'html') visitor.html?.(entry);
    const sink = entry && place?.kind === 'json' ? visitor.begin(entry) : null;
    if (sink) stream.on('data', (chunk) => sink.write(chunk as Buffer));
    stream.on('end', () => {
      sink?.end();
      next();
    });
    stream.resume();
  });
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  file.on('data', (chunk) => {
    read += chunk.length;
    visitor.progress(read);
    if (visitor.isCancelled()) {
      stopped = true;
      abort.abort();
    }
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
  try {
    await Promise.all([pipeline(file, createGunzip(), intoTar, { signal: abort.signal }), finished]);
    return { kind: 'whole' };
  } catch (error) {
    if (stopped) return { kind: 'stopped' };
    return { kind: 'damaged', reason: error instanceof Error ? error.message : String(error) };
  } finally {
    finished.catch(() => undefined);
    file.destroy();
    extract.destroy();
  }
}

type Place =
  | { readonly kind: 'json' | 'html'; readonly hub: HubId; readonly path: string }
  | { readonly kind: 'clone'; readonly hub: HubId; readonly name: string };

/** What lies at the top of a repository: a folder that holds these is a clone itself (HFTorrent's flat layout). */
const insideGit: ReadonlySet<string> = new Set([
  '.git', 'HEAD', 'FETCH_HEAD', 'ORIG_HEAD', 'branches', 'config', 'description', 'hooks', 'index', 'info', 'logs', 'objects', 'packed-refs', 'refs', 'shallow',
]);

/** Where an entry belongs, told from its name alone; anything outside `data/<hub>/` is passed over. */
function placeOf(name: string, isFolder: boolean): Place | null {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..') || name.includes('\0')) return null;
  const at = parts[0] === 'data' ? 1 : 0;
  const hub = parts[at] ?? '';
  if (!isHubId(hub)) return null;
  const [area, first, second, third] = parts.slice(at + 1);
  if (area === 'repos' && first !== undefined && second !== undefined) {
    if (insideGit.has(second)) return { kind: 'clone', hub, name: first };
    return third !== undefined || isFolder ? { kind: 'clone', hub, name: `${first}/${second}` } : null;
  }
  const path = ['data', ...parts.slice(at)].join('/');
  if (area === 'json' && name.endsWith('.json')) return { kind: 'json', hub, path };
  return area === 'html' && name.endsWith('.html') ? { kind: 'html', hub, path } : null;
}

/** Finds which hubs an archive holds, from its first entries; reads at most a few megabytes. */
export async function peekArchive(path: string): Promise<readonly HubId[]> {
  const found = new Set<HubId>();
  let enough = false;
  await readArchive(path, {
    begin(entry) {
      found.add(entry.hub);
      enough = true;
      return null;
    },
    clone(hub) {
      found.add(hub);
      enough = true;
    },
    progress(bytes) {
      enough ||= bytes > 8 << 20;
    },
    isCancelled: () => enough,
  });
  return [...found];
}
