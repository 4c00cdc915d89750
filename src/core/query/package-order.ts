import type { SearchTree, SortKey } from '../../shared/search/tree.ts';
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

function byKeys(database: ReadDatabase, ids: Uint32Array<ArrayBuffer>, keys: readonly OrderKey[], needed: number): Uint32Array {
  let comparisons = 0;
  const compare = (left: number, right: number): number => {
    comparisons += 1;
    if (comparisons % comparisonsPerStep === 0) stopIfUnwanted(database);
    for (let at = 0; at < keys.length; at += 1) {
      const { values, settle } = keys[at] as OrderKey;
      const one = values[left] as number;
      const other = values[right] as number;
      if (one < other) return -1;
      if (one > other) return 1;
      const settled = settle === null ? 0 : settle(left, right);
      if (settled !== 0) return settled;
    }
    return left - right;
  };
  return needed * 8 < ids.length ? smallest(ids, compare, needed).sort(compare) : ids.sort(compare).subarray(0, needed);
}

/** The first `needed` ids of an order, in any order: a heap with the last of them on top. */
function smallest(ids: Uint32Array, compare: (left: number, right: number) => number, needed: number): Uint32Array<ArrayBuffer> {
  const heap = ids.slice(0, needed).sort((left, right) => compare(right, left));
  for (let next = needed; next < ids.length; next += 1) {
    const id = ids[next] as number;
    if (compare(id, heap[0] as number) < 0) sink(heap, id, compare);
  }
  return heap;
}

/** Puts an id in the place of the top, then where it belongs. */
function sink(heap: Uint32Array, id: number, compare: (left: number, right: number) => number): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && compare(heap[child + 1] as number, heap[child] as number) > 0) child += 1;
    if (compare(heap[child] as number, id) <= 0) break;
    heap[at] = heap[child] as number;
    at = child;
  }
  heap[at] = id;
}
