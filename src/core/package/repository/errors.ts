import { ExpectedError } from '../../../shared/result.ts';

export type GitDataErrorKind = 'missing' | 'corrupt' | 'too-large' | 'unsupported' | 'outside-mirror' | 'unreadable';

/** What a repository's bytes did wrong. Its message names an object or a file of the repository, never a path of this machine. */
export class GitDataError extends ExpectedError {
  readonly kind: GitDataErrorKind;

  constructor(kind: GitDataErrorKind, message: string) {
    super(kind === 'missing' ? 'not-found' : kind === 'outside-mirror' ? 'forbidden' : 'unreadable', message);
    this.name = 'GitDataError';
    this.kind = kind;
  }
}

export type RepositoryProblemCode =
  | 'alternate-ignored'
  | 'grafts-ignored'
  | 'loose-objects-unreadable'
  | 'pack-damaged'
  | 'pack-unreadable'
  | 'references-unreadable'
  | 'replacements-ignored'
  | 'shallow-unreadable';

/** Something in the repository that was left out, and why; reading goes on without it. */
export interface RepositoryProblem {
  readonly code: RepositoryProblemCode;
  readonly message: string;
}

/** The list of problems of one repository, without repeats and of bounded length. */
export class ProblemList {
  readonly #problems = new Map<string, RepositoryProblem>();
  readonly #limit: number;

  constructor(limit = 200) {
    this.#limit = limit;
  }

  add(code: RepositoryProblemCode, message: string): void {
    if (this.#problems.size < this.#limit) {
      this.#problems.set(`${code} ${message}`, { code, message });
    }
  }

  all(): readonly RepositoryProblem[] {
    return [...this.#problems.values()];
  }
}

/** Runs `read`; a `GitDataError` becomes `onError`'s value, anything else is a bug and passes through. */
export function recoverFrom<Value>(read: () => Value, onError: (error: GitDataError) => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof GitDataError) {
      return onError(error);
    }
    throw error;
  }
}
