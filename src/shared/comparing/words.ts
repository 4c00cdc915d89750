import type { Comparison, ComparisonCell, ComparisonRow } from '../contract/index.ts';
import { dayText } from '../text/quantity.ts';

type Group = Comparison['groups'][number];

/** A value as people read it. Sizes in full: rounded ones may look equal where they are not. */
export function valueText(kind: ComparisonRow['kind'], value: string | number): string {
  if (typeof value === 'string') return value;
  switch (kind) {
    case 'day':
      return dayText(value);
    case 'bytes':
      return `${value.toLocaleString('en')} bytes`;
    case 'count':
      return value.toLocaleString('en');
    case 'text':
    case 'attribute':
    case 'claim':
      return String(value);
  }
}

/** What stands in a cell without values; never nothing, which would be taken for "no". */
export function cellWords({ kind }: Pick<ComparisonRow, 'kind'>, { state }: Pick<ComparisonCell, 'state'>): string {
  if (state === 'unknown') return 'unknown';
  if (state === 'missing') return kind === 'claim' ? 'not claimed' : kind === 'attribute' ? 'missing' : 'none';
  return kind === 'attribute' ? 'present' : '';
}

/** A cell as one text, for tables outside the window. */
export function cellText(row: Pick<ComparisonRow, 'kind'>, cell: ComparisonCell, most = 12): string {
  const values = row.kind === 'attribute' ? [] : cell.values.slice(0, most).map((value) => valueText(row.kind, value));
  const more = row.kind === 'attribute' ? 0 : cell.total - values.length;
  const listed = values.length > 0 ? `${values.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}` : cellWords(row, cell);
  const marks = [cell.best ? 'best' : '', cell.warning ?? ''].filter(Boolean);
  return marks.length === 0 ? listed : `${listed} (${marks.join('; ')})`;
}

/** Groups with the rows that are shown: all, or those that tell the packages apart or are known of some only. */
export function shownRows(groups: readonly Group[], onlyDifferent: boolean): readonly Group[] {
  if (!onlyDifferent) return groups;
  return groups.flatMap((group) => {
    const rows = group.rows.filter(({ verdict }) => verdict === 'differs' || verdict === 'partly');
    return rows.length === 0 ? [] : [{ ...group, rows }];
  });
}
