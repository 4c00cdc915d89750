import { closest } from '../../shared/search/spelling.ts';
import { columnIds, type ColumnId, isColumnId } from '../../shared/table/index.ts';
import { UsageError } from '../arguments.ts';

export const defaultColumns: readonly ColumnId[] = ['hub', 'name', 'owner', 'task', 'architecture', 'license', 'downloads', 'modified'];

/** Columns as `--columns name,task,downloads` lists them, in that order; null where none are named. */
export function readColumns(texts: readonly string[]): readonly ColumnId[] | null {
  const named = texts.flatMap((text) => text.split(',')).map((text) => text.trim());
  if (named.length === 0) return null;
  return [...new Set(named.map(columnNamed))];
}

function columnNamed(text: string): ColumnId {
  const id = text.toLowerCase();
  if (isColumnId(id)) return id;
  throw new UsageError(`--columns knows no column ${text}${suggestion(id, columnIds)}`);
}

/** The end of a sentence about an unknown name: the one that was meant, or all that there are. */
export function suggestion(text: string, names: readonly string[]): string {
  const meant = closest(text, names) ?? names.find((name) => text !== '' && (name.startsWith(text) || text.startsWith(name)));
  return meant === undefined || meant === null ? `; there are ${names.join(', ')}.` : `; ${meant} is meant?`;
}
