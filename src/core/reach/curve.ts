import type { CallAnswer, CallArguments, MaintainerRow } from '../../shared/contract/index.ts';
import { type ReadContext, remember } from '../query/index.ts';
import { coverGreedily } from './cover.ts';
import { type ReachTable, reachTable } from './table.ts';

type Curve = CallAnswer<'reach.curve'>;

/** The rank plot of a scope, and how few maintainers together reach half of it. */
export function reachCurve(context: ReadContext, args: CallArguments<'reach.curve'>): Curve {
  const table = reachTable(context, args);
  const { rows, reachable } = table;
  return {
    maintainers: rows.length,
    exactlyOne: rows.filter((row) => row.reach === 1).length,
    reachable,
    reachingHalf: remember(context.database, `half ${args.kind} ${args.hub ?? '*'}`, () => reachingHalf(table)),
    steps: stepsOf(rows),
  };
}

/** Zero where there is nothing to reach. */
function reachingHalf({ sets, reachable }: ReachTable): number {
  return coverGreedily(sets, reachable / 2)?.length ?? 0;
}

function stepsOf(rows: readonly MaintainerRow[]): Curve['steps'] {
  const steps: Curve['steps'] = [];
  rows.forEach((row, index) => {
    const last = steps.at(-1);
    if (last?.reach === row.reach) last.lastRank = index + 1;
    else steps.push({ reach: row.reach, firstRank: index + 1, lastRank: index + 1 });
  });
  return steps;
}
