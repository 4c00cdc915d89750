import type { HistogramField, HistogramScale } from '../../../../../shared/contract/index.ts';
import { isDateFieldName } from '../../../../../shared/search/index.ts';
import type { HistogramBin } from '../../../ui/histogram-brush.ts';
import { formatBytes, formatDay, formatMonth, formatShort } from '../../../ui/quantity.ts';

/** A value of a field in few letters. */
export function formatValue(field: HistogramField, value: number): string {
  if (isDateFieldName(field)) return formatDay(Math.floor(value / 1000));
  return field === 'size' ? formatBytes(value) : formatShort(value);
}

/** Where a bin begins or ends: parts of the calendar by their names, which all begin with their first day. */
export function formatEdge(field: HistogramField, scale: HistogramScale, edge: number): string {
  switch (scale) {
    case 'month':
    case 'quarter':
      return formatMonth(edge / 1000);
    case 'year':
      return String(new Date(edge).getUTCFullYear());
    default:
      return formatValue(field, edge);
  }
}

/** What a bin covers: "0", "1k to <2k", "Q2 2021", "2010 to 2019". */
export function describeBin(field: HistogramField, scale: HistogramScale, { from, to }: HistogramBin): string {
  const first = formatEdge(field, scale, from);
  switch (scale) {
    case 'linear':
    case 'log':
      return to - from === 1 ? first : `${first} to <${formatEdge(field, scale, to)}`;
    case 'quarter':
      return `Q${Math.floor(new Date(from).getUTCMonth() / 3) + 1} ${new Date(from).getUTCFullYear()}`;
    case 'year': {
      const last = String(new Date(to).getUTCFullYear() - 1);
      return first === last ? first : `${first} to ${last}`;
    }
    default:
      return first;
  }
}
