import type { CallAnswer } from '../../shared/contract/index.ts';
import { cloneStates, nameOf, type ReadDatabase, recordCommits } from '../index/index.ts';
import { prepare } from './statements.ts';

type ArchivedSums = NonNullable<CallAnswer<'packages.get'>['repository']['inArchive']>;

interface StoredRepository {
  readonly path: string;
  readonly reason: string | null;
  readonly head: string | null;
  readonly branch: string | null;
  readonly commits: number;
  readonly signed_commits: number;
  readonly authors: number;
  readonly first_commit: number | null;
  readonly last_commit: number | null;
  readonly packages: number;
}

const repositorySql = `
  SELECT path, reason, head, branch, commits, signed_commits, authors, first_commit, last_commit,
    (SELECT count(*) FROM package WHERE package.repository = repository.id) AS packages
  FROM repository WHERE id = ?`;

const inArchiveSql = 'SELECT files, bytes, git_files AS gitFiles, git_bytes AS gitBytes FROM archived_clone WHERE repository = ?';

/** A package's clone as the index knows it; `path` is relative to the folder above `data/`. */
export function cloneOf(
  database: ReadDatabase,
  stored: { readonly repository: number | null; readonly clone: number; readonly record_commit: number },
): CallAnswer<'packages.get'>['repository'] {
  const repository = stored.repository === null ? undefined : prepare<[number], StoredRepository>(database, repositorySql).get(stored.repository);
  return {
    state: nameOf(cloneStates, stored.clone),
    reason: repository?.reason ?? null,
    path: repository?.path ?? null,
    head: repository?.head ?? null,
    branch: repository?.branch ?? null,
    commits: repository?.commits ?? 0,
    signedCommits: repository?.signed_commits ?? 0,
    authors: repository?.authors ?? 0,
    firstCommit: repository?.first_commit ?? null,
    lastCommit: repository?.last_commit ?? null,
    recordCommit: nameOf(recordCommits, stored.record_commit),
    sharedWith: Math.max(0, (repository?.packages ?? 0) - 1),
    inArchive: stored.repository === null ? null : (prepare<[number], ArchivedSums>(database, inArchiveSql).get(stored.repository) ?? null),
  };
}
