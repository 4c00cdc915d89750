import { fold } from '../../shared/search/index.ts';
import { type CountedField, type CountedValue, countedValues, difference, packagesWith, type PackageSet, valueNamed } from '../query/index.ts';
import { noneKey, restKey, valueKey, valueOfKey } from './rows.ts';
import { behind } from './set-name.ts';
import { shareRow } from './shares.ts';
import type { Measure, MeasureContext, ShareRow } from './types.ts';
import { oneOf, within } from './within.ts';

/** A published share, by the folded value, or by the key of a row that is no value. */
export type PublishedShares = ReadonlyMap<string, NonNullable<ShareRow['reference']>>;

export interface ValueShares {
  readonly info: Measure['info'];
  readonly part: string;
  readonly field: Extract<CountedField, 'architecture' | 'dataset' | 'license' | 'format'>;
  /** The field in the search language, and how it says that there is a value; null where it cannot. */
  readonly search: { readonly field: 'arch' | 'dataset' | 'license' | 'format'; readonly has: string | null };
  readonly top: number;
  readonly labels: { readonly rest: string; readonly none: string };
  readonly published?: PublishedShares;
}

/** The first values of a field with how many packages of the selection have each, what is left, and packages without any. */
export function valueShares(context: MeasureContext, shares: ValueShares): { readonly rows: readonly ShareRow[]; readonly missing: number } {
  const { values, missing } = countedValues(context.database, shares.field, context.selected);
  const { info, part, search, published, labels } = shares;
  const of = context.packages;
  const shown = values.slice(0, shares.top);
  const texts = shown.map((value) => value.text());
  const exact = shown.every((value) => value.isFound());
  const rows = shown.map((value, at) => valueRow(context, shares, value, texts[at] as string));
  const rest = restCount(context, shares, values);
  const list = exact ? oneOf(search.field, texts) : null;
  const restSearch = list !== null && search.has !== null ? within(context.query, `${search.has} -${list}`) : behind({ info }, context, part, restKey, true);
  const noneSearch = search.has === null ? behind({ info }, context, part, noneKey) : within(context.query, `-${search.has}`);
  return {
    missing,
    rows: [
      ...rows,
      ...(values.length > shown.length ? [shareRow({ key: restKey, label: labels.rest, count: rest, of, role: 'rest', packages: restSearch, reference: published?.get(restKey) ?? null })] : []),
      shareRow({ key: noneKey, label: labels.none, count: missing, of, role: 'none', packages: noneSearch, reference: published?.get(noneKey) ?? null }),
    ],
  };
}

function valueRow(context: MeasureContext, { info, part, search, published }: ValueShares, value: CountedValue, text: string): ShareRow {
  const folded = fold(text.trim());
  const key = valueKey(folded);
  const plain = value.isFound() ? oneOf(search.field, [text]) : null;
  const packages = plain === null ? behind({ info }, context, part, key) : within(context.query, plain);
  return shareRow({ key, label: text, count: value.count, of: context.packages, packages, reference: published?.get(folded) ?? null });
}

/** Packages whose values are all beyond the first ones. */
function restCount(context: MeasureContext, { field, top }: ValueShares, values: readonly CountedValue[]): number {
  if (values.length <= top) return 0;
  if (field === 'architecture') return values.slice(top).reduce((sum, { count }) => sum + count, 0);
  return sizeWithin(context.selected, restSet(context, field, top, values));
}

function restSet({ database }: MeasureContext, field: CountedField, top: number, values: readonly CountedValue[]): PackageSet {
  const shown = new Set(values.slice(0, top).map(({ number }) => number));
  return difference(packagesWith(database, field, () => true), packagesWith(database, field, (value) => shown.has(value)));
}

function sizeWithin(left: PackageSet, right: PackageSet): number {
  let size = 0;
  for (let at = 0; at < left.length; at += 1) for (let bits = (left[at] as number) & (right[at] as number); bits !== 0; bits &= bits - 1) size += 1;
  return size;
}

/** The packages behind a row of `valueShares`. */
export function valueSharesSet(context: MeasureContext, field: ValueShares['field'], top: number, row: string): PackageSet | undefined {
  const { database, selected } = context;
  if (row === noneKey) return difference(selected, packagesWith(database, field, () => true));
  if (row === restKey) return restSet(context, field, top, countedValues(database, field, selected).values);
  const wanted = valueOfKey(row);
  if (wanted === null) return undefined;
  const number = valueNamed(database, field, wanted);
  return number === undefined ? undefined : packagesWith(database, field, (value) => value === number);
}
