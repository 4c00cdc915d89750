import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { fold } from '../../shared/search/fold.ts';
import { parse } from '../../shared/search/parse.ts';
import type { SearchTree } from '../../shared/search/tree.ts';
import type { ReadDatabase } from '../index/index.ts';
import type { CompiledSearch, Condition, SqlValue } from './compile-search.ts';
import type { ReadContext } from './context.ts';
import { packagesOf } from './found-packages.ts';
import { orderedIds } from './package-order.ts';
import { packageRows } from './package-rows.ts';
import { sizeOf } from './package-set.ts';
import { prepare, remember } from './statements.ts';
import { maximumParts, trim } from './trim.ts';

type Answer = CallAnswer<'packages.search'>;

/** One page of the packages that belong to a search; what cannot be read of it is told in `notes` and left out. */
export function searchPackages(context: ReadContext, args: CallArguments<'packages.search'>): Answer {
  const { database } = context;
  const { tree, sort, notes } = readSearch(args.query);
  const set = packagesOf(database, tree);
  const total = sizeOf(set);
  const ids = orderedIds(database, { tree, sort, set, count: total }, args.offset, args.limit);
  return { total, rows: packageRows(database, [...ids], args.extra), notes };
}

export interface ReadSearch {
  readonly tree: SearchTree;
  readonly sort: ReturnType<typeof parse>['sort'];
  readonly notes: Answer['notes'];
}

/** A search text as a tree that is small enough to be asked for. */
export function readSearch(query: string): ReadSearch {
  const parsed = parse(query);
  const { tree, isCut } = trim(parsed.tree);
  const notes = parsed.errors.map(({ severity, from, to, message }) => ({ severity, from, to, message }));
  const cut = { severity: 'error' as const, from: 0, to: query.length, message: `A search has at most ${maximumParts} conditions; the rest is left out.` };
  return { tree, sort: parsed.sort, notes: isCut ? [...notes, cut] : notes };
}

/** `live()` first, or a scan that finds nothing could not be stopped. */
export function whereOf(search: Condition | null): string {
  return search ? `WHERE live() AND ${search.where}` : '';
}

/** The number of packages in a search; asked for once per search, however many pages of it are shown. */
export function countPackages(database: ReadDatabase, search: CompiledSearch | null): number {
  if (!search) {
    return remember(database, 'packages', () => prepare<[], { count: number }>(database, `SELECT count(*) AS count FROM package`).get()?.count ?? 0);
  }
  prepareForSearch(database);
  return remember(database, `count ${search.key}`, () => {
    const statement = database.prepare<SqlValue[], { count: number }>(`SELECT count(*) AS count FROM package AS p ${whereOf(search)}`);
    return statement.get(...search.params)?.count ?? 0;
  });
}

/** The number of packages in a search text; what cannot be read of it is left out. */
export function countSearch({ database }: ReadContext, query: string): number {
  return sizeOf(packagesOf(database, readSearch(query).tree));
}

const prepared = new WeakSet<ReadDatabase>();

/** Gives a connection the function `fold`, with which commit authors are compared as values are: without outer spaces. */
export function prepareForSearch(database: ReadDatabase): void {
  if (prepared.has(database)) return;
  database.function('fold', { deterministic: true }, (text: unknown) => fold(String(text).trim()));
  prepared.add(database);
}
