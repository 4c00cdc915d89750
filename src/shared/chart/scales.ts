/** Places values on an axis. */
export interface Scale {
  readonly kind: 'linear' | 'log';
  /** From 0 to 1 within the axis; null for what has no place (nothing above 0 on a logarithmic one). */
  readonly place: (value: number) => number | null;
  readonly ticks: readonly number[];
  /** Between neighbouring ticks of a linear scale; 1 on a logarithmic one. */
  readonly step: number;
}

/** Round numbers that hold all values: 1, 2, 2.5 or 5 times a power of ten apart. At most about `most` of them, never fewer than two. */
export function linearScale(low: number, high: number, most: number, whole = false): Scale {
  const [from, to] = low === high ? [low === 0 ? 0 : low - Math.abs(low) * 0.1 - (whole ? 1 : 0), high === 0 ? 1 : high + Math.abs(high) * 0.1 + (whole ? 1 : 0)] : [low, high];
  const step = Math.max(whole ? 1 : 0, roundStep((to - from) / Math.max(1, most)));
  const first = Math.floor(from / step + 1e-9) * step;
  const last = Math.max(first + step, Math.ceil(to / step - 1e-9) * step);
  const count = Math.round((last - first) / step);
  const ticks = Array.from({ length: count + 1 }, (_, at) => tidy(first + at * step, step));
  const [begin, end] = [ticks[0] ?? first, ticks.at(-1) ?? last];
  return { kind: 'linear', step, ticks, place: (value) => (Number.isFinite(value) ? (value - begin) / (end - begin) : null) };
}

/** Whole powers of ten around the values, thinned where they would be more than `most`; with 2 and 5 times where they are few. */
export function logScale(low: number, high: number, most: number): Scale {
  const first = Math.floor(Math.log10(low) + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.log10(high) - 1e-9));
  const every = Math.max(1, Math.ceil((last - first) / Math.max(1, most)));
  const powers = Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, at) => first + at * every);
  const factors = last - first <= 2 && most >= 3 * (last - first) ? [1, 2, 5] : [1];
  const ticks = powers.flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`))).filter((tick) => tick <= 10 ** last * 1.000001);
  return { kind: 'log', step: 1, ticks, place: (value) => (value > 0 && Number.isFinite(value) ? (Math.log10(value) - first) / (last - first) : null) };
}

/** A scale whose ends are the values' own, for axes along which there is no round end: years, dates, ranks. */
export function spanScale(low: number, high: number, most: number, unit: 'date' | 'year' | 'other'): Scale {
  const [from, to] = low === high ? [low - 1, high + 1] : [low, high];
  const place = (value: number): number | null => (Number.isFinite(value) ? (value - from) / (to - from) : null);
  if (unit === 'date') {
    const { ticks, step } = dateTicks(from, to, most);
    return ticks.length === 0 && most < 64 ? spanScale(low, high, most * 2, unit) : { kind: 'linear', step, ticks, place };
  }
  const step = Math.max(unit === 'year' ? 1 : 0, roundStep((to - from) / Math.max(1, most)));
  const wholeStep = unit === 'year' ? Math.ceil(step) : step;
  const first = Math.ceil(from / wholeStep - 1e-9);
  const count = Math.floor(to / wholeStep + 1e-9) - first;
  // A coarse step may fall beside the values.
  if (count < 0 && most < 64 && wholeStep === step) return spanScale(low, high, most * 2, unit);
  const ticks = low === high ? [low] : Array.from({ length: Math.max(0, count + 1) }, (_, at) => tidy((first + at) * wholeStep, wholeStep));
  return { kind: 'linear', step: wholeStep, ticks, place };
}

const day = 86_400_000;

function dateTicks(from: number, to: number, most: number): { readonly ticks: readonly number[]; readonly step: number } {
  const months = (to - from) / (30.44 * day) / Math.max(1, most);
  if (months < 1) {
    const { ticks, step } = spanScale(from / day, to / day, most, 'other');
    const whole = step < 1 ? [...new Set(ticks.map(Math.floor))].filter((tick) => tick * day >= from) : ticks;
    return { ticks: whole.map((tick) => tick * day), step: Math.max(1, step) * day };
  }
  const every = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].find((count) => count >= months) ?? 12_000;
  const start = new Date(from);
  const firstMonth = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / every) * every;
  const ticks: number[] = [];
  for (let month = firstMonth; ticks.length < 200; month += every) {
    const at = Date.UTC(Math.floor(month / 12), month % 12);
    if (at > to || Number.isNaN(at)) break;
    if (at >= from) ticks.push(at);
  }
  return { ticks, step: every * 30 * day };
}

function roundStep(rough: number): number {
  if (!(rough > 0) || !Number.isFinite(rough)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.999999) ?? 10) * power;
}

/** Without the tails of binary fractions: 0.30000000000000004 is 0.3. */
function tidy(value: number, step: number): number {
  const digits = Math.max(0, Math.min(20, Math.ceil(-Math.log10(step)) + 2));
  return Number(value.toFixed(digits));
}
