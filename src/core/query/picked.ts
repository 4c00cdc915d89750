import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { hubNumber } from '../index/index.ts';
import { compileSearch, type SqlValue } from './compile-search.ts';
import type { ReadContext } from './context.ts';
import { orderOf } from './order.ts';
import { packageKeyOf, packageRows, type StoredKey } from './package-rows.ts';
import { countPackages, prepareForSearch, readSearch, whereOf } from './search.ts';
import { prepare } from './statements.ts';

/** A stretch of a search's packages by their keys, in its order. */
export function searchKeys({ database }: ReadContext, args: CallArguments<'packages.keys'>): CallAnswer<'packages.keys'> {
  const { tree, sort } = readSearch(args.query);
  prepareForSearch(database);
  const search = compileSearch(database, tree);
  const order = orderOf(tree, sort);
  const keys = database
    .prepare<SqlValue[], StoredKey>(`SELECT p.hub, p.name, p.ordinal FROM package AS p ${whereOf(search)} ORDER BY ${order.sql} LIMIT ? OFFSET ?`)
    .all(...(search?.params ?? []), ...order.params, args.limit, args.offset);
  return { total: countPackages(database, search), keys: keys.map(packageKeyOf) };
}

/** The rows of packages picked by hand, in their order; a package that the mirror does not have is left out. */
export function rowsOfKeys({ database }: ReadContext, args: CallArguments<'packages.rows'>): CallAnswer<'packages.rows'> {
  const find = prepare<[number, string, number], { id: number }>(database, 'SELECT id FROM package WHERE hub = ? AND name = ? AND ordinal = ?');
  const ids = args.packages.flatMap(({ hub, name, ordinal }) => find.get(hubNumber(hub), name, ordinal)?.id ?? []);
  return { rows: packageRows(database, ids, args.extra) };
}
