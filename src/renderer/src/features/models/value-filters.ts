import type { PackageRow } from '../../../../shared/contract/index.ts';
import { type FieldName, fieldNamed, hasValueNamed, isRangeFieldName, isValueFieldName, type ListFieldName, narrow, parse, print, type RangeBounds, type RangeFieldName, withRange } from '../../../../shared/search/index.ts';
import { type ColumnId, columnOf, columnValue } from '../../../../shared/table/index.ts';
import { chosenInText } from './facets/filter-text.ts';
import { toggleInText } from './search-tree.ts';
import { wordsOf } from './value-words.ts';

/** Something to do with the search because of a value in the table. */
export interface ValueFilter {
  readonly title: string;
  readonly query: string;
}

/** Values of a cell with several that are offered. */
const mostValues = 6;

/** How a cell's value can narrow the search. */
export function valueFilters(query: string, row: PackageRow, id: ColumnId): readonly ValueFilter[] {
  const { field, title } = columnOf(id);
  const value = columnValue(row, id);
  if (field === null) return [];
  if (value === null || (typeof value === 'object' && value.length === 0)) return withoutValue(query, field, title);
  if (id === 'clone') return row.clone === 'archived' ? either(query, 'is', 'archived', 'Clones in archives') : either(query, 'is', 'cloned', 'Cloned packages');
  if (typeof value === 'boolean') return either(query, id === 'card' ? 'has' : 'is', id === 'card' ? 'card' : id, id === 'card' ? 'Packages with a card' : `${title} packages`);
  if (typeof value === 'number') return isRangeFieldName(field) ? ranges(query, field, value, wordsOf(row, id)) : [];
  if (!isValueFieldName(field) || field === 'name') return [];
  const values = typeof value === 'object' ? value.slice(0, mostValues) : [value];
  return values.flatMap((one) => either(query, field, one, id === 'hub' ? wordsOf(row, id) : one));
}

function either(query: string, field: ListFieldName, value: string, words: string): readonly ValueFilter[] {
  const state = chosenInText(query, field).stateOf(value);
  return [
    { title: state === 'asked' ? `No longer only: ${words}` : `Only: ${words}`, query: toggleInText(query, field, value, false) },
    { title: state === 'left out' ? `No longer left out: ${words}` : `Leave out: ${words}`, query: toggleInText(query, field, value, true) },
  ];
}

/** A range in the text's own words: dates are days there. */
function ranges(query: string, field: RangeFieldName, value: number, words: string): readonly ValueFilter[] {
  const { tree, sort } = parse(query);
  const isDate = fieldNamed(field)?.kind === 'date';
  const day = 86_400_000;
  const from = isDate ? Math.floor((value * 1000) / day) * day : value;
  const lower = { min: from, minInclusive: true };
  // A day ends where the next one begins.
  const upper = isDate ? { max: from + day, maxInclusive: false } : { max: value, maxInclusive: true };
  const open: RangeBounds = { min: null, max: null, minInclusive: false, maxInclusive: false };
  const bounded = (title: string, bounds: Partial<RangeBounds>): ValueFilter => ({ title, query: print(withRange(tree, field, { ...open, ...bounds }), sort) });
  return [
    bounded(isDate ? `Since ${words}` : `At least ${words}`, lower),
    bounded(isDate ? `Until ${words}` : `At most ${words}`, upper),
    bounded(isDate ? `On ${words}` : `Exactly ${words}`, { ...lower, ...upper }),
  ];
}

function withoutValue(query: string, field: FieldName, title: string): readonly ValueFilter[] {
  const condition = isRangeFieldName(field)
    ? `-${field}:${fieldNamed(field)?.kind === 'date' ? '1000..' : '>=0'}`
    : hasValueNamed(field) === null ? null : `-has:${field}`;
  if (condition === null) return [];
  const { tree, sort } = parse(query);
  return [{ title: `Only without ${title.toLowerCase()}`, query: print(narrow(tree, parse(condition).tree), sort) }];
}
