import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { cancelledError } from '../../shared/result.ts';
import type { CloneLayout } from '../mirror/index.ts';
import { openRepository, readCloneTexts, type CloneTexts, type Commit, type Identity } from '../package/index.ts';
import { signatureKinds } from './codes.ts';
import { withoutSecrets } from './origin.ts';

/** What is asked of a clone. */
export interface CloneQuestion {
  readonly absolute: string;
  readonly layout: CloneLayout;
  /** Nothing outside this folder is read. */
  readonly mirrorRoot: string;
}

/** What reading a repository told, besides its commits. */
export interface RepositoryFacts {
  /** `archived`: inside an archive, where its commits are out of reach. */
  readonly state: 'whole' | 'empty' | 'broken' | 'archived';
  readonly reason: string | null;
  readonly head: string | null;
  readonly branch: string | null;
  readonly origin: string | null;
}

/** The commits of one repository, column by column, so that they cross from thread to thread without being copied. */
export interface ScannedCommits {
  readonly count: number;
  /** 20 for SHA-1, 32 for SHA-256. */
  readonly shaBytes: number;
  /** Sorted. */
  readonly shas: Uint8Array;
  /** Positions in `people`. */
  readonly authors: Uint32Array;
  readonly committers: Uint32Array;
  /** Seconds since 1970. */
  readonly authored: Float64Array;
  readonly committed: Float64Array;
  readonly parents: Uint32Array;
  /** Positions in `signatureKinds`. */
  readonly signatures: Uint8Array;
  /** Name and e-mail of each, one after the other. */
  readonly people: readonly string[];
}

export interface ScannedClone {
  readonly facts: RepositoryFacts;
  readonly commits: ScannedCommits;
  /** `CloneTexts` as `packTexts` packs them; null where the clone tells nothing. */
  readonly texts: Uint8Array | null;
  /** Why the front matter of its model card cannot be read; null where there is nothing to tell. */
  readonly cardDamage: string | null;
}

export const noTexts: CloneTexts = { card: '', facts: null, damage: null, evaluations: [] };

/** Reads a clone whole: commits reachable from HEAD, and the texts that tell of its package. Throws `cancelledError()`. */
export function scanClone(question: CloneQuestion, isCancelled: () => boolean): ScannedClone {
  const commits = new CommitColumns();
  const fail = (state: 'empty' | 'broken', reason: string, known?: Partial<RepositoryFacts>): ScannedClone => ({
    facts: { state, reason, head: null, branch: null, origin: null, ...known }, commits: commits.finish(), texts: null, cardDamage: null,
  });
  if (question.layout === 'empty') return fail('empty', 'The folder is empty: the clone failed.');
  if (question.layout === 'no-repository') return fail('broken', 'The folder holds files but no git repository.');
  const repository = openRepository(question.absolute, { mirrorRoot: question.mirrorRoot });
  try {
    const head = repository.head();
    const origin = withoutSecrets(repository.remoteOrigin());
    const { state } = repository;
    if (state.kind !== 'readable' || !head) {
      const reason = state.kind === 'readable' ? 'HEAD names no commit.' : state.reason;
      return fail(state.kind === 'empty' || state.kind === 'unborn' ? 'empty' : 'broken', reason, { origin, head: head?.sha ?? null });
    }
    const outcome = repository.walkCommits([head.sha], (commit) => commits.add(commit), { signal: isCancelled, withMessage: false });
    if (outcome.stopped) throw cancelledError();
    const branch = head.ref?.replace(/^refs\/heads\//, '') ?? null;
    const lost = outcome.missing.length + outcome.unreadable.length;
    if (lost > 0) return fail('broken', `${lost} of its commits are missing or damaged; ${outcome.visited} were read.`, { head: head.sha, branch, origin });
    const texts = readCloneTexts(repository);
    return { facts: { state: 'whole', reason: null, head: head.sha, branch, origin }, commits: commits.finish(), texts: packTexts(texts), cardDamage: texts.damage };
  } finally {
    repository.close();
  }
}

/** Where HEAD stands, without walking anything: an equal answer means equal commits, for a commit's name covers all before it. */
export function headOf(question: CloneQuestion): Pick<RepositoryFacts, 'head' | 'branch' | 'origin'> | null {
  if (question.layout === 'empty' || question.layout === 'no-repository') return null;
  const repository = openRepository(question.absolute, { mirrorRoot: question.mirrorRoot });
  try {
    const head = repository.head();
    if (repository.state.kind !== 'readable' || !head) return null;
    return { head: head.sha, branch: head.ref?.replace(/^refs\/heads\//, '') ?? null, origin: withoutSecrets(repository.remoteOrigin()) };
  } finally {
    repository.close();
  }
}

/** Null where there is nothing to tell. */
export function packTexts(texts: CloneTexts): Uint8Array | null {
  if (texts.card === '' && texts.facts === null && texts.damage === null && texts.evaluations.length === 0) return null;
  // A fast level: half of the clones' reading time went into the last percent of size.
  return new Uint8Array(deflateRawSync(JSON.stringify(texts), { level: 1 }));
}

export function unpackTexts(packed: Uint8Array): CloneTexts {
  return JSON.parse(inflateRawSync(packed).toString('utf8')) as CloneTexts;
}

/** Of a clone without commits to read. */
export function noCommits(): ScannedCommits {
  return new CommitColumns().finish();
}

class CommitColumns {
  private readonly commits: Commit[] = [];
  private readonly people = new Map<string, number>();
  private readonly names: string[] = [];

  add(commit: Commit): void {
    this.commits.push(commit);
  }

  finish(): ScannedCommits {
    const sorted = this.commits.sort((left, right) => (left.sha < right.sha ? -1 : 1));
    const count = sorted.length;
    const shaBytes = (sorted[0]?.sha.length ?? 40) / 2;
    const shas = Buffer.alloc(count * shaBytes);
    const columns = {
      authors: new Uint32Array(count), committers: new Uint32Array(count), authored: new Float64Array(count), committed: new Float64Array(count),
      parents: new Uint32Array(count), signatures: new Uint8Array(count),
    };
    for (const [place, commit] of sorted.entries()) {
      shas.write(commit.sha, place * shaBytes, 'hex');
      const authored = commit.author.time ?? commit.committer.time ?? 0;
      columns.authors[place] = this.person(commit.author);
      columns.committers[place] = this.person(commit.committer);
      columns.authored[place] = authored;
      columns.committed[place] = commit.committer.time ?? authored;
      columns.parents[place] = commit.parents.length;
      columns.signatures[place] = signatureKinds.indexOf(commit.signature);
    }
    return { count, shaBytes, shas: new Uint8Array(shas), people: this.names, ...columns };
  }

  private person({ name, email }: Identity): number {
    const key = `${name}\n${email}`;
    const known = this.people.get(key);
    if (known !== undefined) return known;
    const place = this.people.size;
    this.people.set(key, place);
    this.names.push(name, email);
    return place;
  }
}
