import type { CallAnswer } from '../../../shared/contract/index.ts';
import type { Commit } from '../repository/index.ts';
import type { CommitRef } from './ref-names.ts';

export type CommitRow = CallAnswer<'packages.commit'>['commit'];

/** A commit may hold megabytes in each of these; a row shows the start. */
const maxTextLength = 200;
const maxParents = 64;

/**
 * What a list shows of a commit. The subject is the first line of the message; it, names and addresses are cut at 200 characters, parents
 * at 64. A date that cannot be read is the other one's, or else 0.
 */
export function commitRow(commit: Commit, refs: readonly CommitRef[]): CommitRow {
  const { author, committer } = commit;
  return {
    sha: commit.sha,
    parents: commit.parents.slice(0, maxParents),
    authorName: start(author.name),
    authorEmail: start(author.email),
    authored: author.time ?? committer.time ?? 0,
    authoredOffset: author.offset,
    committerName: start(committer.name),
    committerEmail: start(committer.email),
    committed: committer.time ?? author.time ?? 0,
    committedOffset: committer.offset,
    subject: start(firstLine(commit.message)),
    signature: commit.signature,
    refs: refs.map(({ kind, name }) => ({ kind, name: start(name) })),
  };
}

/** Whether a text, in lower case, stands in a commit's message, in its people, or at the start of its name. */
export function mentions(commit: Commit, text: string): boolean {
  const { author, committer } = commit;
  return commit.sha.startsWith(text) || [commit.message, author.name, author.email, committer.name, committer.email].some((part) => part.toLowerCase().includes(text));
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
