import { assertNever } from '../../shared/result.ts';
import type { SortName } from '../../shared/search/fields.ts';
import type { SortKey } from '../../shared/search/tree.ts';
import { noNumber, type ReadDatabase, type TermKind, termKinds } from '../index/index.ts';
import { hold } from './held.ts';
import { eachBlock, heldTexts, placeOf, textAt, type TextBlock } from './held-texts.ts';
import { type AnyNumber, eachNumbers, popularity } from './package-fields.ts';
import { hasId } from './package-set.ts';
import { prepare } from './statements.ts';
import { nameHits } from './text-search.ts';

/** What packages are ordered by, of the ids of some, ascending: the smaller comes first. */
export type OrderKey =
  | { readonly kind: 'values'; readonly valuesOf: (ids: Uint32Array) => Float64Array }
  | { readonly kind: 'texts'; readonly compare: (left: number, right: number) => number };

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
    return fieldKeys(database, orders[key.by], key.descending);
  });
}

function relevanceKey(database: ReadDatabase, sought: string): OrderKey {
  const { ranks } = nameHits(database, sought);
  const [whole, short, starting] = ranks;
  return eachValue((id) => (hasId(whole, id) ? 0 : hasId(short, id) ? 1 : hasId(starting, id) ? 2 : 3));
}

/** Where downloads are equal, or not counted at all as on Model Zoo, stars decide. */
function popularityKeys(database: ReadDatabase, isLast: boolean): readonly OrderKey[] {
  const { places } = popularity(database);
  if (isLast) return [eachValue((id) => places[id] as number)];
  return (['downloads', 'stars'] as const).flatMap((field) => fieldKeys(database, { kind: 'number', field }, true));
}

function eachValue(valueOf: (id: number) => number): OrderKey {
  return valuesKey((ids) => {
    const values = new Float64Array(ids.length);
    for (let at = 0; at < ids.length; at += 1) values[at] = valueOf(ids[at] as number);
    return values;
  });
}

function valuesKey(valuesOf: (ids: Uint32Array) => Float64Array): OrderKey {
  return { kind: 'values', valuesOf };
}

function fieldKeys(database: ReadDatabase, order: FieldOrder, descending: boolean): readonly OrderKey[] {
  switch (order.kind) {
    case 'name':
      return nameKeys(database, descending);
    case 'likes':
      return [valuesKey((ids) => {
        const values = numbersOf(database, 'likes', ids, descending, null);
        const stars = numbersOf(database, 'stars', ids, descending, null);
        for (let at = 0; at < ids.length; at += 1) if (values[at] === Infinity) values[at] = stars[at] as number;
        return values;
      })];
    case 'term':
      return [valuesKey((ids) => numbersOf(database, order.field, ids, descending, termPlaces(database, order.terms)))];
    case 'number':
      return [valuesKey((ids) => numbersOf(database, order.field, ids, descending, null))];
    default:
      return assertNever(order);
  }
}

/** Missing values last either way. Terms count by their places. */
function numbersOf(database: ReadDatabase, field: AnyNumber, ids: Uint32Array, descending: boolean, places: Uint32Array | null): Float64Array {
  const values = new Float64Array(ids.length).fill(Infinity);
  const sign = descending ? -1 : 1;
  let at = 0;
  eachNumbers(database, field, (numbers, first) => {
    while ((ids[at] as number) < first) at += 1;
    for (const end = first + numbers.length; (ids[at] as number) < end; at += 1) {
      const value = numbers[(ids[at] as number) - first] as number;
      if (value !== noNumber && !Number.isNaN(value)) values[at] = sign * (places ? (places[value] as number) : value);
    }
  });
  return values;
}

/** By the number of a term of a kind its place in the order of their folded texts; equal texts have one place. */
function termPlaces(database: ReadDatabase, kind: TermKind): Uint32Array {
  return hold(database, `places of ${kind}`, ({ byteLength }) => byteLength, () => {
    const terms = prepare<[number], { id: number; folded: string }>(database, 'SELECT id, folded FROM term WHERE kind = ? AND live() ORDER BY folded').all(termKinds[kind]);
    const places = new Uint32Array(terms.reduce((most, { id }) => Math.max(most, id), 0) + 1);
    let before: string | null = null;
    let place = 0;
    for (const { id, folded } of terms) {
      if (folded !== before) place += 1;
      before = folded;
      places[id] = place;
    }
    return places;
  });
}

/** Bytes of a name that a float holds exactly. */
const bytesOfValue = 6;
/** Names that have the same first 18 bytes are compared as texts. */
const valuesOfName = [0, bytesOfValue, 2 * bytesOfValue];

function nameKeys(database: ReadDatabase, descending: boolean): readonly OrderKey[] {
  const sign = descending ? -1 : 1;
  const values = valuesOfName.map((from) => valuesKey((ids) => nameBytes(database, ids, from, sign)));
  const blocks = heldTexts(database, 'name');
  const compare = (left: number, right: number): number => {
    const [one, other] = [nameOf(blocks, left), nameOf(blocks, right)];
    return one < other ? -sign : one > other ? sign : 0;
  };
  return [...values, { kind: 'texts', compare }];
}

/** Six bytes of each name as a number. */
function nameBytes(database: ReadDatabase, ids: Uint32Array, from: number, sign: number): Float64Array {
  const values = new Float64Array(ids.length);
  let place = 0;
  eachBlock(database, 'name', (block) => {
    const { text, starts } = block;
    const first = block.ids[0] as number;
    for (const end = first + block.ids.length; (ids[place] as number) < end; place += 1) {
      const at = (ids[place] as number) - first;
      const start = (starts[at] as number) + from;
      const stop = (starts[at + 1] as number) - 1;
      let value = 0;
      for (let byte = start; byte < start + bytesOfValue; byte += 1) value = 256 * value + (byte < stop ? text.charCodeAt(byte) : 0);
      values[place] = sign * value;
    }
  });
  return values;
}

function nameOf(blocks: readonly TextBlock[], id: number): string {
  const place = placeOf(blocks, id);
  return place ? textAt(place.block, place.at) : '';
}
