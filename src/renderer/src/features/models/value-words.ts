import type { PackageRow } from '../../../../shared/contract/index.ts';
import { type CloneState, hubById } from '../../../../shared/domain/index.ts';
import { type ColumnId, columnOf, columnValue } from '../../../../shared/table/index.ts';
import { formatBytes, formatCount, formatDay } from '../../ui/quantity.ts';

export const cloneWords: Readonly<Record<CloneState, string>> = { whole: 'Cloned', empty: 'Empty clone', broken: 'Broken clone', missing: 'No clone', archived: 'Clone in an archive' };

/** A cell's value in words, for menus: "Hugging Face", "3 Feb 2022", "1.2 GB". */
export function wordsOf(row: PackageRow, id: ColumnId): string {
  if (id === 'hub') return hubById(row.hub).title;
  if (id === 'clone') return cloneWords[row.clone];
  const value = columnValue(row, id);
  const { kind } = columnOf(id);
  if (value === null) return '—';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'object') return value.join(', ');
  if (typeof value === 'string') return value;
  return kind === 'bytes' ? formatBytes(value) : kind === 'date' ? formatDay(value) : formatCount(value);
}
