import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { parse } from '../../shared/search/parse.ts';
import type { SearchTree } from '../../shared/search/tree.ts';
import type { ReadDatabase } from '../index/index.ts';
import type { ReadContext } from './context.ts';
import { packagesOf } from './found-packages.ts';
import { renamedSets, unknownSets } from './named-sets.ts';
import { idsOf } from './package-ids.ts';
import { orderedIds } from './package-order.ts';
import { packageRows } from './package-rows.ts';
import { sizeOf } from './package-set.ts';
import { maximumParts, trim } from './trim.ts';

type Answer = CallAnswer<'packages.search'>;

/** One page of the packages that belong to a search; what cannot be read of it is told in `notes` and left out. */
export function searchPackages(context: ReadContext, args: CallArguments<'packages.search'>): Answer {
  const { database } = context;
  const { tree, sort, notes } = readSearch(args.query);
  const { total, ids } = foundPage(database, { tree, sort }, args.offset, args.limit);
  return { total, rows: packageRows(database, [...ids], args.extra), notes: [...notes, ...unknownSets(database, args.query), ...renamedSets(database, args.query)] };
}

/** The number of packages in a search, and the ids of a stretch of them in its order. */
export function foundPage(database: ReadDatabase, { tree, sort }: Pick<ReadSearch, 'tree' | 'sort'>, offset: number, limit: number): { readonly total: number; readonly ids: Uint32Array } {
  const set = packagesOf(database, tree);
  const total = sizeOf(set);
  return { total, ids: orderedIds(database, { tree, sort, set, count: total }, offset, limit) };
}

/** All packages of a search in the order asked for; where none is, in the mirror's own: hubs, then records. */
export function foundIds(database: ReadDatabase, { tree, sort }: Pick<ReadSearch, 'tree' | 'sort'>): Uint32Array {
  return sort.length === 0 ? idsOf(packagesOf(database, tree)) : foundPage(database, { tree, sort }, 0, Infinity).ids;
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

/** The number of packages in a search text; what cannot be read of it is left out. */
export function countSearch({ database }: ReadContext, query: string): number {
  return sizeOf(packagesOf(database, readSearch(query).tree));
}
