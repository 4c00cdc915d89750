import type { MeasurePart } from '../contract/index.ts';
import { csvCell } from '../table/csv.ts';
import { type Unit, valueText } from './words.ts';

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

/** Rows of one part beside the same rows of another, points of lines beside those at the same place; what only the other has comes last. Tables have none. */
export function comparedRows(own: MeasurePart, other: MeasurePart): readonly ComparedRow[] {
  if (own.kind === 'shares' && other.kind === 'shares') {
    return paired(own.rows, other.rows).map(([key, label, first, second]) => {
      const interval = first && second ? shareDifference(first, second) : null;
      return { key, label, unit: 'share', own: shareOf(first), other: shareOf(second), difference: interval?.difference ?? null, low: interval?.low ?? null, high: interval?.high ?? null };
    });
  }
  if (own.kind === 'values' && other.kind === 'values') {
    return paired(own.rows, other.rows).map(([key, label, first, second]) => numberRow((first ?? second)?.unit ?? 'number', key, label, first?.value ?? null, second?.value ?? null));
  }
  if (own.kind === 'lines' && other.kind === 'lines') return paired(pointsOf(own, false), pointsOf(other, false)).map(([key, label, first, second]) => numberRow(own.y.unit, key, label, first?.y ?? null, second?.y ?? null));
  return [];
}

interface LinePoint {
  readonly key: string;
  readonly label: string;
  readonly y: number | null;
}

/** "Commits; Year 2021". A line whose points share a place with each other is compared by the first one there. */
function pointsOf({ lines, x }: Extract<MeasurePart, { kind: 'lines' }>, published: boolean): readonly LinePoint[] {
  return lines.filter((line) => line.published === published).flatMap((line) => line.points.map((point) => ({ key: `${line.key}@${point.x}`, label: `${line.label}; ${x.title} ${valueText(point.x, x.unit)}`, y: point.y })));
}

function numberRow(unit: Unit, key: string, label: string, own: number | null, other: number | null): ComparedRow {
  return { key, label, unit, own, other, difference: own === null || other === null ? null : own - other, low: null, high: null };
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
  if (part.kind === 'lines') {
    // Where there are several own lines, the published one is of none of them.
    const [own, more] = part.lines.filter((line) => !line.published);
    if (own === undefined || more !== undefined) return [];
    const ownAt = new Map(own.points.map((point) => [point.x, point.y]));
    return pointsOf(part, true).map(({ key, label, y }) => numberRow(part.y.unit, key, label, ownAt.get(Number(key.slice(key.lastIndexOf('@') + 1))) ?? null, y));
  }
  if (part.kind !== 'values') return [];
  return part.rows.flatMap((row) => (row.reference === null ? [] : [numberRow(row.unit, row.key, row.label, row.value, row.reference)]));
}

/** Differences of shares are points of a hundred, not a hundredth of anything: "+1.2 pp". */
export function differenceText(difference: number, { unit }: ComparedRow, points = ' pp'): string {
  const sign = difference > 0 ? '+' : difference < 0 ? '−' : '';
  const size = Math.abs(difference);
  if (unit === 'share') return `${sign}${(size * 100).toFixed(2)}${points}`;
  if (unit === 'date') return `${sign}${valueText(Math.round(size / 86_400_000), 'days')}`;
  return `${sign}${valueText(size, unit)}`;
}

/** The interval of a difference; empty where there is none. */
export function differenceInterval(row: ComparedRow): string {
  return row.low === null || row.high === null ? '' : `${differenceText(row.low, row, '')} to ${differenceText(row.high, row)}`;
}

/** Compared rows as CSV, as `partCsv` writes parts: numbers whole, shares between 0 and 1. */
export function differenceCsv(rows: readonly ComparedRow[]): string {
  return [['label', 'unit', 'own', 'other', 'difference', 'low', 'high'], ...rows.map((row) => [row.label, row.unit, row.own, row.other, row.difference, row.low, row.high])].map((cells) => `${cells.map((cell) => csvCell(cell)).join(',')}\r\n`).join('');
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
