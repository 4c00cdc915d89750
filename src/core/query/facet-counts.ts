import type { Facet } from '../../shared/contract/index.ts';
import { fold } from '../../shared/search/fold.ts';
import { everything } from '../../shared/search/tree.ts';
import type { ReadDatabase } from '../index/index.ts';
import { countColumn, countPairs, facetValues, isColumnField, type ListedField, spellingCount } from './value-counts.ts';
import type { FacetValues } from './facet-values.ts';
import { packagesOf } from './found-packages.ts';
import type { PackageSet } from './package-set.ts';
import { pairColumn } from './pair-columns.ts';
import { noLimit, type TimeLimit } from './time-limit.ts';

/** Which values of a facet are wanted. */
export interface WantedValues {
  readonly limit: number;
  /** Only those with this text in them; empty for all. */
  readonly contains: string;
  /** Listed whatever their count. */
  readonly include: readonly string[];
}

/** Counts the values of a field in a result, the most frequent first, equal ones by their texts. */
export function countValues(database: ReadDatabase, field: ListedField, set: PackageSet, wanted: WantedValues, limit: TimeLimit): Facet {
  const values = facetValues(database, field);
  const { counts, listed, missing, isWhole } = isColumnField(field) ? countColumn(database, field, values, set) : countPairs(pairColumn(database, field, values, limit), values, set);
  const found = mostFrequent(values, listed, counts, wanted);
  const spellings = spellingCount(database, field);
  const shown = found.shown.map((number) => ({ number, value: values.textOf(number, spellings), count: counts[number] as number }));
  const known = new Set(found.shown);
  const included = wanted.include.flatMap((text) => {
    const number = values.find(fold(text.trim()));
    if (number === undefined) return { value: text, count: 0 };
    if (known.has(number)) return [];
    known.add(number);
    return { value: values.textOf(number, spellings), count: counts[number] as number };
  });
  return {
    field,
    values: [...shown.toSorted(byCountThenText).map(({ value, count }) => ({ value, count })), ...included],
    missing,
    more: found.total - shown.length,
    exact: isWhole,
  };
}

/** The most frequent values of a field over the whole index. */
export function topValues(database: ReadDatabase, field: ListedField, limit: number): Facet['values'] {
  return countValues(database, field, packagesOf(database, everything), { limit, contains: '', include: [] }, noLimit).values;
}

/** Of the values that are listed, the numbers of those to show, in any order, and how many there are. */
function mostFrequent(values: FacetValues, listed: Uint32Array, counts: Uint32Array, { limit, contains }: WantedValues): { readonly shown: readonly number[]; readonly total: number } {
  const part = fold(contains.trim());
  const inOrder = part === '' ? null : [...values.inOrder(part)];
  const present = presentOf(listed, inOrder);
  const best = new Largest(limit);
  for (const number of present) best.add(counts[number] as number);
  const above = present.filter((number) => (counts[number] as number) > best.least);
  const ties = present.filter((number) => counts[number] === best.least);
  const wanted = Math.min(limit, present.length) - above.length;
  if (ties.length <= wanted) return { shown: [...above, ...ties], total: present.length };
  // Owners with one package each are many: their texts are walked only until enough of them are met.
  const first: number[] = [];
  for (const number of inOrder ?? values.inOrder()) {
    if (first.length === wanted) break;
    if (listed[number] !== 0 && counts[number] === best.least) first.push(number);
  }
  return { shown: [...above, ...first], total: present.length };
}

function presentOf(listed: Uint32Array, among: readonly number[] | null): readonly number[] {
  if (among) return among.filter((number) => listed[number] !== 0);
  const present: number[] = [];
  for (let number = 0; number < listed.length; number += 1) if (listed[number] !== 0) present.push(number);
  return present;
}

/** The largest of many counts. */
class Largest {
  private readonly most: number;
  /** Ascending. */
  private readonly counts: number[] = [];

  constructor(most: number) {
    this.most = most;
  }

  /** The smallest one that is kept, where as many as wanted are; else 0. */
  get least(): number {
    return this.counts.length < this.most ? 0 : (this.counts[0] as number);
  }

  add(count: number): void {
    if (count <= this.least) return;
    const at = this.counts.findIndex((other) => other >= count);
    this.counts.splice(at < 0 ? this.counts.length : at, 0, count);
    if (this.counts.length > this.most) this.counts.shift();
  }
}

interface Shown {
  readonly value: string;
  readonly count: number;
}

function byCountThenText(left: Shown, right: Shown): number {
  if (left.count !== right.count) return right.count - left.count;
  return fold(left.value) < fold(right.value) ? -1 : 1;
}
