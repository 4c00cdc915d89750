import type { CallAnswer, CallArguments, ProblemFormat } from '../../shared/contract/index.ts';
import { csvCell } from '../../shared/table/index.ts';
import { eachProblem, explain, type ReadContext } from '../query/index.ts';
import { writeSingleFile } from './single-file.ts';

type ReportedProblem = ReturnType<typeof eachProblem> extends Generator<infer Problem> ? Problem & { readonly explanation: string } : never;

/** How a report's file begins, sets its rows apart and ends. */
interface ReportForm {
  readonly head: string;
  readonly row: (problem: ReportedProblem) => string;
  readonly between: string;
  readonly foot: string;
}

/** The columns, in their order. They are part of the format: append, never rename or reorder. */
const columns = ['severity', 'code', 'hub', 'file', 'offset', 'record', 'message', 'explanation'] as const satisfies readonly (keyof ReportedProblem)[];

const forms: Readonly<Record<ProblemFormat, ReportForm>> = {
  // RFC 4180, as in the packages' CSV.
  csv: { head: `${columns.join(',')}\r\n`, row: (problem) => columns.map((name) => csvCell(problem[name])).join(','), between: '\r\n', foot: '\r\n' },
  // One array, one problem a line: small readers can go by lines, all others parse it whole.
  json: { head: '[\n', row: (problem) => JSON.stringify(problem), between: ',\n', foot: '\n]\n' },
};

/**
 * Writes the problems that meet the filter to a file beside the target, then puts it in its place in one step; on failure
 * or cancel nothing is left. Throws `refused`, `not-found`, `no-space`, `unreadable`, `invalid-arguments` or `cancelled`.
 */
export function writeProblemReport(context: ReadContext, args: CallArguments<'problems.export'>): CallAnswer<'problems.export'> {
  const form = forms[args.format];
  return writeSingleFile(context, args, (file) => {
    file.write(form.head);
    let count = 0;
    for (const problem of eachProblem(context, args)) {
      if (count > 0) file.write(form.between);
      file.write(form.row({ ...problem, explanation: explain(problem.code) }));
      count += 1;
    }
    file.write(count === 0 && args.format === 'csv' ? '' : form.foot);
    return count;
  });
}
