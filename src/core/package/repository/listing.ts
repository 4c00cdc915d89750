import { GitDataError } from './errors.ts';
import type { TreeEntry, TreeEntryKind } from './tree.ts';

export interface ListedFile {
  /** Names joined by "/" from the root: text for people, never a path to open. */
  readonly path: string;
  readonly kind: Exclude<TreeEntryKind, 'folder'>;
  readonly sha: string;
  /** Bytes of the stored blob (of the pointer, where LFS keeps the file); null for a submodule and for a blob that is not there. */
  readonly size: number | null;
}

export interface FileListing {
  readonly files: readonly ListedFile[];
  /** True when the limit, or the bounds on depth and number of folders, left files out. */
  readonly truncated: boolean;
  /** Folders that are missing or damaged. */
  readonly unreadableFolders: readonly string[];
}

export interface ListingSource {
  readonly readTree: (sha: string) => readonly TreeEntry[];
  readonly blobSize: (sha: string) => number | null;
}

interface OpenFolder {
  readonly path: string;
  readonly entries: readonly TreeEntry[];
  next: number;
}

// A tree of a few objects can name billions of folders; these bounds end such a walk. Real trees have fewer folders than files.
const maxDepth = 512;
const spareFolders = 10_000;

/** All files below a tree in the order of `git ls-tree -r`, at most `limit`. A folder that cannot be read is named and passed over. */
export function listTreeFiles(source: ListingSource, rootSha: string, limit: number): FileListing {
  const files: ListedFile[] = [];
  const unreadableFolders: string[] = [];
  const stack: OpenFolder[] = [{ path: '', entries: source.readTree(rootSha), next: 0 }];
  let foldersLeft = limit + spareFolders;
  let truncated = false;
  for (let folder = stack.at(-1); folder !== undefined; folder = stack.at(-1)) {
    const entry = folder.entries[folder.next];
    folder.next += 1;
    if (entry === undefined) {
      stack.pop();
      continue;
    }
    const path = folder.path + entry.name;
    if (entry.kind !== 'folder') {
      if (files.length >= limit) {
        return { files, truncated: true, unreadableFolders };
      }
      files.push({ path, kind: entry.kind, sha: entry.sha, size: entry.kind === 'submodule' ? null : source.blobSize(entry.sha) });
    } else if (foldersLeft <= 0) {
      return { files, truncated: true, unreadableFolders };
    } else if (stack.length >= maxDepth) {
      truncated = true;
    } else {
      foldersLeft -= 1;
      openFolder(source, path, entry.sha, stack, unreadableFolders);
    }
  }
  return { files, truncated, unreadableFolders };
}

function openFolder(source: ListingSource, path: string, sha: string, stack: OpenFolder[], unreadableFolders: string[]): void {
  try {
    stack.push({ path: `${path}/`, entries: source.readTree(sha), next: 0 });
  } catch (error) {
    if (!(error instanceof GitDataError)) {
      throw error;
    }
    unreadableFolders.push(path);
  }
}
