import { bytesText, countText, dayText, shareText } from '../text/quantity.ts';

/** What a number of a measure is; `rank` and `year` stand on axes alone, `text` in tables alone. */
export type Unit = 'packages' | 'repositories' | 'commits' | 'people' | 'claims' | 'count' | 'bytes' | 'share' | 'days' | 'date' | 'number' | 'rank' | 'year' | 'text';

/** Two shares as one interval: "14.7–16.9%". */
export function intervalText(low: number, high: number): string {
  const digits = high - low < 0.001 ? 3 : high - low < 0.01 ? 2 : 1;
  return `${(low * 100).toFixed(digits)}–${(high * 100).toFixed(digits)}%`;
}

/** A number in its unit, whole: "12,401", "1.5 GB", "38.4%", "2022-02-03". */
export function valueText(value: number | null, unit: Unit): string {
  if (value === null || !Number.isFinite(value)) return '—';
  switch (unit) {
    case 'bytes':
      return value < 0 ? `−${bytesText(-value)}` : bytesText(value);
    case 'share':
      return shareText(value);
    case 'date':
      return dayText(value / 1000) || '—';
    case 'days':
      return `${decimal(value)} ${value === 1 ? 'day' : 'days'}`;
    case 'year':
      return String(value);
    default:
      return decimal(value);
  }
}

/** A number for an axis: "12k", "3.1M", "20%", "2019". */
export function tickText(value: number, unit: Unit, step = 1): string {
  switch (unit) {
    case 'share': {
      const percent = value * 100;
      // Two digits of the step, since steps may be 2.5 times a power of ten.
      return `${trimmed(percent, step === 1 ? 3 : Math.max(0, Math.min(8, 1 - Math.floor(Math.log10(step * 100)))))}%`;
    }
    case 'date':
      return step > 300 * 86_400_000 ? dayText(value / 1000).slice(0, 4) : step > 27 * 86_400_000 ? dayText(value / 1000).slice(0, 7) : dayText(value / 1000);
    case 'year':
      return String(value);
    case 'bytes':
      return valueText(value, unit);
    default:
      return axisText(value);
  }
}

const steps = [[1e15, 'e15'], [1e12, 'T'], [1e9, 'B'], [1e6, 'M'], [1e3, 'k']] as const;

/** "12.4k", "3.1M", "0.25". */
export function axisText(value: number): string {
  const size = Math.abs(value);
  const step = steps.find(([at]) => size >= at * 0.99995);
  if (size >= 1e18) return value.toExponential(1);
  return step ? `${trimmed(value / step[0], 2)}${step[1]}` : size >= 0.001 || size === 0 ? trimmed(value, 4) : value.toExponential(0);
}

/** Thousands apart; fractions with as many digits as tell something. */
function decimal(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return countText(Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toFixed(1)));
  return Math.abs(value) >= 0.01 ? trimmed(value, 2) : String(Number(value.toPrecision(2)));
}

function trimmed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

const nouns: Partial<Readonly<Record<Unit, string>>> = { packages: 'packages', repositories: 'repositories', commits: 'commits', people: 'people', claims: 'claims' };

/** What is counted, as a word behind a number; empty where the number says it. */
export function unitNoun(unit: Unit): string {
  return nouns[unit] ?? '';
}
