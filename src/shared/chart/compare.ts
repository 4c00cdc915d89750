import type { MeasurePart } from '../contract/index.ts';
import type { Unit } from './words.ts';

/** 97.5 % of a normal distribution lie below it. */
const z = 1.959963984540054;

export interface Proportion {
  readonly count: number;
  readonly of: number;
}

export const differenceMethod = 'Difference of two proportions with Newcombe’s 95% interval (1998, method 10), made of the two Wilson intervals. It supposes that the two groups share no packages.';

/**
 * The difference of two shares, the first less the second, with its 95 % interval: Newcombe 1998, Statistics in Medicine 17, p. 873, method 10.
 * Null where one of them has nothing to take a share of.
 */
export function shareDifference(first: Proportion, second: Proportion): { readonly difference: number; readonly low: number; readonly high: number } | null {
  const [a, b] = [wilsonOf(first), wilsonOf(second)];
  if (a === null || b === null) return null;
  const difference = a.share - b.share;
  return { difference, low: difference - Math.hypot(a.share - a.low, b.high - b.share), high: difference + Math.hypot(a.high - a.share, b.share - b.low) };
}

function wilsonOf({ count, of }: Proportion): { readonly share: number; readonly low: number; readonly high: number } | null {
  if (of <= 0) return null;
  const share = count / of;
  const middle = share + z ** 2 / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  const whole = 1 + z ** 2 / of;
  return { share, low: Math.max(0, (middle - half) / whole), high: Math.min(1, (middle + half) / whole) };
}

export interface ComparedRow {
  readonly key: string;
  readonly label: string;
  readonly unit: Unit;
  /** Own and other value; shares as shares. null: not known, or no such row there. */
  readonly own: number | null;
  readonly other: number | null;
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Rows of one part beside the same rows of another; rows that only the other has come last. Lines and tables have none. */
export function comparedRows(own: MeasurePart, other: MeasurePart): readonly ComparedRow[] {
  if (own.kind === 'shares' && other.kind === 'shares') {
    return paired(own.rows, other.rows).map(([key, label, first, second]) => {
      const interval = first && second ? shareDifference(first, second) : null;
      return { key, label, unit: 'share', own: shareOf(first), other: shareOf(second), difference: interval?.difference ?? null, low: interval?.low ?? null, high: interval?.high ?? null };
    });
  }
  if (own.kind === 'values' && other.kind === 'values') {
    return paired(own.rows, other.rows).map(([key, label, first, second]) => {
      const [left, right] = [first?.value ?? null, second?.value ?? null];
      return { key, label, unit: (first ?? second)?.unit ?? 'number', own: left, other: right, difference: left === null || right === null ? null : left - right, low: null, high: null };
    });
  }
  return [];
}

/** Rows beside their published values. */
export function publishedRows(part: MeasurePart): readonly ComparedRow[] {
  if (part.kind === 'shares') {
    return part.rows.flatMap((row) => {
      if (row.reference === null) return [];
      const { share, count, of } = row.reference;
      const interval = count === null || of === null ? null : shareDifference(row, { count, of });
      const own = shareOf(row);
      return [{ key: row.key, label: row.label, unit: 'share', own, other: share, difference: interval?.difference ?? (own === null ? null : own - share), low: interval?.low ?? null, high: interval?.high ?? null }];
    });
  }
  if (part.kind !== 'values') return [];
  return part.rows.flatMap((row) => (row.reference === null ? [] : [{ key: row.key, label: row.label, unit: row.unit, own: row.value, other: row.reference, difference: row.value === null ? null : row.value - row.reference, low: null, high: null }]));
}

/** The part with another's values in the place of published ones, or its lines beside its own: for one chart of both. */
export function besideOther(own: MeasurePart, other: MeasurePart | undefined, name: string): MeasurePart {
  if (own.kind === 'shares' && other?.kind === 'shares') {
    const rows = new Map(other.rows.map((row) => [row.key, row]));
    return { ...own, reference: name, rows: own.rows.map((row) => ({ ...row, reference: referenceOf(rows.get(row.key)) })) };
  }
  if (own.kind === 'values' && other?.kind === 'values') {
    const rows = new Map(other.rows.map((row) => [row.key, row]));
    return { ...own, reference: name, rows: own.rows.map((row) => ({ ...row, reference: rows.get(row.key)?.value ?? null })) };
  }
  if (own.kind === 'lines' && other?.kind === 'lines') {
    return { ...own, lines: [...own.lines, ...other.lines.filter((line) => !line.published).map((line) => ({ ...line, key: `${line.key} other`, label: `${line.label} (${name})` }))] };
  }
  return own;
}

type Shares = Extract<MeasurePart, { kind: 'shares' }>['rows'][number];

function referenceOf(row: Shares | undefined): Shares['reference'] {
  return row === undefined || row.of === 0 ? null : { share: row.count / row.of, count: row.count, of: row.of };
}

function shareOf(row: Proportion | undefined): number | null {
  return row === undefined || row.of === 0 ? null : row.count / row.of;
}

function paired<Row extends { readonly key: string; readonly label: string }>(own: readonly Row[], other: readonly Row[]): readonly (readonly [key: string, label: string, own: Row | undefined, other: Row | undefined])[] {
  const others = new Map(other.map((row) => [row.key, row]));
  const keys = new Set(own.map((row) => row.key));
  return [...own.map((row) => [row.key, row.label, row, others.get(row.key)] as const), ...other.filter((row) => !keys.has(row.key)).map((row) => [row.key, row.label, undefined, row] as const)];
}
