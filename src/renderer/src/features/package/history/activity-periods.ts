import type { HistorySummary } from '../../../../../shared/contract/index.ts';

export interface Period {
  /** `2021-03` or `2021`. */
  readonly name: string;
  readonly commits: number;
}

export type PeriodLength = 'month' | 'year';

/** A forged date must not draw ten thousand years, nor one month each of them. */
const mostBars = 240;

/** Months where there are few, else years. */
export function fittingLength(months: HistorySummary['months']): PeriodLength {
  const [first, last] = [months[0]?.month, months.at(-1)?.month];
  return first === undefined || last === undefined || monthNumber(last) - monthNumber(first) < 48 ? 'month' : 'year';
}

/** Commits by month or year without gaps; where that would be too many, only those that have commits, the last ones. */
export function periodsOf(months: HistorySummary['months'], length: PeriodLength): { readonly periods: readonly Period[]; readonly hasGaps: boolean } {
  const counts = new Map<string, number>();
  for (const { month, commits } of months) {
    const name = length === 'month' ? month : month.slice(0, -3);
    counts.set(name, (counts.get(name) ?? 0) + commits);
  }
  const names = [...counts.keys()];
  const [first, last] = [names[0], names.at(-1)];
  const numberOf = length === 'month' ? monthNumber : Number;
  const span = first === undefined || last === undefined ? 0 : numberOf(last) - numberOf(first) + 1;
  if (first === undefined || span <= 0 || span > mostBars) return { periods: names.slice(-mostBars).map((name) => ({ name, commits: counts.get(name) ?? 0 })), hasGaps: span > mostBars };
  const all = Array.from({ length: span }, (_, step) => nameOf(numberOf(first) + step, length));
  return { periods: all.map((name) => ({ name, commits: counts.get(name) ?? 0 })), hasGaps: false };
}

function monthNumber(month: string): number {
  return Number(month.slice(0, -3)) * 12 + Number(month.slice(-2)) - 1;
}

function nameOf(number: number, length: PeriodLength): string {
  return length === 'year' ? String(number).padStart(4, '0') : `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}
