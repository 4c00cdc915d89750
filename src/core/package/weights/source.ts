import type { OpenClone } from '../clone.ts';
import { lfsContentPath, workTreeContent } from '../content.ts';
import { GitDataError, type LfsPointer, maxLfsPointerBytes, parseLfsPointer } from '../repository/index.ts';
import { type ByteSource, bytesSource, FormatError } from './bytes.ts';

/** Blobs up to this size are read whole out of git; of larger ones, which git keeps compressed, only so much of the start. */
const maxBlobBytes = 8 * 1024 * 1024;
/** The shortest pointer that git-lfs or its pre-releases write has 115 bytes. */
const minPointerBytes = 100;

export type WeightContent =
  | { readonly kind: 'here'; readonly source: ByteSource; readonly size: number; readonly oid: string | null }
  | { readonly kind: 'absent'; readonly reason: string; readonly size: number | null; readonly oid: string | null };

/** Where a file's bytes lie: what git-lfs keeps, the work tree, or git's own blob. Nothing is fetched. */
export function openContent(opened: OpenClone, file: { readonly path: string; readonly sha: string; readonly size: number | null }): WeightContent {
  try {
    if (file.size === null) return { kind: 'absent', reason: 'Its content is missing or damaged in the clone.', size: null, oid: null };
    const pointer = pointerOf(opened, file.sha, file.size);
    if (pointer !== null) {
      const path = lfsContentPath(opened, file.path, pointer);
      if (path !== null) return { kind: 'here', source: fileSource(opened, path, pointer.size), size: pointer.size, oid: pointer.oid };
      return { kind: 'absent', reason: 'Content not here: the file is a Git LFS pointer.', size: pointer.size, oid: pointer.oid };
    }
    return { kind: 'here', source: blobSource(opened, file.path, file.sha, file.size), size: file.size, oid: null };
  } catch (error) {
    if (!(error instanceof GitDataError)) throw error;
    return { kind: 'absent', reason: `It cannot be read: ${error.message}`, size: file.size, oid: null };
  }
}

function pointerOf({ repository }: OpenClone, sha: string, size: number): LfsPointer | null {
  return size < minPointerBytes || size > maxLfsPointerBytes ? null : parseLfsPointer(repository.readBlob(sha, maxLfsPointerBytes).bytes);
}

function fileSource({ files }: OpenClone, path: string, size: number): ByteSource {
  return { size, read: (offset, length) => files.readRange(path, offset, length) };
}

function blobSource(opened: OpenClone, path: string, sha: string, size: number): ByteSource {
  const checkedOut = size > maxBlobBytes ? workTreeContent(opened, path, { size }) : null;
  if (checkedOut !== null) return fileSource(opened, checkedOut, size);
  const { bytes } = opened.repository.readBlob(sha, maxBlobBytes);
  const start = bytesSource(bytes);
  return {
    size,
    read: (offset, length) => {
      if (offset + length > bytes.length) throw new FormatError('limit', `Only the first ${bytes.length} bytes of it are read, for git keeps it compressed.`);
      return start.read(offset, length);
    },
  };
}
