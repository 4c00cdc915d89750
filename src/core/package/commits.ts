import type { CallAnswer } from '../../shared/contract/index.ts';
import { cancelledError, ExpectedError } from '../../shared/result.ts';
import { insideClone, type PackageClone } from './clone.ts';
import type { Commit } from './repository/index.ts';

type CommitRow = CallAnswer<'packages.history'>['commits'][number];

/** A commit may hold megabytes in each of these; a row shows the start. */
const maxTextLength = 200;
const maxParents = 64;

/**
 * One page of the commits that HEAD reaches, in the order of `git log`. The subject is the first line of the message; it, names and
 * addresses are cut at 200 characters, parents at 64. A date that cannot be read is the committer's, or else 0. Throws `unreadable` with the
 * reason where the clone cannot be read, `cancelled` when `isStopped` says so.
 */
export function readCommits(clone: PackageClone, page: { readonly offset: number; readonly limit: number }, isStopped: () => boolean): readonly CommitRow[] {
  return insideClone(
    clone,
    ({ repository, head }) => {
      const { commits } = repository.log([head], { skip: page.offset, limit: page.limit }, isStopped);
      if (isStopped()) throw cancelledError();
      return commits.map(commitRow);
    },
    (reason) => {
      throw new ExpectedError('unreadable', `The history of ${clone.path} cannot be read: ${reason}`);
    },
  );
}

function commitRow(commit: Commit): CommitRow {
  const { author, committer } = commit;
  return {
    sha: commit.sha,
    parents: commit.parents.slice(0, maxParents),
    authorName: start(author.name),
    authorEmail: start(author.email),
    authored: author.time ?? committer.time ?? 0,
    committerName: start(committer.name),
    committerEmail: start(committer.email),
    committed: committer.time ?? author.time ?? 0,
    subject: start(firstLine(commit.message)),
    signature: commit.signature,
  };
}

/** git itself skips blank lines before the subject. */
function firstLine(message: string): string {
  return /\S[^\r\n]*/.exec(message)?.[0].trimEnd() ?? '';
}

/** Cut between characters, not inside one that takes two UTF-16 units. */
function start(text: string): string {
  if (text.length <= maxTextLength) return text;
  return `${text.slice(0, maxTextLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
