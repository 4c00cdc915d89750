import type { Problem, ProblemCode } from '../../../shared/domain/index.ts';
import type { MirrorFile } from '../files.ts';

/** Problems in a row, with no record between them, that are listed one by one; the rest are counted. */
const maxListedInARow = 100;

/** Reports the problems of one file, so that a file of nothing but noise does not make millions of them. */
export interface ProblemRows {
  add(code: ProblemCode, offset: number, message: string): void;
  /** Ends a row; what was counted and not listed is told in one problem. */
  end(): void;
  readonly any: () => boolean;
}

export function problemRows(file: MirrorFile, report: (problem: Problem) => void): ProblemRows {
  let inARow = 0;
  let any = false;
  let last: Problem | null = null;
  return {
    add(code, offset, message) {
      const severity = code === 'not-a-record' || code === 'invalid-utf8' ? 'warning' : 'error';
      last = { severity, code, hub: file.hub, file: file.path, offset, record: null, message };
      inARow += 1;
      any = true;
      if (inARow <= maxListedInARow) report(last);
    },
    end() {
      const more = inARow - maxListedInARow;
      if (more > 0 && last) report({ ...last, message: `The last of ${more} more places like this, with no record between them.` });
      inARow = 0;
    },
    any: () => any,
  };
}
