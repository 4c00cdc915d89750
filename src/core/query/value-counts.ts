import type { FacetField } from '../../shared/contract/index.ts';
import type { ReadDatabase } from '../index/index.ts';
import { type ColumnField, eachMember, furtherValues } from './column-values.ts';
import { type FacetValues, hubValues, maintainerValues, type SpellingCount, termValues } from './facet-values.ts';
import { hasId, type PackageSet, sizeOf } from './package-set.ts';
import type { PairField, pairColumn } from './pair-columns.ts';
import { prepare } from './statements.ts';

/** Facets whose values are told by the packages; flags are conditions of their own. */
export type ListedField = ColumnField | PairField;

export interface ValueCounts {
  /** Packages by value. */
  readonly counts: Uint32Array;
  /** The same without those that are only found by the value: a value that has none is not listed. */
  readonly listed: Uint32Array;
  /** Packages without any value. */
  readonly missing: number;
  /** Whether all packages of the result are counted. */
  readonly isWhole: boolean;
}

export function isColumnField(field: FacetField): field is ColumnField {
  return (['hub', 'owner', 'task', 'architecture', 'license', 'library'] satisfies readonly ColumnField[] as readonly FacetField[]).includes(field);
}

export function facetValues(database: ReadDatabase, field: ListedField): FacetValues {
  if (field === 'hub') return hubValues();
  return field === 'maintainer' ? maintainerValues(database) : termValues(database, field);
}

export function countColumn(database: ReadDatabase, field: ColumnField, values: FacetValues, set: PackageSet): ValueCounts {
  const listed = new Uint32Array(values.end);
  let having = 0;
  eachMember(database, field, (id, member) => {
    if (!hasId(set, id)) return;
    having += 1;
    listed[member] = (listed[member] as number) + 1;
  });
  for (const [member, value] of values.valueOf) {
    if (member === value) continue;
    listed[value] = (listed[value] as number) + (listed[member] as number);
    listed[member] = 0;
  }
  const further = furtherValues(database, field, values);
  const add = (counts: Uint32Array, from: number, end: number): void => {
    for (let at = from; at < end; at += 1) {
      const value = further.values[at] as number;
      if (hasId(set, further.ids[at] as number)) counts[value] = (counts[value] as number) + 1;
    }
  };
  add(listed, 0, further.ownEnd);
  const counts = further.ids.length === further.ownEnd ? listed : listed.slice();
  add(counts, further.ownEnd, further.ids.length);
  return { counts, listed, missing: sizeOf(set) - having, isWhole: true };
}

export function countPairs({ chunks, end, isWhole }: ReturnType<typeof pairColumn>, values: FacetValues, set: PackageSet): ValueCounts {
  const listed = new Uint32Array(values.end);
  let having = 0;
  for (const { from, offsets, values: found, ownEnd } of chunks) {
    let before = -1;
    for (let at = 0; at < ownEnd; at += 1) {
      const offset = offsets[at] as number;
      if (!hasId(set, from + offset)) continue;
      const value = found[at] as number;
      listed[value] = (listed[value] as number) + 1;
      if (offset !== before) having += 1;
      before = offset;
    }
  }
  const counts = chunks.every(({ offsets, ownEnd }) => offsets.length === ownEnd) ? listed : listed.slice();
  for (const { from, offsets, values: found, ownEnd } of chunks) {
    for (let at = ownEnd; at < offsets.length; at += 1) {
      const value = found[at] as number;
      if (hasId(set, from + (offsets[at] as number))) counts[value] = (counts[value] as number) + 1;
    }
  }
  return { counts, listed, missing: sizeOf(set, end) - having, isWhole };
}

/** In how many packages of the index a member stands, to tell which spelling of a value is the usual one. */
export function spellingCount(database: ReadDatabase, field: ListedField): SpellingCount {
  const statement = prepare<[number], { count: number }>(database, spellingSql(field));
  return (member) => statement.get(member)?.count ?? 0;
}

function spellingSql(field: ListedField): string {
  if (isColumnField(field)) return `SELECT count(*) AS count FROM package WHERE ${field} = ?`;
  return field === 'base' ? 'SELECT count(*) AS count FROM lineage WHERE base = ?' : 'SELECT count(*) AS count FROM package_term WHERE term = ?';
}
