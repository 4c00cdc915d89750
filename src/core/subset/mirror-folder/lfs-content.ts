import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { maxLfsPointerBytes, openRepository, parseLfsPointer, type Repository } from '../../package/index.ts';
import { type IndexEntry, readGitIndex, withSizes } from './git-index.ts';

/** What becomes of a clone's files where the contents of Git LFS are left out. */
export interface WithoutContent {
  /** By path, forward slashes: what is written in the file's place. */
  readonly replaced: ReadonlyMap<string, Buffer>;
  /** Whether a path is a content that git-lfs keeps, or a folder of those. */
  isLeftOut(path: string): boolean;
}

/** An index of a clone with a million files has some 100 MB. */
const largestIndex = 512 << 20;
const regularFile = 0o100000;

/**
 * A clone as it would be after `GIT_LFS_SKIP_SMUDGE=1 git clone`: each file whose content Git LFS keeps is its pointer, and the index says so, so
 * that git finds nothing changed. A file that is not of the size that its pointer names was changed by somebody, and stays as it is.
 */
export function withoutLfsContent(folder: string, hubFolder: string): WithoutContent {
  const gitFolder = existsSync(join(folder, '.git')) ? '.git/' : '';
  const kept = new RegExp(`^${gitFolder.replace('.', '\\.')}(modules/.+/)?lfs/(objects|tmp|incomplete)(/|$)`);
  return { replaced: gitFolder === '' ? new Map() : pointersOf(folder, hubFolder), isLeftOut: (path) => kept.test(path) };
}

function pointersOf(folder: string, hubFolder: string): ReadonlyMap<string, Buffer> {
  const replaced = new Map<string, Buffer>();
  const index = readIndex(join(folder, '.git', 'index'));
  const repository = openRepository(folder, { mirrorRoot: hubFolder });
  try {
    const sizes = new Map<number, number>();
    for (const entry of index?.entries ?? filesAtHead(repository)) {
      if ((entry.mode & 0o170000) !== regularFile) continue;
      const pointer = pointerOf(repository, entry.oid, sizeOf(join(folder, ...entry.path.split('/'))));
      if (pointer === null) continue;
      replaced.set(entry.path, pointer);
      if (entry.sizeAt > 0) sizes.set(entry.sizeAt, pointer.length);
    }
    if (index && sizes.size > 0) replaced.set('.git/index', withSizes(index.bytes, sizes));
  } finally {
    repository.close();
  }
  return replaced;
}

function readIndex(path: string): { readonly bytes: Buffer; readonly entries: readonly IndexEntry[] } | null {
  const size = sizeOf(path);
  if (size === null || size > largestIndex) return null;
  const bytes = readFileSync(path);
  const entries = readGitIndex(bytes);
  return entries === null ? null : { bytes, entries };
}

/** Where there is no index that can be read: a bare work tree, a split index. */
function filesAtHead(repository: Repository): readonly IndexEntry[] {
  const head = repository.state.kind === 'readable' ? repository.head() : null;
  if (head === null) return [];
  return repository.listFiles(head.sha, { limit: 1_000_000 }).files.flatMap(({ path, kind, sha }) => (kind === 'file' || kind === 'executable' ? [{ path, mode: regularFile, oid: sha, sizeAt: 0 }] : []));
}

/** The pointer that a blob is, where a file of the work tree has the size of the content. */
function pointerOf(repository: Repository, oid: string, fileSize: number | null): Buffer | null {
  if (fileSize === null || (repository.blobSize(oid) ?? Infinity) > maxLfsPointerBytes) return null;
  try {
    const { bytes } = repository.readBlob(oid, maxLfsPointerBytes + 1);
    return parseLfsPointer(bytes)?.size === fileSize ? Buffer.from(bytes) : null;
  } catch {
    // A blob that is missing or damaged is no pointer.
    return null;
  }
}

function sizeOf(path: string): number | null {
  try {
    const stat = lstatSync(path);
    return stat.isFile() ? stat.size : null;
  } catch {
    return null;
  }
}
