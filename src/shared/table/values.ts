import type { PackageRow } from '../contract/index.ts';
import { dayText } from '../text/quantity.ts';
import type { ColumnId } from './columns.ts';
import { isExtraColumn } from './columns.ts';

/** A cell as data: dates are seconds since 1970, sizes bytes; null means that the mirror does not say. */
export type CellValue = string | number | boolean | null | readonly string[];

/** The value of a column in a row. An extra column that the row was not asked with is null. */
export function columnValue(row: PackageRow, id: ColumnId): CellValue {
  if (isExtraColumn(id)) return extraValue(row.extra[id], id);
  switch (id) {
    case 'size':
      return row.bytes;
    case 'card':
      return row.hasCard;
    case 'likes':
      // As the table sorts them: hubs on GitHub have stars in place of likes.
      return row.likes ?? row.stars;
    default:
      return row[id];
  }
}

const lists: ReadonlySet<ColumnId> = new Set(['datasets', 'languages', 'formats', 'tags', 'papers', 'bases']);

function extraValue(values: readonly string[] | undefined, id: ColumnId): CellValue {
  if (values === undefined) return null;
  return lists.has(id) ? values : (values[0] ?? null);
}

/** A cell for people and plain-text formats: lists joined by `, `, dates as days, what is missing as nothing. */
export function cellText(row: PackageRow, id: ColumnId): string {
  const value = columnValue(row, id);
  if (value === null) return '';
  if (id === 'created' || id === 'modified') return dayText(Number(value));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? value.join(', ') : String(value);
}

/** Seconds of the last moment that a JavaScript date can hold. */
export const lastSecond = 8.64e12;

/** Seconds since 1970 as ISO 8601 in UTC with whole seconds; null where there is no such moment. */
export function timeText(seconds: number | null): string | null {
  if (seconds === null || Math.abs(seconds) > lastSecond) return null;
  return `${new Date(seconds * 1000).toISOString().slice(0, -'.000Z'.length)}Z`;
}
