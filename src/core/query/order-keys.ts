import type { SortName } from '../../shared/search/fields.ts';
import type { SortKey } from '../../shared/search/tree.ts';
import { noNumber, type ReadDatabase, type TermKind, termKinds } from '../index/index.ts';
import { hold, lastPackage } from './held.ts';
import { eachBlock, heldTexts, placeOf, textAt, type TextBlock } from './held-texts.ts';
import { idsOf } from './package-ids.ts';
import { type AnyNumber, eachNumbers, popularity } from './package-fields.ts';
import { prepare } from './statements.ts';
import { nameHits } from './text-search.ts';

/** What packages are ordered by: the smaller comes first; `settle` tells apart what the values leave equal. */
export interface OrderKey {
  /** By id. */
  readonly values: Float64Array | Uint32Array;
  readonly settle: ((left: number, right: number) => number) | null;
}

type FieldOrder =
  | { readonly kind: 'number'; readonly field: AnyNumber }
  /** As the table shows them: hubs on GitHub have stars in place of likes. */
  | { readonly kind: 'likes' }
  | { readonly kind: 'term'; readonly field: AnyNumber; readonly terms: TermKind }
  | { readonly kind: 'name' };

const orders: Readonly<Record<Exclude<SortName, 'relevance'>, FieldOrder>> = {
  downloads: { kind: 'number', field: 'downloads' },
  likes: { kind: 'likes' },
  stars: { kind: 'number', field: 'stars' },
  name: { kind: 'name' },
  modified: { kind: 'number', field: 'modified' },
  created: { kind: 'number', field: 'created' },
  size: { kind: 'number', field: 'bytes' },
  files: { kind: 'number', field: 'files' },
  params: { kind: 'number', field: 'parameters' },
  dependents: { kind: 'number', field: 'dependents' },
  claims: { kind: 'number', field: 'claims' },
  hub: { kind: 'number', field: 'hub' },
  owner: { kind: 'term', field: 'owner', terms: 'owner' },
  task: { kind: 'term', field: 'task', terms: 'task' },
  arch: { kind: 'term', field: 'architecture', terms: 'architecture' },
  license: { kind: 'term', field: 'license', terms: 'license' },
  library: { kind: 'term', field: 'library', terms: 'library' },
};

/** The keys of an order; those of popularity stand for `-downloads` and end that by relevance. */
export function orderKeys(database: ReadDatabase, keys: readonly SortKey[], sought: string): readonly OrderKey[] {
  return keys.flatMap((key, at) => {
    const isLast = at === keys.length - 1;
    if (key.by === 'relevance') return [relevanceKey(database, sought), ...popularityKeys(database, isLast)];
    if (key.by === 'downloads' && key.descending) return popularityKeys(database, isLast);
    return [fieldKey(database, orders[key.by], key.descending)];
  });
}

function relevanceKey(database: ReadDatabase, sought: string): OrderKey {
  const { ranks } = nameHits(database, sought);
  const values = new Float64Array(lastPackage(database) + 1).fill(ranks.length);
  for (const [rank, set] of ranks.entries()) for (const id of idsOf(set)) values[id] = rank;
  return { values, settle: null };
}

/** Where downloads are equal, or not counted at all as on Model Zoo, stars decide. */
function popularityKeys(database: ReadDatabase, isLast: boolean): readonly OrderKey[] {
  if (isLast) return [{ values: popularity(database).places, settle: null }];
  return (['downloads', 'stars'] as const).map((field) => fieldKey(database, { kind: 'number', field }, true));
}

function fieldKey(database: ReadDatabase, order: FieldOrder, descending: boolean): OrderKey {
  switch (order.kind) {
    case 'name':
      return nameKey(database, descending);
    case 'likes': {
      const values = numberValues(database, 'likes', descending, (value) => value);
      const stars = numberValues(database, 'stars', descending, (value) => value);
      for (let id = 0; id < values.length; id += 1) if (values[id] === Infinity) values[id] = stars[id] as number;
      return { values, settle: null };
    }
    case 'term': {
      const places = termPlaces(database, order.terms);
      return { values: numberValues(database, order.field, descending, (term) => places.get(term) ?? 0), settle: null };
    }
    case 'number':
      return { values: numberValues(database, order.field, descending, (value) => value), settle: null };
  }
}

/** Missing values last either way. */
function numberValues(database: ReadDatabase, field: AnyNumber, descending: boolean, orderOf: (value: number) => number): Float64Array {
  const values = new Float64Array(lastPackage(database) + 1).fill(Infinity);
  const sign = descending ? -1 : 1;
  eachNumbers(database, field, (numbers, first) => {
    for (let at = 0; at < numbers.length; at += 1) {
      const value = numbers[at] as number;
      if (value !== noNumber && !Number.isNaN(value)) values[first + at] = sign * orderOf(value);
    }
  });
  return values;
}

/** The place of each term of a kind in the order of their folded texts; equal texts have one place. */
function termPlaces(database: ReadDatabase, kind: TermKind): ReadonlyMap<number, number> {
  return hold(database, `places of ${kind}`, (places) => 40 * places.size, () => {
    const places = new Map<number, number>();
    let before: string | null = null;
    let place = 0;
    for (const { id, folded } of prepare<[number], { id: number; folded: string }>(database, 'SELECT id, folded FROM term WHERE kind = ? AND live() ORDER BY folded').iterate(termKinds[kind])) {
      if (folded !== before) place += 1;
      before = folded;
      places.set(id, place);
    }
    return places;
  });
}

/** Bytes of a name that a float holds exactly. */
const bytesOfValue = 6;

function nameKey(database: ReadDatabase, descending: boolean): OrderKey {
  const values = new Float64Array(lastPackage(database) + 1);
  const sign = descending ? -1 : 1;
  eachBlock(database, 'name', ({ text, ids, starts }) => {
    for (let at = 0; at < ids.length; at += 1) {
      const end = (starts[at + 1] as number) - 1;
      const start = starts[at] as number;
      let value = 0;
      for (let byte = 0; byte < bytesOfValue; byte += 1) value = 256 * value + (start + byte < end ? text.charCodeAt(start + byte) : 0);
      values[ids[at] as number] = sign * value;
    }
  });
  const blocks = heldTexts(database, 'name');
  const settle = (left: number, right: number): number => {
    const [one, other] = [nameOf(blocks, left), nameOf(blocks, right)];
    return one < other ? -sign : one > other ? sign : 0;
  };
  return { values, settle };
}

function nameOf(blocks: readonly TextBlock[], id: number): string {
  const place = placeOf(blocks, id);
  return place ? textAt(place.block, place.at) : '';
}
