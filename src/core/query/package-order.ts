import type { SearchTree, SortKey } from '../../shared/search/tree.ts';
import { numbersTo } from '../../shared/numbers.ts';
import type { ReadDatabase } from '../index/index.ts';
import { hold, stopIfUnwanted } from './held.ts';
import { soughtName } from './sought-name.ts';
import { orderKeys, type OrderKey } from './order-keys.ts';
import { popularity } from './package-fields.ts';
import { idsOf } from './package-ids.ts';
import { difference, hasId, intersection, type PackageSet, sizeOf } from './package-set.ts';
import { namesContain, nameHits, type NameHits } from './text-search.ts';

export interface Found {
  readonly tree: SearchTree;
  readonly sort: readonly SortKey[];
  readonly set: PackageSet;
  readonly count: number;
}

/** As far as a user scrolls in the first moments; beyond it the whole order is made once and held. */
const firstPages = 1000;

/** Ids of found packages in their order, from `offset` on. */
export function orderedIds(database: ReadDatabase, found: Found, offset: number, limit: number): Uint32Array {
  const needed = Math.min(found.count, offset + limit);
  if (needed <= offset) return new Uint32Array(0);
  const key = `order of ${JSON.stringify([found.tree, found.sort])}`;
  const ids = needed <= firstPages ? firstIds(database, found, needed) : hold(database, key, (all) => all.byteLength, () => firstIds(database, found, found.count));
  return ids.subarray(offset, needed);
}

function firstIds(database: ReadDatabase, { tree, sort, set, count }: Found, needed: number): Uint32Array {
  const [first, ...more] = sort;
  const sought = first === undefined || first.by === 'relevance' ? soughtName(tree) : '';
  const isPopularity = more.length === 0 && (first === undefined || first.by === 'relevance' || (first.by === 'downloads' && first.descending));
  if (!isPopularity) return byKeys(database, idsOf(set), orderKeys(database, sort, soughtName(tree)), needed);
  if (sought === '' || !namesContain(database, sought)) return byPopularity(database, set, count, needed);
  return byRelevance(database, set, nameHits(database, sought), needed);
}

/** Exact name, exact name without owner, names that start so, the rest; each of them by popularity. */
function byRelevance(database: ReadDatabase, set: PackageSet, { ranks }: NameHits, needed: number): Uint32Array {
  const better = ranks.map((rank) => intersection(rank, set));
  const ordered = new Uint32Array(needed);
  let filled = 0;
  for (const part of [...better, better.reduce(difference, set)]) {
    if (filled === needed) break;
    const count = sizeOf(part);
    const taken = byPopularity(database, part, count, Math.min(count, needed - filled));
    ordered.set(taken, filled);
    filled += taken.length;
  }
  return ordered;
}

function byPopularity(database: ReadDatabase, set: PackageSet, count: number, needed: number): Uint32Array {
  const { order, places } = popularity(database);
  if (needed === 0) return new Uint32Array(0);
  // Of many packages the most popular are soon met; few are soon sorted.
  if (needed * order.length > count * count) return idsOf(set).map((id) => places[id] as number).sort().subarray(0, needed).map((place) => order[place] as number);
  const ids = new Uint32Array(needed);
  let filled = 0;
  for (let place = 0; filled < needed; place += 1) {
    const id = order[place] as number;
    if (!hasId(set, id)) continue;
    ids[filled] = id;
    filled += 1;
  }
  return ids;
}

/** How many comparisons, of up to a microsecond each, lie between two looks at whether the answer is still wanted. */
const comparisonsPerStep = 1 << 11;

/**
 * The first of some ids, which are ascending, in the order of keys; equal ones by their ids. Where few are needed, those that lie before the last
 * of them by the first key are found without comparing others, and the rest among those that it leaves equal.
 */
function byKeys(database: ReadDatabase, ids: Uint32Array<ArrayBuffer>, keys: readonly OrderKey[], needed: number): Uint32Array<ArrayBuffer> {
  const [first, ...others] = keys;
  if (!first) return ids.subarray(0, needed);
  if (needed * 8 >= ids.length) return sorted(database, ids, keys).subarray(0, needed);
  if (first.kind === 'texts') return sorted(database, smallest(ids, comparison(database, ids, keys), needed).sort(), keys);
  const values = first.valuesOf(ids);
  const bound = nthSmallest(values, needed);
  const before = new Uint32Array(needed);
  const equal = new Uint32Array(ids.length);
  let beforeCount = 0;
  let equalCount = 0;
  for (let at = 0; at < ids.length; at += 1) {
    const value = values[at] as number;
    if (value > bound) continue;
    if (value < bound) {
      before[beforeCount] = ids[at] as number;
      beforeCount += 1;
    } else {
      equal[equalCount] = ids[at] as number;
      equalCount += 1;
    }
  }
  const found = new Uint32Array(needed);
  found.set(sorted(database, before.subarray(0, beforeCount), keys));
  found.set(byKeys(database, equal.subarray(0, equalCount), others, needed - beforeCount), beforeCount);
  return found;
}

function sorted(database: ReadDatabase, ids: Uint32Array<ArrayBuffer>, keys: readonly OrderKey[]): Uint32Array<ArrayBuffer> {
  const places = numbersTo(ids.length).sort(comparison(database, ids, keys));
  for (let at = 0; at < places.length; at += 1) places[at] = ids[places[at] as number] as number;
  return places;
}

/** Compares ids by their places in a list of them. */
function comparison(database: ReadDatabase, ids: Uint32Array, keys: readonly OrderKey[]): (left: number, right: number) => number {
  const [first] = keys;
  const leading = first?.kind === 'values' ? first.valuesOf(ids) : null;
  // Those of further keys only where anything asks for them.
  const values: (Float64Array | null)[] = keys.map(() => null);
  const settle = (left: number, right: number): number => {
    for (let at = leading ? 1 : 0; at < keys.length; at += 1) {
      const key = keys[at] as OrderKey;
      if (key.kind === 'texts') {
        const difference = key.compare(ids[left] as number, ids[right] as number);
        if (difference !== 0) return difference;
        continue;
      }
      const of = values[at] ?? key.valuesOf(ids);
      values[at] = of;
      const one = of[left] as number;
      const other = of[right] as number;
      if (one !== other) return one < other ? -1 : 1;
    }
    return left - right;
  };
  let comparisons = 0;
  return (left, right) => {
    comparisons += 1;
    if (comparisons % comparisonsPerStep === 0) stopIfUnwanted(database);
    if (!leading) return settle(left, right);
    const one = leading[left] as number;
    const other = leading[right] as number;
    return one < other ? -1 : one > other ? 1 : settle(left, right);
  };
}

/** The value that so many are not larger than. */
function nthSmallest(values: Float64Array, count: number): number {
  const heap = values.slice(0, count).sort().reverse();
  for (let at = count; at < values.length; at += 1) {
    const value = values[at] as number;
    if (value < (heap[0] as number)) sink(heap, value, (left, right) => left - right);
  }
  return heap[0] as number;
}

/** The first `needed` of some ids in an order of their places, in any order: a heap with the last of them on top. */
function smallest(ids: Uint32Array<ArrayBuffer>, compare: (left: number, right: number) => number, needed: number): Uint32Array<ArrayBuffer> {
  const heap = numbersTo(needed).sort((left, right) => compare(right, left));
  for (let at = needed; at < ids.length; at += 1) if (compare(at, heap[0] as number) < 0) sink(heap, at, compare);
  return heap.map((at) => ids[at] as number);
}

/** Puts an item in the place of the top, then where it belongs. */
function sink(heap: Uint32Array | Float64Array, item: number, compare: (left: number, right: number) => number): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && compare(heap[child + 1] as number, heap[child] as number) > 0) child += 1;
    if (compare(heap[child] as number, item) <= 0) break;
    heap[at] = heap[child] as number;
    at = child;
  }
  heap[at] = item;
}
