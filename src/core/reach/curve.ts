import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { automatedRule } from '../../shared/domain/index.ts';
import { hold, stopIfUnwanted } from '../query/index.ts';
import { type Cover, coverGreedily, setsToCover, sizeOfUnion, someSets } from './cover.ts';
import { describeReach } from './rules.ts';
import type { ReachContext } from './people.ts';
import { spreadOf } from './spread.ts';
import { reachTable, tableKey } from './table.ts';

type Curve = CallAnswer<'reach.curve'>;

const shares = [0.25, 0.5, 0.75, 0.9, 1] as const;
/** More points than a plot has pixels tell nobody anything. */
const mostPoints = 400;

/** How the reach of a scope is spread over its maintainers, and how few of them reach how much together. */
export function reachCurve(context: ReachContext, args: CallArguments<'reach.curve'>): Curve {
  const { database } = context;
  const { rows, reachable, sets } = reachTable(context, args);
  const values = rows.map((row) => row.reach);
  const cover = hold(database, `reach cover ${tableKey(context, args)}`, ({ chosen }) => 32 * chosen.length, () => coverGreedily(sets, () => stopIfUnwanted(database)));
  const whole = args.accounts === 'all' ? { rows, sets } : reachTable(context, { ...args, accounts: 'all' });
  const automated = whole.rows.flatMap((row, at) => (row.automated ? [at] : []));
  return {
    ...spreadOf(values),
    maintainers: rows.length,
    exactlyOne: values.filter((value) => value === 1).length,
    none: values.filter((value) => value === 0).length,
    reachable,
    // Holders that are no maintainers reach nothing.
    reached: sets.sizes.length === rows.length ? (cover.covered.at(-1) ?? 0) : sizeOfUnion(someSets(sets, rows.map((_, at) => at))),
    reachingHalf: setsToCover(cover, reachable / 2),
    reaching: shares.map((share) => ({ share, maintainers: setsToCover(cover, reachable * share) })),
    cover: pointsOf(cover),
    automated: { maintainers: automated.length, reached: sizeOfUnion(someSets(whole.sets, automated)), rule: automatedRule },
    ...describeReach(args),
  };
}

/** The first ones all, later ones ever further apart, and always the last. */
function pointsOf({ covered }: Cover): Curve['cover'] {
  const points: Curve['cover'] = [];
  const spread = covered.length / mostPoints;
  covered.forEach((reached, at) => {
    const isShown = covered.length <= mostPoints || at < 50 || at === covered.length - 1 || Math.floor(at / spread) !== Math.floor((at - 1) / spread);
    if (isShown) points.push({ maintainers: at + 1, reached });
  });
  return points;
}
