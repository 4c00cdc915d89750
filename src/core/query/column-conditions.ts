import { fold } from '../../shared/search/fold.ts';
import type { RangeNode, SearchNode, ValueNode } from '../../shared/search/tree.ts';
import type { ReadDatabase } from '../index/index.ts';
import { facetColumn, facetValues, isColumnHeld, type ListedField } from './facet-columns.ts';
import { isNumberColumnHeld, numberColumn } from './number-columns.ts';
import { addTo, type PackageSet } from './package-set.ts';
import { noLimit } from './time-limit.ts';

/** Papers and people are asked for in more ways than their facets list, and names are no facet. */
const facetOf: Readonly<Partial<Record<ValueNode['field'], ListedField>>> = {
  hub: 'hub',
  owner: 'owner',
  task: 'task',
  arch: 'architecture',
  license: 'license',
  library: 'library',
  dataset: 'dataset',
  language: 'language',
  tag: 'tag',
  format: 'format',
  base: 'base',
};

/** Adds the packages of a condition whose column is at hand, which is some 30 times faster than SQL; false where it is not. */
export function addFromColumn(database: ReadDatabase, node: SearchNode, set: PackageSet): boolean {
  if (node.kind === 'range') return addInRange(database, node, set);
  const facet = node.kind === 'value' ? facetOf[node.field] : undefined;
  return node.kind === 'value' && facet !== undefined && addWithValue(database, facet, node.values, set);
}

function addInRange(database: ReadDatabase, { field, min, max, minInclusive, maxInclusive }: RangeNode, set: PackageSet): boolean {
  if (!isNumberColumnHeld(database, field)) return false;
  const low = min ?? -Infinity;
  const high = max ?? Infinity;
  for (const { from, offsets, numbers } of numberColumn(database, field, noLimit).chunks) {
    for (let at = 0; at < offsets.length; at += 1) {
      const number = numbers[at] as number;
      const isInside = (number > low || (number === low && minInclusive)) && (number < high || (number === high && maxInclusive));
      if (isInside) addTo(set, from + (offsets[at] as number));
    }
  }
  return true;
}

function addWithValue(database: ReadDatabase, field: ListedField, texts: readonly string[], set: PackageSet): boolean {
  if (!isColumnHeld(database, field)) return false;
  const known = facetValues(database, field);
  const wanted = new Set(texts.map((text) => known.find(fold(text.trim()))));
  for (const { from, offsets, values } of facetColumn(database, field, known, noLimit).chunks) {
    for (let at = 0; at < offsets.length; at += 1) if (wanted.has(values[at])) addTo(set, from + (offsets[at] as number));
  }
  return true;
}
