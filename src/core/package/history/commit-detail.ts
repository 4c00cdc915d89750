import type { CallAnswer } from '../../../shared/contract/index.ts';
import { historyLimits } from '../../../shared/contract/history-limits.ts';
import { cancelledError, ExpectedError } from '../../../shared/result.ts';
import type { PackageClone } from '../clone.ts';
import { compareTrees, findRenames, type FileChange } from '../repository/changes.ts';
import { GitDataError, maxLfsPointerBytes, parseLfsPointer, type Repository, type TreeEntry } from '../repository/index.ts';
import { commitRow } from './commit-row.ts';
import { openReadable } from './open-history.ts';
import type { CommitRef } from './ref-names.ts';

type Detail = Omit<CallAnswer<'packages.commit'>, 'place'>;

const maxMessageBytes = 256 * 1024;
/** Bounds of the comparison itself; the list that is answered is shorter. */
const maxChanges = 100_000;
const maxFolders = 50_000;
const maxPathLength = 4096;

/** What is known of the clone's commits already. */
export interface KnownCommits {
  /** The names of all commits, asked for where only the start of one is given. */
  readonly shas: () => readonly string[];
  readonly refsOf: (sha: string) => readonly CommitRef[];
}

/**
 * One commit, its message, and the files that differ from its first parent. Throws `not-found` where no commit or several have that name,
 * `cancelled` when `isStopped` says so.
 */
export function readCommitDetail(clone: PackageClone, name: string, known: KnownCommits, isStopped: () => boolean): Detail {
  const { repository, head } = openReadable(clone, { maxMessageBytes });
  try {
    const commit = repository.readCommit(name.length === head.length ? name : completed(name, known.shas()));
    const against = firstParent(repository, commit.parents);
    const before = against.tree === null ? null : against.tree;
    const compared = against.reason === null ? compareTrees((sha) => repository.readTree(sha), before, commit.tree, { maxChanges, maxFolders, isStopped }) : noChanges;
    if (isStopped()) throw cancelledError();
    const changes = findRenames(compared.changes);
    const listed = changes.slice(0, historyLimits.changes).map((change) => describeChange(repository, change));
    const unreadable = compared.unreadableFolders;
    const notes = [
      ...(against.reason === null ? [] : [against.reason]),
      ...(unreadable.length === 0 ? [] : [`${unreadable.length === 1 ? 'A folder is' : `${unreadable.length} folders are`} missing or damaged in the clone, so that changes in ${unreadable.length === 1 ? 'it' : 'them'} are not known: ${unreadable.slice(0, 3).join(', ').slice(0, 300)}.`]),
      ...repository.problems().map(({ message }) => message),
    ];
    const isComplete = against.reason === null && !compared.truncated && unreadable.length === 0;
    return { commit: commitRow(commit, known.refsOf(commit.sha)), tree: commit.tree, message: commit.message, messageTruncated: commit.messageTruncated, against: against.sha, changes: listed, total: changes.length, isComplete, notes };
  } catch (error) {
    if (!(error instanceof GitDataError) || error.kind !== 'missing') throw error;
    throw new ExpectedError('not-found', `The clone has no commit ${name}.`);
  } finally {
    repository.close();
  }
}

const noChanges = { changes: [], truncated: false, unreadableFolders: [] } as const;

function completed(start: string, shas: readonly string[]): string {
  const found = shas.filter((sha) => sha.startsWith(start));
  const [only] = found;
  if (only === undefined) throw new ExpectedError('not-found', `No commit of the clone begins with ${start}.`);
  if (found.length > 1) throw new ExpectedError('not-found', `${found.length} commits of the clone begin with ${start}: ${found.slice(0, 3).join(', ')}.`);
  return only;
}

/** Where a shallow clone ends, git itself takes a commit for one without parents, and every file for added: here that is said instead. */
function firstParent(repository: Repository, parents: readonly string[]): { readonly sha: string | null; readonly tree: string | null; readonly reason: string | null } {
  const [sha] = parents;
  if (sha === undefined) return { sha: null, tree: null, reason: null };
  try {
    return { sha, tree: repository.readCommit(sha).tree, reason: null };
  } catch (error) {
    if (!(error instanceof GitDataError)) throw error;
    return { sha, tree: null, reason: `What the commit changed is not known: its parent ${sha.slice(0, 10)} is not in the clone${repository.isShallow() ? ', which is shallow' : ''}.` };
  }
}

export function describeChange(repository: Repository, { kind, path, from, entry, before }: FileChange): Detail['changes'][number] {
  const now = kind === 'deleted' ? null : sizeOf(repository, entry);
  const was = before === null ? null : kind === 'renamed' ? now : sizeOf(repository, before);
  return {
    kind,
    path: path.slice(0, maxPathLength),
    from: from?.slice(0, maxPathLength) ?? null,
    file: entry.kind === 'folder' ? 'file' : entry.kind,
    size: now?.bytes ?? null,
    sizeBefore: was?.bytes ?? null,
    lfs: now?.isPointer ?? was?.isPointer ?? false,
  };
}

/** Of a pointer, the size of what it points to. */
function sizeOf(repository: Repository, { kind, sha }: TreeEntry): { readonly bytes: number; readonly isPointer: boolean } | null {
  const bytes = kind === 'submodule' ? null : repository.blobSize(sha);
  if (bytes === null) return null;
  const pointer = bytes > maxLfsPointerBytes ? null : pointerIn(repository, sha);
  return { bytes: pointer?.size ?? bytes, isPointer: pointer !== null };
}

function pointerIn(repository: Repository, sha: string): ReturnType<typeof parseLfsPointer> {
  try {
    return parseLfsPointer(repository.readBlob(sha, maxLfsPointerBytes).bytes);
  } catch (error) {
    if (!(error instanceof GitDataError)) throw error;
    return null;
  }
}
