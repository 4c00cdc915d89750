import type { Facet } from '../../shared/contract/index.ts';
import { fold } from '../../shared/search/fold.ts';
import { everything } from '../../shared/search/tree.ts';
import type { ReadDatabase } from '../index/index.ts';
import { facetColumn, facetValues, type ListedField, type PairChunk, spellingCount } from './facet-columns.ts';
import type { FacetValues } from './facet-values.ts';
import { type Matching, matchingPackages } from './matching.ts';
import { hasId, type PackageSet, sizeOf } from './package-set.ts';
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
export function countValues(database: ReadDatabase, field: ListedField, matching: Matching, wanted: WantedValues, limit: TimeLimit): Facet {
  const values = facetValues(database, field);
  const column = facetColumn(database, field, values, limit);
  const { counts, listed, having } = count(column.chunks, matching.set, values.end);
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
    missing: sizeOf(matching.set, column.end) - having,
    more: found.total - shown.length,
    exact: matching.isWhole && column.isWhole,
  };
}

/** The most frequent values of a field over the whole index. */
export function topValues(database: ReadDatabase, field: ListedField, limit: number): Facet['values'] {
  const all = matchingPackages(database, everything);
  return countValues(database, field, all, { limit, contains: '', include: [] }, noLimit).values;
}

interface Counts {
  /** Packages by value. */
  readonly counts: Uint32Array;
  /** The same without those that are only found by the value: a value that has none is not listed. */
  readonly listed: Uint32Array;
  /** Packages that have any value. */
  readonly having: number;
}

function count(chunks: readonly PairChunk[], set: PackageSet, end: number): Counts {
  const listed = new Uint32Array(end);
  let having = 0;
  for (const { from, offsets, values, ownEnd } of chunks) {
    let before = -1;
    for (let at = 0; at < ownEnd; at += 1) {
      const offset = offsets[at] as number;
      if (!hasId(set, from + offset)) continue;
      const value = values[at] as number;
      listed[value] = (listed[value] as number) + 1;
      if (offset !== before) having += 1;
      before = offset;
    }
  }
  if (chunks.every(({ offsets, ownEnd }) => offsets.length === ownEnd)) return { counts: listed, listed, having };
  const counts = listed.slice();
  for (const { from, offsets, values, ownEnd } of chunks) {
    for (let at = ownEnd; at < offsets.length; at += 1) {
      const value = values[at] as number;
      if (hasId(set, from + (offsets[at] as number))) counts[value] = (counts[value] as number) + 1;
    }
  }
  return { counts, listed, having };
}

/** Of the values that are listed, the numbers of those to show, in any order, and how many there are. */
function mostFrequent(values: FacetValues, listed: Uint32Array, counts: Uint32Array, { limit, contains }: WantedValues): { readonly shown: readonly number[]; readonly total: number } {
  const part = fold(contains.trim());
  const inOrder = part === '' ? null : [...values.inOrder(part)];
  const present = presentOf(listed, inOrder);
  const best = new Largest(limit);
  for (const number of present) best.add(counts[number] as number);
  const above = present.filter((number) => (counts[number] as number) > best.least);
  // Owners with one package each are many: their texts are walked only until enough of them are met.
  const ties: number[] = [];
  const wanted = Math.min(limit, present.length) - above.length;
  if (wanted > 0) {
    for (const number of inOrder ?? values.inOrder()) {
      if (listed[number] !== 0 && counts[number] === best.least && ties.push(number) === wanted) break;
    }
  }
  return { shown: [...above, ...ties], total: present.length };
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
