import { bytesText, countText } from '../text/quantity.ts';

/** A class of numbers: from `from` up to, but without, `to`. */
export interface NumberClass {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/** As many colours of one ramp as people tell apart. */
const most = 6;

/** Cuts the span of counts into classes: each number its own, even steps, or powers of ten where the span is wide. */
export function countClasses(values: readonly number[], unit: 'count' | 'bytes'): readonly NumberClass[] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [];
  const [low, high] = boundsOf(finite);
  const edges = high >= 20 && high > Math.max(1, low) * 20 ? powers(low, high) : steps(low, high);
  const text = unit === 'bytes' ? bytesText : countText;
  const isWhole = unit === 'count' && finite.every(Number.isInteger);
  return edges.slice(0, -1).map((from, at) => {
    const to = edges[at + 1] ?? Infinity;
    const label = isWhole ? (to - 1 === from ? text(from) : `${text(from)}–${text(to - 1)}`) : `${text(from)} to <${text(to)}`;
    return { from, to, label };
  });
}

export function boundsOf(values: readonly number[]): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function steps(low: number, high: number): readonly number[] {
  const start = Math.floor(low);
  const span = Math.floor(high) + 1 - start;
  const step = [1, 2, 5].flatMap((factor) => Array.from({ length: 16 }, (_, power) => factor * 10 ** power)).sort((a, b) => a - b).find((size) => Math.floor(high / size) - Math.floor(start / size) < most) ?? span;
  const first = Math.floor(start / step) * step;
  const edges = [first];
  while ((edges.at(-1) ?? 0) <= high) edges.push((edges.at(-1) ?? 0) + step);
  return edges;
}

/** 0 alone, then 1, 10, 100, …; every second or third power where these are too many. */
function powers(low: number, high: number): readonly number[] {
  const lowest = low < 1 ? 0 : Math.floor(Math.log10(low));
  const highest = Math.floor(Math.log10(high) + 1e-9);
  const room = low < 1 ? most - 1 : most;
  const stride = Math.ceil((highest - lowest + 1) / room);
  const edges = low < 1 ? [Math.min(0, Math.floor(low))] : [];
  for (let power = lowest; ; power += stride) {
    edges.push(10 ** power);
    if (power > highest) return edges;
  }
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Cuts a span of dates (seconds since 1970) at the starts of months, years or decades in UTC. */
export function dateClasses(values: readonly number[]): readonly NumberClass[] {
  const finite = values.filter((value) => Number.isFinite(value) && Math.abs(value) < 8.64e12);
  if (finite.length === 0) return [];
  const [low, high] = boundsOf(finite).map(monthOf) as [number, number];
  const step = [1, 3, 6, 12, 24, 60, 120, 600, 1200, 12_000, 120_000].find((months) => Math.floor(high / months) - Math.floor(low / months) < most) ?? 1_200_000;
  const classes: NumberClass[] = [];
  for (let month = Math.floor(low / step) * step; month <= high; month += step) classes.push({ from: startOf(month), to: startOf(month + step), label: spanText(month, step) });
  return classes;
}

/** Months since the year 0. */
function monthOf(seconds: number): number {
  const date = new Date(seconds * 1000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function startOf(month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(month / 12), month - Math.floor(month / 12) * 12, 1);
  return date.getTime() / 1000;
}

function spanText(month: number, step: number): string {
  const year = Math.floor(month / 12);
  if (step >= 12) return step === 12 ? String(year) : `${year}–${year + step / 12 - 1}`;
  const [first, last] = [monthNames[month - year * 12] ?? '', monthNames[month - year * 12 + step - 1] ?? ''];
  return step === 1 ? `${first} ${year}` : `${first}–${last} ${year}`;
}

/** The place of a value among the classes; -1 for one outside. */
export function classOf(classes: readonly NumberClass[], value: number): number {
  return classes.findIndex(({ from, to }) => value >= from && value < to);
}
