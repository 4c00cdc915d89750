import { join } from 'node:path';
import type { OpenClone } from './clone.ts';
import { GitDataError, type LfsPointer, maxLfsPointerBytes, parseLfsPointer } from './repository/index.ts';

export type FileContent =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly truncated: boolean; /** Of all of it. */ readonly size: number }
  | { readonly kind: 'absent'; readonly reason: string };

/** The first `maxBytes` bytes of a file of the commit; where the file is a Git LFS pointer, those of the file it stands for. */
export function readContent(opened: OpenClone, file: { readonly path: string; readonly sha: string }, maxBytes: number): FileContent {
  try {
    const blob = opened.repository.readBlob(file.sha, Math.max(maxBytes, maxLfsPointerBytes));
    const pointer = blob.truncated ? null : parseLfsPointer(blob.bytes);
    if (pointer === null) return { kind: 'bytes', bytes: blob.bytes.subarray(0, maxBytes), truncated: blob.size > maxBytes, size: blob.size };
    const path = lfsContentPath(opened, file.path, pointer);
    if (path === null) return { kind: 'absent', reason: `${file.path} is kept by Git LFS, and its content is not in this mirror.` };
    return { kind: 'bytes', bytes: opened.files.readRange(path, 0, Math.min(maxBytes, pointer.size)), truncated: pointer.size > maxBytes, size: pointer.size };
  } catch (error) {
    if (!(error instanceof GitDataError)) throw error;
    return { kind: 'absent', reason: `${file.path} cannot be read: ${error.message}` };
  }
}

/**
 * Where the content lies that a pointer stands for, or null when this mirror does not have it: what git-lfs keeps in the git folder, or
 * the file of the work tree where it was smudged. A file of another size is a download that was cut off.
 */
export function lfsContentPath(opened: OpenClone, treePath: string, pointer: LfsPointer): string | null {
  const kept = opened.repository.lfsObject(pointer.oid);
  if (kept !== null && kept.size === pointer.size) return kept.path;
  return opened.hasWorkTree ? workTreeContent(opened, treePath, pointer) : null;
}

/** The file of the work tree with this size, unless it is a pointer. */
export function workTreeContent(opened: OpenClone, treePath: string, pointer: Pick<LfsPointer, 'size'>): string | null {
  const file = workTreeFile(opened, treePath);
  return file !== null && file.bytes === pointer.size ? file.path : null;
}

/** The file of the work tree at a path of HEAD, or null where there is none, or a pointer in its place. */
export function workTreeFile({ clone, files }: OpenClone, treePath: string): { readonly path: string; readonly bytes: number } | null {
  const names = treePath.split('/');
  if (!names.every(isPlainName)) return null;
  try {
    if (files.locate(join(clone.absolute, '.git')).kind === 'absent') return null;
    const located = files.locate(join(clone.absolute, ...names));
    if (located.kind !== 'file') return null;
    const isPointer = located.bytes <= maxLfsPointerBytes && parseLfsPointer(files.readRange(located.path, 0, maxLfsPointerBytes)) !== null;
    return isPointer ? null : { path: located.path, bytes: located.bytes };
  } catch (error) {
    if (!(error instanceof GitDataError)) throw error;
    return null;
  }
}

/** Names of a tree are anything at all; on Windows a colon or a backslash would make another path of one. */
function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && name.toLowerCase() !== '.git' && !/[\\:\0]/.test(name);
}
