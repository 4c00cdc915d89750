import type { HistogramScale } from '../../shared/contract/index.ts';
import { assertNever } from '../../shared/result.ts';

/** Bins between neighbouring edges; the last edge is above every value. */
export interface Bins {
  readonly scale: HistogramScale;
  readonly edges: readonly number[];
}

/** From here on, a hundredfold range is shown in steps that grow. */
const wide = { max: 1000, ratio: 100 } as const;

const dayMs = 86_400_000;

/** At most `most` bins with round edges for whole numbers from `min` to `max`, neither below 0. */
export function binNumbers(min: number, max: number, most: number): Bins {
  const isWide = max >= wide.max && max / Math.max(1, min) >= wide.ratio;
  return isWide && most > 1 ? binWide(min, max, most) : binEvenly(min, max, most);
}

/** Zero by itself, then steps of 1 to 9, of 1, 2, 5, or of 1 in each power of ten (or of a thousand, …). */
function binWide(min: number, max: number, most: number): Bins {
  for (const steps of [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1]]) {
    const edges = growingEdges(min, max, steps, 10);
    if (edges.length <= most + 1) return { scale: 'log', edges };
  }
  for (let factor = 100; ; factor *= 10) {
    const edges = growingEdges(min, max, [1], factor);
    if (edges.length <= most + 1) return { scale: 'log', edges };
  }
}

function growingEdges(min: number, max: number, steps: readonly number[], factor: number): readonly number[] {
  const edges = [0];
  for (let power = 1; (edges.at(-1) ?? 0) <= max; power *= factor) {
    for (const step of steps) if ((edges.at(-1) ?? 0) <= max) edges.push(step * power);
  }
  const first = edges.findLastIndex((edge) => edge <= min);
  return edges.slice(Math.max(0, first));
}

function binEvenly(min: number, max: number, most: number): Bins {
  for (let power = 1; ; power *= 10) {
    for (const factor of [1, 2, 5]) {
      const step = factor * power;
      const first = Math.floor(min / step);
      const count = Math.floor(max / step) - first + 1;
      if (count <= most) return { scale: 'linear', edges: Array.from({ length: count + 1 }, (_, at) => (first + at) * step) };
    }
  }
}

type Calendar = Exclude<HistogramScale, 'linear' | 'log'>;

/** At most `most` days, months, quarters or years (or 2, 5, 10 … years), whichever are the finest, in milliseconds. */
export function binDates(min: number, max: number, most: number): Bins {
  for (const scale of ['day', 'month', 'quarter'] as const) {
    const bins = calendarBins(scale, 1, min, max, most);
    if (bins) return bins;
  }
  for (let power = 1; ; power *= 10) {
    for (const factor of [1, 2, 5]) {
      const bins = calendarBins('year', factor * power, min, max, most);
      if (bins) return bins;
    }
  }
}

function calendarBins(scale: Calendar, step: number, min: number, max: number, most: number): Bins | null {
  const first = Math.floor(unitOf(scale, min) / step);
  const count = Math.floor(unitOf(scale, max) / step) - first + 1;
  if (count > most) return null;
  return { scale, edges: Array.from({ length: count + 1 }, (_, at) => startOf(scale, (first + at) * step)) };
}

/** The number of a day, month, quarter or year. */
function unitOf(scale: Calendar, time: number): number {
  const date = new Date(time);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth();
  switch (scale) {
    case 'day':
      return Math.floor(time / dayMs);
    case 'month':
      return months;
    case 'quarter':
      return Math.floor(months / 3);
    case 'year':
      return date.getUTCFullYear();
    default:
      return assertNever(scale);
  }
}

function startOf(scale: Calendar, unit: number): number {
  switch (scale) {
    case 'day':
      return unit * dayMs;
    case 'month':
      return startOfMonth(unit);
    case 'quarter':
      return startOfMonth(unit * 3);
    case 'year':
      return startOfMonth(unit * 12);
    default:
      return assertNever(scale);
  }
}

/** Months are counted from the year 0; `Date.UTC` takes years below 100 for those of the twentieth century. */
function startOfMonth(month: number): number {
  return new Date(0).setUTCFullYear(Math.floor(month / 12), month - Math.floor(month / 12) * 12, 1);
}
