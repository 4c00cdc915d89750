import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import type { ReadDatabase } from '../index/index.ts';
import { hold, prepare, stopIfUnwanted } from '../query/index.ts';
import { coverGreedily, type Sets, setsToCover } from './cover.ts';
import type { ReachContext } from './people.ts';
import { describeReach } from './rules.ts';
import { packageFacts } from './scope.ts';
import { reachTable, type ReachTable, tableKey, type TableScope } from './table.ts';

type Times = CallAnswer<'reach.times'>;
type Period = Times['periods'][number];

/** Dates outside of this cannot be right for a model: before git, or in a later century. Seconds since 1970. */
const plausible = { from: Date.UTC(2005, 0) / 1000, until: Date.UTC(2100, 0) / 1000 };
/** Up to so many months are shown one by one. */
const mostMonths = 36;

const datedBy = {
  direct: 'A repository counts from the first commit of the maintainer there: by the author’s date for authors, by the commit’s for committers.',
  owner: 'A package counts from the first commit of its repository, by the author’s date; packages without a readable clone are undated and left out.',
  transitive: 'A package counts from the first commit of its repository, by the author’s date; packages without a readable clone are undated and left out.',
} as const satisfies Record<TableScope['kind'], string>;

/** Reach as it was at the end of each year or month. Throws where the question is not wanted any more. */
export function reachTimes(context: ReachContext, args: CallArguments<'reach.times'>): Times {
  const { database } = context;
  const table = reachTable(context, args);
  const described = describeReach(args);
  const dates = hold(database, `reach dates ${tableKey(context, args)}`, bytesOf, () => datesOf(database, table.sets));
  const { from, to, undated, dated } = dates.span;
  const step = args.step !== 'auto' ? args.step : monthsBetween(from, to) <= mostMonths ? 'month' : 'year';
  const answer = { step, undated, dated, rule: `${described.rule} ${datedBy[args.kind]}`, source: described.source };
  if (dated === 0) return { ...answer, periods: [] };
  const periods = hold(database, `reach times ${step} ${tableKey(context, args)}`, (made) => 100 * made.length, () =>
    periodsOf(table, dates, endsOf(from, to, step), () => stopIfUnwanted(database)));
  const chosen = args.maintainer === null ? -1 : table.rows.findIndex((row) => row.maintainer === args.maintainer);
  const times = chosen === -1 ? null : dates.of(chosen);
  return { ...answer, periods: periods.map((period) => ({ ...period, chosen: times && countBefore(times, period.until) })) };
}

/** When each item came into each set; NaN where that is unknown or cannot be right. */
interface Dates {
  readonly of: (set: number) => Float64Array;
  readonly span: { readonly from: number; readonly to: number; readonly undated: number; readonly dated: number };
  readonly bytes: number;
}

function bytesOf({ bytes }: Dates): number {
  return bytes;
}

function isPlausible(time: number): boolean {
  return time >= plausible.from && time < plausible.until;
}

function monthsBetween(from: number, to: number): number {
  const [first, last] = [new Date(from * 1000), new Date(to * 1000)];
  return 12 * (last.getUTCFullYear() - first.getUTCFullYear()) + last.getUTCMonth() - first.getUTCMonth() + 1;
}

/** The ends of all years or months from the first date to the last. */
function endsOf(from: number, to: number, step: 'year' | 'month'): readonly Pick<Period, 'label' | 'until'>[] {
  const ends: Pick<Period, 'label' | 'until'>[] = [];
  const start = new Date(from * 1000);
  for (let [year, month] = [start.getUTCFullYear(), step === 'year' ? 11 : start.getUTCMonth()]; ; month += step === 'year' ? 12 : 1) {
    const [day, until] = [new Date(Date.UTC(year, month)), Date.UTC(year, month + 1) / 1000];
    ends.push({ label: day.toISOString().slice(0, step === 'year' ? 4 : 7), until });
    if (until > to) return ends;
  }
}

function datesOf(database: ReadDatabase, { sizes, itemsOf, timesOf, universe }: Sets): Dates {
  const { repositories } = packageFacts(database);
  const rows = timesOf ? [] : prepare<[], { id: number; first: number }>(database, 'SELECT id, first_commit AS first FROM repository WHERE first_commit IS NOT NULL AND live()').all();
  const firsts = new Map(rows.map(({ id, first }) => [id, first]));
  const byPackage = timesOf ? new Float64Array(0) : Float64Array.from({ length: universe }, (_, id) => firsts.get(repositories[id] as number) ?? Number.NaN);
  const of = (set: number): Float64Array => {
    const times = timesOf ? timesOf(set) : Float64Array.from(itemsOf(set), (id) => byPackage[id] as number);
    return times.map((time) => (isPlausible(time) ? time : Number.NaN));
  };
  let [from, to, undated, dated] = [Infinity, -Infinity, 0, 0];
  for (let set = 0; set < sizes.length; set += 1) {
    if ((set & 255) === 0) stopIfUnwanted(database);
    if (sizes[set] === 0) continue;
    for (const time of of(set)) {
      if (Number.isNaN(time)) {
        undated += 1;
        continue;
      }
      dated += 1;
      from = Math.min(from, time);
      to = Math.max(to, time);
    }
  }
  return { of, span: { from, to, undated, dated }, bytes: 8 * byPackage.length };
}

type Ends = readonly Pick<Period, 'label' | 'until'>[];

function periodsOf({ rows, sets }: ReachTable, dates: Dates, ends: Ends, stop: () => void): readonly Omit<Period, 'chosen'>[] {
  const { sizes, itemsOf, universe } = sets;
  // By set and period, one set after another: how much of it was there by then.
  const counts = new Uint32Array(sizes.length * ends.length);
  const firstOfItem = new Float64Array(universe).fill(Number.NaN);
  for (let set = 0; set < sizes.length; set += 1) {
    if ((set & 255) === 0) stop();
    if (sizes[set] === 0) continue;
    const times = dates.of(set);
    itemsOf(set).forEach((item, at) => {
      const time = times[at] as number;
      if (Number.isNaN(time)) return;
      if (!((firstOfItem[item] as number) <= time)) firstOfItem[item] = time;
      const period = ends.findIndex(({ until }) => time < until);
      for (let later = period; later < ends.length; later += 1) counts[set * ends.length + later] = (counts[set * ends.length + later] as number) + 1;
    });
  }
  return ends.map((end, period) => {
    stop();
    const by = Uint32Array.from(sizes, (_, set) => counts[set * ends.length + period] as number);
    const there = (set: number): Uint32Array => {
      const times = dates.of(set);
      return itemsOf(set).filter((_, at) => (times[at] as number) < end.until);
    };
    const reaches = by.subarray(0, rows.length).filter((reach) => reach > 0);
    const reached = countBefore(firstOfItem, end.until);
    return {
      ...end,
      maintainers: reaches.length,
      reached,
      mean: reaches.length === 0 ? 0 : reaches.reduce((sum, reach) => sum + reach, 0) / reaches.length,
      exactlyOne: reaches.filter((reach) => reach === 1).length,
      reachingHalf: setsToCover(coverGreedily({ sizes: by, itemsOf: there, timesOf: null, universe }, stop), reached / 2) ?? 0,
    };
  });
}

/** What is unknown compares false. */
function countBefore(times: Float64Array, until: number): number {
  let count = 0;
  for (const time of times) if (time < until) count += 1;
  return count;
}
