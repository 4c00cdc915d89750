import { CommitQueue } from './commit-queue.ts';
import type { Commit } from './commit.ts';
import { GitDataError } from './errors.ts';

export interface WalkOptions {
  /** Asked before each commit; true stops the walk. */
  readonly signal?: () => boolean;
  /** False leaves messages out, for speed. */
  readonly withMessage?: boolean;
}

export interface UnreadableObject {
  readonly sha: string;
  readonly reason: string;
}

export interface WalkOutcome {
  readonly visited: number;
  /** Commits that were named but are not in the object store, in the order met. */
  readonly missing: readonly string[];
  /** Commits that are there but damaged. */
  readonly unreadable: readonly UnreadableObject[];
  /** True when the visitor or the signal ended the walk early. */
  readonly stopped: boolean;
}

export interface CommitSource {
  /** The commit, or null when the name leads to something else, such as a tag of a tree. Throws `GitDataError`. */
  readonly readCommit: (sha: string, withMessage: boolean) => Commit | null;
  /** Names of commits where a shallow clone ends: their parents are not asked for. */
  readonly shallow: ReadonlySet<string>;
}

/**
 * Visits every commit reachable from `from` once, in the order of `git log`: newest committer date first among those already known, never
 * recursive. What is missing or damaged is listed and the walk goes on.
 */
export function walkCommits(source: CommitSource, from: readonly string[], visit: (commit: Commit) => void | 'stop', options: WalkOptions = {}): WalkOutcome {
  const { signal, withMessage = true } = options;
  const seen = new Set<string>();
  const queue = new CommitQueue();
  const missing: string[] = [];
  const unreadable: UnreadableObject[] = [];
  const enqueue = (sha: string): void => {
    if (seen.has(sha)) {
      return;
    }
    seen.add(sha);
    const commit = readOrRecord(source, sha, withMessage, missing, unreadable);
    // A tag leads to a commit of another name, which may be known already.
    if (commit !== null && (commit.sha === sha || !seen.has(commit.sha))) {
      seen.add(commit.sha);
      queue.push(commit);
    }
  };
  from.forEach(enqueue);
  let visited = 0;
  for (let commit = queue.pop(); commit !== null; commit = queue.pop()) {
    if (signal?.() === true) {
      return { visited, missing, unreadable, stopped: true };
    }
    if (!source.shallow.has(commit.sha)) {
      commit.parents.forEach(enqueue);
    }
    visited += 1;
    if (visit(commit) === 'stop') {
      return { visited, missing, unreadable, stopped: true };
    }
  }
  return { visited, missing, unreadable, stopped: false };
}

function readOrRecord(source: CommitSource, sha: string, withMessage: boolean, missing: string[], unreadable: UnreadableObject[]): Commit | null {
  try {
    return source.readCommit(sha, withMessage);
  } catch (error) {
    if (!(error instanceof GitDataError)) {
      throw error;
    }
    if (error.kind === 'missing') {
      missing.push(sha);
    } else {
      unreadable.push({ sha, reason: error.message });
    }
    return null;
  }
}

export interface LogPage {
  readonly commits: readonly Commit[];
  /** True when there are older commits after this page. */
  readonly hasMore: boolean;
  readonly missing: readonly string[];
}

/** One page of history in the order of `git log`. Messages are read for the page only, so a page far back costs little more than the walk. */
export function readLog(source: CommitSource, from: readonly string[], page: { readonly skip: number; readonly limit: number }, signal?: () => boolean): LogPage {
  const names: string[] = [];
  const end = page.skip + page.limit;
  let position = 0;
  let hasMore = false;
  const visit = (commit: Commit): void | 'stop' => {
    if (position >= end) {
      hasMore = true;
      return 'stop';
    }
    if (position >= page.skip) {
      names.push(commit.sha);
    }
    position += 1;
    return undefined;
  };
  const { missing } = walkCommits(source, from, visit, { withMessage: false, ...(signal === undefined ? {} : { signal }) });
  const commits = names.map((sha) => source.readCommit(sha, true)).filter((commit) => commit !== null);
  return { commits, hasMore, missing };
}
