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
  const byPackage = timesOf ? new Float64Array(0) : datesOfPackages(database, universe);
  const of = (set: number): Float64Array => {
    if (timesOf) return timesOf(set).map((time) => (isPlausible(time) ? time : Number.NaN));
    const items = itemsOf(set);
    const times = new Float64Array(items.length);
    for (let at = 0; at < items.length; at += 1) times[at] = byPackage[items[at] as number] as number;
    return times;
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

const rowsAtOnce = 8192;

/** The first commit of each package's repository, by the package's id; NaN where it has none or it cannot be right. */
function datesOfPackages(database: ReadDatabase, universe: number): Float64Array {
  const { repositories } = packageFacts(database);
  const last = prepare<[], { last: number | null }>(database, 'SELECT max(id) AS last FROM repository').get()?.last ?? 0;
  const firsts = new Float64Array(last + 1).fill(Number.NaN);
  const rows = prepare<[number, number], readonly [number, number]>(database, 'SELECT id, first_commit FROM repository WHERE id BETWEEN ? AND ? AND first_commit IS NOT NULL').raw(true);
  for (let from = 1; from <= last; from += rowsAtOnce) {
    stopIfUnwanted(database);
    for (const [id, first] of rows.all(from, from + rowsAtOnce - 1)) if (isPlausible(first)) firsts[id] = first;
  }
  const dates = new Float64Array(universe);
  for (let id = 0; id < universe; id += 1) dates[id] = firsts[repositories[id] as number] as number;
  return dates;
}

type Ends = readonly Pick<Period, 'label' | 'until'>[];

/** Up to so many dated items of all sets together are held in the order of their periods. 64 MB. */
const mostHeld = 16_000_000;

/** What each set had by the end of each period. */
interface SetsOverTime {
  /** By set and period, one set after another. */
  readonly counts: Uint32Array;
  readonly itemsBy: (set: number, period: number) => Uint32Array;
  /** When each item came into the first of the sets; NaN where that is unknown. */
  readonly firstOfItem: Float64Array;
}

function overTime({ sizes, itemsOf, universe }: Sets, dates: Dates, ends: Ends, stop: () => void): SetsOverTime {
  const counts = new Uint32Array(sizes.length * ends.length);
  const firstOfItem = new Float64Array(universe).fill(Number.NaN);
  const untils = Float64Array.from(ends, ({ until }) => until);
  const isHeld = dates.span.dated <= mostHeld;
  const held = new Uint32Array(isHeld ? dates.span.dated : 0);
  const offsets = new Uint32Array(sizes.length + 1);
  const next = new Uint32Array(ends.length);
  for (let set = 0; set < sizes.length; set += 1) {
    if ((set & 255) === 0) stop();
    const [from, start] = [set * ends.length, offsets[set] as number];
    offsets[set + 1] = start;
    if (sizes[set] === 0) continue;
    const [items, times] = [itemsOf(set), dates.of(set)];
    const periods = times.map((time) => (Number.isNaN(time) ? -1 : firstAbove(untils, time)));
    for (let at = 0; at < items.length; at += 1) {
      const [item, time, period] = [items[at] as number, times[at] as number, periods[at] as number];
      if (period === -1) continue;
      if (!((firstOfItem[item] as number) <= time)) firstOfItem[item] = time;
      counts[from + period] = (counts[from + period] as number) + 1;
    }
    for (let period = 0, sum = 0; period < ends.length; period += 1) {
      next[period] = start + sum;
      sum += counts[from + period] as number;
      counts[from + period] = sum;
    }
    if (!isHeld) continue;
    for (let at = 0; at < items.length; at += 1) {
      const period = periods[at] as number;
      if (period === -1) continue;
      held[next[period] as number] = items[at] as number;
      next[period] = (next[period] as number) + 1;
    }
    offsets[set + 1] = start + (counts[from + ends.length - 1] as number);
  }
  const countOf = (set: number, period: number): number => counts[set * ends.length + period] as number;
  return {
    counts, firstOfItem,
    itemsBy: isHeld
      ? (set, period) => held.subarray(offsets[set], (offsets[set] as number) + countOf(set, period))
      : (set, period) => {
          const times = dates.of(set);
          return itemsOf(set).filter((_, at) => (times[at] as number) < (untils[period] as number));
        },
  };
}

/** The place of the first of some ascending numbers that is greater. */
function firstAbove(ascending: Float64Array, number: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) > number) high = middle;
    else low = middle + 1;
  }
  return low;
}

function periodsOf({ rows, sets }: ReachTable, dates: Dates, ends: Ends, stop: () => void): readonly Omit<Period, 'chosen'>[] {
  const { sizes, universe } = sets;
  const { counts, itemsBy, firstOfItem } = overTime(sets, dates, ends, stop);
  return ends.map((end, period) => {
    stop();
    const by = new Uint32Array(sizes.length);
    let [maintainers, sum, exactlyOne] = [0, 0, 0];
    for (let set = 0; set < sizes.length; set += 1) {
      const reach = counts[set * ends.length + period] as number;
      by[set] = reach;
      if (set >= rows.length || reach === 0) continue;
      maintainers += 1;
      sum += reach;
      if (reach === 1) exactlyOne += 1;
    }
    const reached = countBefore(firstOfItem, end.until);
    // Of each period only as much is chosen as is asked for: a whole cover of each would take as long as all else together, many times over.
    const cover = coverGreedily({ sizes: by, itemsOf: (set) => itemsBy(set, period), timesOf: null, universe }, stop, reached / 2);
    return { ...end, maintainers, reached, mean: maintainers === 0 ? 0 : sum / maintainers, exactlyOne, reachingHalf: setsToCover(cover, reached / 2) ?? 0 };
  });
}

/** What is unknown compares false. */
function countBefore(times: Float64Array, until: number): number {
  let count = 0;
  for (const time of times) if (time < until) count += 1;
  return count;
}
