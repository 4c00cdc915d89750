import { cancelledError } from '../../../shared/result.ts';
import type { Commit, CommitWalk, Repository } from '../repository/index.ts';
import { type CommitRow, commitRow, mentions } from './commit-row.ts';
import { type LaneRow, type Lanes, placeCommit } from './lanes.ts';
import type { CommitRef } from './ref-names.ts';

export type HistoryRow = CommitRow & { readonly graph: LaneRow | null };

/** Lanes are kept at every so many rows: a page far back is drawn from there, not from the first commit. */
const rowsBetweenLanes = 128;

export interface WalkedOptions {
  readonly repository: Repository;
  /** Commits or tags. */
  readonly from: readonly string[];
  /** Only commits that mention it; all where empty. */
  readonly text: string;
  readonly names: ReadonlyMap<string, readonly CommitRef[]>;
}

/**
 * The commits of a repository in the order of `git log`, as far as they were asked for: the walk goes on where it stopped, and what it
 * passed is kept as names, so that any page can be read again. 20 or 32 bytes for each commit.
 */
export class WalkedHistory {
  readonly #repository: Repository;
  readonly #walk: CommitWalk;
  readonly #text: string;
  readonly #names: ReadonlyMap<string, readonly CommitRef[]>;
  readonly #shaBytes: number;
  #shas = Buffer.alloc(0);
  #count = 0;
  #lanes: Lanes = [];
  readonly #lanesAt: Lanes[] = [[]];
  #isWhole = false;

  constructor({ repository, from, text, names }: WalkedOptions) {
    this.#repository = repository;
    this.#walk = repository.walkFrom(from);
    this.#text = text.toLowerCase();
    this.#names = names;
    this.#shaBytes = (from[0]?.length ?? 40) / 2;
  }

  /** Commits known so far, or all of them once `walkToEnd` was called. */
  get count(): number {
    return this.#count;
  }

  get repository(): Repository {
    return this.#repository;
  }

  /** Commits that are named but missing or damaged, as far as the walk has come. */
  get lost(): number {
    return this.#walk.missing.length + this.#walk.unreadable.length;
  }

  /** Throws `cancelled`; what was walked until then is kept. */
  walkToEnd(isStopped: () => boolean): void {
    this.#walkTo(Number.POSITIVE_INFINITY, isStopped, () => undefined);
  }

  /** The rows of a page. Throws `cancelled`, and `GitDataError` where a commit that was there is gone. */
  page(offset: number, limit: number, isStopped: () => boolean): readonly HistoryRow[] {
    const end = offset + limit;
    const rows = this.#readAgain(offset, Math.min(end, this.#count), isStopped);
    this.#walkTo(end, isStopped, (commit, at, graph) => {
      if (at >= offset) rows.push(this.#row(commit, graph));
    });
    return rows;
  }

  /** The names of commits from `offset` on; walks as far as that. */
  shas(offset: number, limit: number, isStopped: () => boolean): readonly string[] {
    this.#walkTo(offset + limit, isStopped, () => undefined);
    return Array.from({ length: Math.max(0, Math.min(limit, this.#count - offset)) }, (_, step) => this.#shaAt(offset + step));
  }

  /** The row of a commit, or null where there is none of that name; walks until it comes. */
  placeOf(sha: string, isStopped: () => boolean): number | null {
    const name = Buffer.from(sha, 'hex');
    for (let at = this.#shas.indexOf(name); at >= 0; at = this.#shas.indexOf(name, at + 1)) {
      // Bytes of two names side by side may look like a third.
      if (at % this.#shaBytes === 0 && at < this.#count * this.#shaBytes) return at / this.#shaBytes;
    }
    while (!this.#isWhole) {
      const from = this.#count;
      const found = this.shas(from, rowsBetweenLanes, isStopped).indexOf(sha);
      if (found >= 0) return from + found;
    }
    return null;
  }

  /** Branches and tags at a commit. */
  refsOf(sha: string): readonly CommitRef[] {
    return this.#names.get(sha) ?? [];
  }

  /** The parents of a commit that the walk leads to. */
  parentsHere(commit: Commit): readonly string[] {
    return this.#walk.parentsHere(commit);
  }

  #walkTo(end: number, isStopped: () => boolean, take: (commit: Commit, at: number, graph: LaneRow | null) => void): void {
    while (!this.#isWhole && this.#count < end) {
      if (isStopped()) throw cancelledError();
      const commit = this.#walk.next();
      if (commit === null) {
        this.#isWhole = true;
      } else if (this.#text === '' || mentions(commit, this.#text)) {
        const graph = this.#text === '' ? this.#place(commit) : null;
        this.#keep(commit.sha);
        take(commit, this.#count - 1, graph);
      }
    }
  }

  #place(commit: Commit): LaneRow {
    const { row, lanes } = placeCommit(this.#lanes, commit.sha, this.#walk.parentsHere(commit));
    this.#lanes = lanes;
    if ((this.#count + 1) % rowsBetweenLanes === 0) this.#lanesAt.push(lanes);
    return row;
  }

  #readAgain(offset: number, end: number, isStopped: () => boolean): HistoryRow[] {
    const rows: HistoryRow[] = [];
    if (offset >= end) return rows;
    const stretch = this.#text === '' ? Math.floor(offset / rowsBetweenLanes) : 0;
    let lanes = this.#lanesAt[stretch] ?? [];
    for (let at = this.#text === '' ? stretch * rowsBetweenLanes : offset; at < end; at += 1) {
      if (isStopped()) throw cancelledError();
      const commit = this.#repository.readCommit(this.#shaAt(at));
      const placed = this.#text === '' ? placeCommit(lanes, commit.sha, this.#walk.parentsHere(commit)) : null;
      lanes = placed?.lanes ?? lanes;
      if (at >= offset) rows.push(this.#row(commit, placed?.row ?? null));
    }
    return rows;
  }

  #row(commit: Commit, graph: LaneRow | null): HistoryRow {
    return { ...commitRow(commit, this.refsOf(commit.sha)), graph };
  }

  #keep(sha: string): void {
    const at = this.#count * this.#shaBytes;
    if (at + this.#shaBytes > this.#shas.length) {
      const larger = Buffer.alloc(Math.max(4096, this.#shas.length * 2));
      this.#shas.copy(larger);
      this.#shas = larger;
    }
    this.#shas.write(sha, at, 'hex');
    this.#count += 1;
  }

  #shaAt(at: number): string {
    return this.#shas.toString('hex', at * this.#shaBytes, (at + 1) * this.#shaBytes);
  }
}
