import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { noNumber } from '../index/index.ts';
import { attachedTo, dependentsOf, detach, sourceState } from '../peatmoss/index.ts';
import { dependentNumbers } from '../query/index.ts';
import { indexOf, openedMirror } from './annotation-calls.ts';
import type { WorkerContext } from './worker-context.ts';

export function getPeatmoss(context: WorkerContext, { mirror }: CallArguments<'peatmoss.get'>): CallAnswer<'peatmoss.get'> {
  openedMirror(context, mirror);
  const attached = attachedTo(context.start.dataDir, mirror);
  if (attached === null) return { attached: null };
  const { path, title, bytes, sha256, readAt, tables, models, used, repositories, uses, leftOut } = attached;
  return { attached: { path, title, bytes, sha256, readAt, tables, models, used, repositories, uses, leftOut: { ...leftOut }, state: sourceState(attached), ...matchedIn(context, mirror) } };
}

/** How many packages of the mirror it is joined to. */
export function matchedIn(context: WorkerContext, mirror: string): { readonly matched: number | null; readonly matchedUsed: number | null } {
  const index = indexOf(context, mirror);
  const numbers = index === null ? null : dependentNumbers(index.database);
  if (numbers === null) return { matched: null, matchedUsed: null };
  let [matched, matchedUsed] = [0, 0];
  for (const number of numbers) {
    if (number === noNumber) continue;
    matched += 1;
    if (number > 0) matchedUsed += 1;
  }
  return { matched, matchedUsed };
}

export function detachPeatmoss(context: WorkerContext, args: CallArguments<'peatmoss.detach'>): CallAnswer<'peatmoss.detach'> {
  const before = getPeatmoss(context, args);
  detach(context.start.dataDir, args.mirror);
  return before;
}

export function packageDependents(context: WorkerContext, { mirror, package: key, offset, limit }: CallArguments<'peatmoss.dependents'>): CallAnswer<'peatmoss.dependents'> {
  openedMirror(context, mirror);
  const attached = attachedTo(context.start.dataDir, mirror);
  if (attached === null) return { attached: false, known: false, total: 0, rows: [] };
  const { known, total, rows } = dependentsOf(context.start.dataDir, attached, key, { offset, limit });
  return { attached: true, known, total, rows: [...rows] };
}
