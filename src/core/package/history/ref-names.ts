import type { CallAnswer } from '../../../shared/contract/index.ts';
import { GitDataError, type Reference, type Repository } from '../repository/index.ts';

export type CommitRef = CallAnswer<'packages.commit'>['commit']['refs'][number];

/** References that are read to be shown beside commits; a mirror of pull requests may have a hundred thousand. */
const maxNamed = 400;
/** Shown of one commit. */
const maxOfOne = 8;

const kinds: readonly (readonly [prefix: string, kind: CommitRef['kind']])[] = [['refs/heads/', 'branch'], ['refs/tags/', 'tag'], ['refs/remotes/', 'remote']];

/** Branches and tags by the commit that they lead to, HEAD first. */
export function namesOfCommits(repository: Repository, references: readonly Reference[]): ReadonlyMap<string, readonly CommitRef[]> {
  const head = repository.head();
  const names = new Map<string, CommitRef[]>();
  const add = (sha: string, ref: CommitRef): void => {
    const known = names.get(sha) ?? [];
    if (known.length < maxOfOne) names.set(sha, [...known, ref]);
  };
  if (head) add(head.sha, { kind: 'head', name: 'HEAD' });
  const shown = references.flatMap((reference) => kinds.flatMap(([prefix, kind]) => (reference.name.startsWith(prefix) ? [{ sha: reference.sha, kind, name: reference.name.slice(prefix.length) }] : [])));
  for (const { sha, kind, name } of shown.slice(0, maxNamed)) {
    const commit = kind === 'tag' ? commitOf(repository, sha) : sha;
    if (commit !== null) add(commit, { kind, name });
  }
  return names;
}

/** A tag may be an object of its own that names the commit. */
function commitOf(repository: Repository, sha: string): string | null {
  try {
    return repository.readCommit(sha).sha;
  } catch (error) {
    if (!(error instanceof GitDataError)) throw error;
    return null;
  }
}
