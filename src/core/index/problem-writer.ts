import type { Problem } from '../../shared/domain/index.ts';
import { hubNumber, problemStages, severities, type ProblemStage } from './codes.ts';
import type { RecordValue } from './pages/index.ts';

/** The longest message kept: a problem may quote a hostile record. */
const maxMessage = 500;

export type ReportProblem = (problem: Problem) => void;

/** Writes problems as they are found, so that a mirror with millions of them costs no memory. `add` takes the columns but the id. */
export function problemReporter(stage: ProblemStage, add: (row: readonly Exclude<RecordValue, Uint8Array>[]) => void): ReportProblem {
  const number = problemStages.indexOf(stage);
  return (problem) =>
    add([
      severities.indexOf(problem.severity), problem.code, problem.hub === null ? null : hubNumber(problem.hub), problem.file, problem.offset,
      problem.record?.slice(0, maxMessage) ?? null, problem.message.slice(0, maxMessage), number,
    ]);
}
