import type { CallAnswer } from '../../../shared/contract/index.ts';
import { cancelledError } from '../../../shared/result.ts';
import { compareTrees } from '../repository/changes.ts';
import { type Commit, GitDataError, type Repository, type TreeEntry } from '../repository/index.ts';
import type { WalkedHistory } from './walked-history.ts';

type Piece = Omit<CallAnswer<'packages.heat'>, 'total' | 'isLast'>;

export interface HeatLimits {
  /** After so much time, or with so many files, a piece ends with the commits that it has. */
  readonly milliseconds: number;
  readonly files: number;
}

const heatLimits: HeatLimits = { milliseconds: 1000, files: 5000 };

/** Bounds of one commit. */
const maxChanges = 20_000;
const maxFolders = 10_000;
const maxPathLength = 4096;
/** Entries of folders kept from commit to commit: a commit's folders are mostly those of its parent. */
const maxEntries = 200_000;

/**
 * How often each file changed in a stretch of commits, by the rule of `git log --name-only --no-renames --no-merges`: a rename counts for both
 * names, a commit without parents for all its files. Throws `cancelled`.
 */
export function countChanges(history: WalkedHistory, offset: number, limit: number, isStopped: () => boolean, limits: HeatLimits = heatLimits): Piece {
  const { repository } = history;
  const started = performance.now();
  const files = new Map<string, { changes: number; last: number }>();
  const readTree = rememberTrees(repository);
  let commits = 0;
  let merges = 0;
  let incomplete = 0;
  for (const sha of history.shas(offset, limit, isStopped)) {
    if (isStopped()) throw cancelledError();
    if (commits > 0 && (files.size >= limits.files || performance.now() - started > limits.milliseconds)) break;
    commits += 1;
    const commit = repository.readCommit(sha);
    const parents = history.parentsHere(commit);
    if (commit.parents.length > 1) {
      merges += 1;
      continue;
    }
    const before = treeOf(repository, parents[0]);
    const compared = before === undefined || parents.length < commit.parents.length ? null : compareTrees(readTree, before, commit.tree, { maxChanges, maxFolders, isStopped });
    if (compared === null || compared.truncated || compared.unreadableFolders.length > 0) incomplete += 1;
    for (const { path } of compared?.changes ?? []) count(files, path.slice(0, maxPathLength), timeOf(commit));
  }
  if (isStopped()) throw cancelledError();
  return { commits, merges, incomplete, files: [...files].map(([path, { changes, last }]) => ({ path, changes, last })) };
}

function count(files: Map<string, { changes: number; last: number }>, path: string, time: number): void {
  const known = files.get(path);
  if (known !== undefined) {
    known.changes += 1;
    known.last = Math.max(known.last, time);
  } else {
    files.set(path, { changes: 1, last: time });
  }
}

function timeOf(commit: Commit): number {
  return commit.committer.time ?? commit.author.time ?? 0;
}

/** Null for no commit, undefined for one that cannot be read. */
function treeOf(repository: Repository, sha: string | undefined): string | null | undefined {
  if (sha === undefined) return null;
  try {
    return repository.readCommit(sha).tree;
  } catch (error) {
    if (!(error instanceof GitDataError)) throw error;
    return undefined;
  }
}

function rememberTrees(repository: Repository): (sha: string) => readonly TreeEntry[] {
  const known = new Map<string, readonly TreeEntry[]>();
  let held = 0;
  return (sha) => {
    const found = known.get(sha);
    if (found !== undefined) return found;
    const entries = repository.readTree(sha);
    if (held + entries.length > maxEntries) {
      known.clear();
      held = 0;
    }
    known.set(sha, entries);
    held += entries.length;
    return entries;
  };
}
