import type { CloneState } from '../../shared/domain/index.ts';
import { ConfinedFiles } from './repository/files.ts';
import { GitDataError, openRepository, type Repository } from './repository/index.ts';
import type { RepositoryLimits } from './repository/limits.ts';

/** A package's clone on disk, as the index knows it. */
export interface PackageClone {
  readonly absolute: string;
  /** Nothing outside this folder is read for the clone, whatever its links say. */
  readonly mirrorRoot: string;
  /** How users see it: `data/huggingface/repos/google/flan-t5-small`. */
  readonly path: string;
  readonly state: CloneState;
  readonly reason: string | null;
}

/** A clone whose HEAD can be read. */
export interface OpenClone {
  readonly clone: PackageClone;
  readonly repository: Repository;
  /** The name of the commit that is looked at: that of HEAD, unless another was asked for. */
  readonly head: string;
  /** Whether the work tree may hold files of that commit: it is that of HEAD alone. */
  readonly hasWorkTree: boolean;
  /** Files of the mirror beside the object store: the work tree, what git-lfs keeps. */
  readonly files: ConfinedFiles;
}

/**
 * Runs `read` on the opened clone and closes it. Where HEAD cannot be read, or `read` meets damaged objects, the answer is that of
 * `onUnreadable`, which gets the reason as a sentence. What the index says of the clone is not asked: it may have changed since.
 */
export function insideClone<Value>(clone: PackageClone, read: (opened: OpenClone) => Value, onUnreadable: (reason: string) => Value): Value {
  const opened = openAtHead(clone);
  if (typeof opened === 'string') return onUnreadable(opened);
  try {
    return read(opened);
  } catch (error) {
    return onUnreadable(reasonOf(error));
  } finally {
    opened.repository.close();
  }
}

/** The same as `insideClone` for what takes its time: the clone stays open until the promise of `read` is settled. */
export async function withOpenClone<Value>(clone: PackageClone, read: (opened: OpenClone) => Promise<Value>, onUnreadable: (reason: string) => Promise<Value>): Promise<Value> {
  const opened = openAtHead(clone);
  if (typeof opened === 'string') return onUnreadable(opened);
  try {
    return await read(opened);
  } catch (error) {
    return await onUnreadable(reasonOf(error));
  } finally {
    opened.repository.close();
  }
}

/** The clone opened at HEAD, to be closed by the caller, or why it cannot be read. */
export function openAtHead(clone: PackageClone, limits: Partial<RepositoryLimits> = {}): OpenClone | string {
  // It lies in no folder: its path leads nowhere, or to what was put there since.
  if (clone.state === 'archived') return clone.reason ?? 'It lies inside an archive.';
  const repository = openRepository(clone.absolute, { mirrorRoot: clone.mirrorRoot, ...limits });
  const { state } = repository;
  const head = state.kind === 'readable' ? repository.head() : null;
  if (head !== null) return { clone, repository, head: head.sha, hasWorkTree: true, files: new ConfinedFiles(clone.mirrorRoot) };
  repository.close();
  return state.kind === 'readable' ? 'HEAD names no commit.' : state.reason;
}

/** Damage is a reason; anything else is a fault of this program. */
function reasonOf(error: unknown): string {
  if (!(error instanceof GitDataError)) throw error;
  return error.message;
}
