import { isHubId, type HubId } from '../../shared/domain/index.ts';
import { streamArchive, type ArchiveEnd, type ArchiveSink, type MemberKind } from './archive-stream.ts';

/** One regular JSON file of an archive, below `data/<hub>/json/`. */
export interface ArchiveEntry {
  readonly hub: HubId;
  /** `data/<hub>/json/…`: normalised, never with `..`. */
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** Anything below a hub's `repos/`. */
export interface RepositoryEntry {
  readonly hub: HubId;
  /** The path below `repos/`, at least one part; never with `..`. */
  readonly parts: readonly string[];
  readonly kind: MemberKind;
  readonly bytes: number;
}

export type ArchiveArea = 'json' | 'html' | 'repos' | 'other';

export interface ArchiveVisitor {
  /** Called for each JSON file; returns what takes its chunks, or null to pass over it. */
  begin(entry: ArchiveEntry): ArchiveSink | null;
  /** Called for each regular file of a hub, with where it belongs. */
  count?(hub: HubId, area: ArchiveArea, bytes: number): void;
  /** Called for what lies below `repos/`; returns what takes a regular file's chunks, or null. */
  repository?(entry: RepositoryEntry): ArchiveSink | null;
  /** Compressed bytes read so far. */
  progress(bytes: number): void;
  isCancelled(): boolean;
}

/**
 * Reads a mirror's `.tar.gz` once, front to back, with flat memory; nothing is unpacked to disk and no name in it is used
 * as a path. What stands before damage has been handed over when this returns.
 */
export function readArchive(path: string, visitor: ArchiveVisitor): Promise<ArchiveEnd> {
  return streamArchive(path, {
    member: (member) => {
      const place = placeInHub(member.name);
      if (place === null) return null;
      const { hub, parts } = place;
      const area = areaOf(parts);
      if (member.kind === 'file') visitor.count?.(hub, area, member.bytes);
      if (area === 'repos') {
        const below = parts.slice(1);
        return below.length === 0 ? null : (visitor.repository?.({ hub, parts: below, kind: member.kind, bytes: member.bytes }) ?? null);
      }
      if (area !== 'json' || member.kind !== 'file') return null;
      return visitor.begin({ hub, path: ['data', hub, ...parts].join('/'), bytes: member.bytes, modifiedMs: member.modifiedMs });
    },
    progress: visitor.progress,
    isCancelled: visitor.isCancelled,
  });
}

/** A member's place below a hub's folder. */
export interface PlaceInHub {
  readonly hub: HubId;
  /** The path below `data/<hub>/`; empty for the folder itself. */
  readonly parts: readonly string[];
}

/** Where a member belongs, told from its name alone; null for anything outside `data/<hub>/`. */
export function placeInHub(name: string): PlaceInHub | null {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..') || name.includes('\0')) return null;
  const at = parts[0] === 'data' ? 1 : 0;
  const hub = parts[at] ?? '';
  return isHubId(hub) ? { hub, parts: parts.slice(at + 1) } : null;
}

function areaOf(parts: readonly string[]): ArchiveArea {
  const [area] = parts;
  const name = parts.at(-1) ?? '';
  if (area === 'repos') return 'repos';
  if (area === 'json' && name.endsWith('.json')) return 'json';
  return area === 'html' && name.endsWith('.html') ? 'html' : 'other';
}

/** Of an archive in which no hub has shown up yet, no more is read than this. Compressed bytes. */
const peekBytes = 8 << 20;

/** Finds which hubs show up at the start of an archive: in its first megabyte, or the first few where nothing does. */
export async function peekArchive(path: string): Promise<readonly HubId[]> {
  const found = new Set<HubId>();
  let enough = false;
  await readArchive(path, {
    begin: () => null,
    count: (hub) => void found.add(hub),
    repository: ({ hub }) => {
      found.add(hub);
      return null;
    },
    progress(bytes) {
      enough = bytes > peekBytes || (found.size > 0 && bytes > 1 << 20);
    },
    isCancelled: () => enough,
  });
  return [...found];
}
