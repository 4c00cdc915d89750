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
 * A walk over every commit reachable from some, each once, in the order of `git log`: newest committer date first among those already known,
 * never recursive. It can be left and taken up again. What is missing or damaged is listed and the walk goes on.
 */
export class CommitWalk {
  readonly missing: string[] = [];
  readonly unreadable: UnreadableObject[] = [];
  readonly #source: CommitSource;
  readonly #withMessage: boolean;
  readonly #seen = new Set<string>();
  readonly #lost = new Set<string>();
  readonly #queue = new CommitQueue();

  constructor(source: CommitSource, from: readonly string[], withMessage: boolean) {
    this.#source = source;
    this.#withMessage = withMessage;
    for (const sha of from) this.#enqueue(sha);
  }

  /** The next commit, or null at the end. */
  next(): Commit | null {
    const commit = this.#queue.pop();
    if (commit !== null && !this.#source.shallow.has(commit.sha)) {
      for (const parent of commit.parents) this.#enqueue(parent);
    }
    // At the end nothing can come twice any more.
    if (commit === null) this.#seen.clear();
    return commit;
  }

  /** The parents of a commit given by `next` that the walk leads to: none where a shallow clone ends, and none that cannot be read. */
  parentsHere(commit: Commit): readonly string[] {
    if (this.#source.shallow.has(commit.sha)) return [];
    return this.#lost.size === 0 ? commit.parents : commit.parents.filter((parent) => !this.#lost.has(parent));
  }

  #enqueue(sha: string): void {
    if (this.#seen.has(sha)) {
      return;
    }
    this.#seen.add(sha);
    const commit = this.#readOrRecord(sha);
    // A tag leads to a commit of another name, which may be known already.
    if (commit !== null && (commit.sha === sha || !this.#seen.has(commit.sha))) {
      this.#seen.add(commit.sha);
      this.#queue.push(commit);
    }
  }

  #readOrRecord(sha: string): Commit | null {
    try {
      return this.#source.readCommit(sha, this.#withMessage);
    } catch (error) {
      if (!(error instanceof GitDataError)) {
        throw error;
      }
      this.#lost.add(sha);
      if (error.kind === 'missing') {
        this.missing.push(sha);
      } else {
        this.unreadable.push({ sha, reason: error.message });
      }
      return null;
    }
  }
}

/** Visits every commit reachable from `from` once, as `CommitWalk` gives them. */
export function walkCommits(source: CommitSource, from: readonly string[], visit: (commit: Commit) => void | 'stop', options: WalkOptions = {}): WalkOutcome {
  const { signal, withMessage = true } = options;
  const walk = new CommitWalk(source, from, withMessage);
  const { missing, unreadable } = walk;
  let visited = 0;
  for (;;) {
    if (signal?.() === true) {
      return { visited, missing, unreadable, stopped: true };
    }
    const commit = walk.next();
    if (commit === null) {
      return { visited, missing, unreadable, stopped: false };
    }
    visited += 1;
    if (visit(commit) === 'stop') {
      return { visited, missing, unreadable, stopped: true };
    }
  }
}
