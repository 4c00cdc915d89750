import { GitDataError } from './errors.ts';
import type { TreeEntry } from './tree.ts';

export type ChangeKind = 'added' | 'modified' | 'deleted' | 'renamed' | 'retyped';

/** One file that differs between two trees. Paths are text for people, never paths to open. */
export interface FileChange {
  readonly kind: ChangeKind;
  readonly path: string;
  /** The former path of a renamed file. */
  readonly from: string | null;
  /** What it is now, or was where it is deleted. */
  readonly entry: TreeEntry;
  /** What it was; null for an added file. */
  readonly before: TreeEntry | null;
}

export interface TreeChanges {
  /** Sorted by path. */
  readonly changes: readonly FileChange[];
  /** True when a bound on files, folders or depth left some out. */
  readonly truncated: boolean;
  /** Folders that are missing or damaged, so that nothing is known of what they hold. */
  readonly unreadableFolders: readonly string[];
}

export interface ChangeLimits {
  readonly maxChanges: number;
  /** Folders opened on either side: a few objects can name billions. */
  readonly maxFolders: number;
  readonly isStopped?: () => boolean;
}

type ReadTree = (sha: string) => readonly TreeEntry[];

interface PendingFolder {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly depth: number;
}

const maxDepth = 512;

/** What changed from one tree to another; `before` null is the empty tree. Equal folders are never opened. Renames are not looked for. */
export function compareTrees(readTree: ReadTree, before: string | null, after: string, limits: ChangeLimits): TreeChanges {
  const changes: FileChange[] = [];
  const unreadableFolders: string[] = [];
  const pending: PendingFolder[] = before === after ? [] : [{ path: '', before, after, depth: 0 }];
  let foldersLeft = limits.maxFolders;
  let truncated = false;
  const entriesOf = (sha: string | null, path: string): ReadonlyMap<string, TreeEntry> | null => {
    if (sha === null) return new Map();
    try {
      return new Map(readTree(sha).map((entry) => [entry.name, entry]));
    } catch (error) {
      if (!(error instanceof GitDataError)) throw error;
      unreadableFolders.push(path === '' ? '/' : path);
      return null;
    }
  };
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    if (foldersLeft <= 0 || changes.length >= limits.maxChanges || limits.isStopped?.() === true) {
      truncated = true;
      break;
    }
    foldersLeft -= 1;
    const { path, depth } = folder;
    const old = entriesOf(folder.before, path);
    const now = entriesOf(folder.after, path);
    if (old === null || now === null) continue;
    const open = (name: string, left: TreeEntry | undefined, right: TreeEntry | undefined): void => {
      if (depth >= maxDepth) truncated = true;
      else pending.push({ path: path === '' ? name : `${path}/${name}`, before: folderSha(left), after: folderSha(right), depth: depth + 1 });
    };
    const compare = (name: string, left: TreeEntry | undefined, right: TreeEntry | undefined): void => {
      if (left?.sha === right?.sha && left?.mode === right?.mode) return;
      if (folderSha(left) !== folderSha(right)) open(name, left, right);
      const change = fileChange(path === '' ? name : `${path}/${name}`, fileOf(left), fileOf(right));
      changes.push(...change);
    };
    for (const [name, entry] of now) compare(name, old.get(name), entry);
    for (const [name, entry] of old) if (!now.has(name)) compare(name, entry, undefined);
  }
  if (changes.length > limits.maxChanges) {
    changes.length = limits.maxChanges;
    truncated = true;
  }
  return { changes: changes.sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0)), truncated, unreadableFolders };
}

/** Takes a deleted and an added file of the same content for one that was renamed, those of the same last name first, as git's -M100% does. */
export function findRenames(changes: readonly FileChange[]): readonly FileChange[] {
  const deleted = new Map<string, FileChange[]>();
  for (const change of changes) {
    if (change.kind === 'deleted' && change.entry.kind !== 'submodule') deleted.set(change.entry.sha, [...(deleted.get(change.entry.sha) ?? []).slice(-maxCandidates), change]);
  }
  const sources = new Set<FileChange>();
  const renamed = changes.map((change): FileChange => {
    if (change.kind !== 'added') return change;
    const candidates = (deleted.get(change.entry.sha) ?? []).filter((candidate) => !sources.has(candidate) && isLink(candidate) === isLink(change));
    const source = candidates.find((candidate) => lastName(candidate.path) === lastName(change.path)) ?? candidates[0];
    if (source === undefined) return change;
    sources.add(source);
    return { ...change, kind: 'renamed', from: source.path, before: source.entry };
  });
  return renamed.filter((change) => !sources.has(change));
}

/** A commit that moves a million copies of one file must not compare each with each. */
const maxCandidates = 64;

function fileChange(path: string, before: TreeEntry | null, after: TreeEntry | null): FileChange[] {
  if (after === null) return before === null ? [] : [{ kind: 'deleted', path, from: null, entry: before, before }];
  if (before === null) return [{ kind: 'added', path, from: null, entry: after, before: null }];
  const sameType = (before.mode & 0o170000) === (after.mode & 0o170000);
  return [{ kind: sameType ? 'modified' : 'retyped', path, from: null, entry: after, before }];
}

function folderSha(entry: TreeEntry | undefined): string | null {
  return entry?.kind === 'folder' ? entry.sha : null;
}

function fileOf(entry: TreeEntry | undefined): TreeEntry | null {
  return entry === undefined || entry.kind === 'folder' ? null : entry;
}

function isLink(change: FileChange): boolean {
  return change.entry.kind === 'symlink';
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
