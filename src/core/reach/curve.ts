import type { CallAnswer, CallArguments, MaintainerRow } from '../../shared/contract/index.ts';
import { automatedRule } from '../../shared/domain/index.ts';
import { hold, stopIfUnwanted } from '../query/index.ts';
import { type Cover, coverGreedily, setsToCover, sizeOfUnion, someSets } from './cover.ts';
import { describeReach } from './rules.ts';
import { type ReachContext } from './people.ts';
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
  const total = values.reduce((sum, value) => sum + value, 0);
  return {
    maintainers: rows.length,
    exactlyOne: values.filter((value) => value === 1).length,
    none: values.filter((value) => value === 0).length,
    mean: rows.length === 0 ? null : total / rows.length,
    median: medianOf(values),
    highest: values[0] ?? 0,
    gini: giniOf(values),
    reachable,
    reached: cover.covered.at(-1) ?? 0,
    reachingHalf: setsToCover(cover, reachable / 2),
    reaching: shares.map((share) => ({ share, maintainers: setsToCover(cover, reachable * share) })),
    steps: stepsOf(rows),
    cover: pointsOf(cover),
    automated: { maintainers: automated.length, reached: sizeOfUnion(someSets(whole.sets, automated)), rule: automatedRule },
    ...describeReach(args),
  };
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

/** Values are by falling size. */
function medianOf(values: readonly number[]): number | null {
  const [lower, upper] = [values[Math.floor((values.length - 1) / 2)], values[Math.floor(values.length / 2)]];
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2;
}

/** Half of the mean absolute difference over all pairs, relative to the mean; here by ranks, which is the same sum. */
export function giniOf(values: readonly number[]): number | null {
  const count = values.length;
  const total = values.reduce((sum, value) => sum + value, 0);
  if (total === 0) return null;
  const weighted = values.reduce((sum, value, at) => sum + (count - at) * value, 0);
  return (2 * weighted) / (count * total) - (count + 1) / count;
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
