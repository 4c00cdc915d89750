import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { hubNumber } from '../index/index.ts';
import type { ReadContext } from './context.ts';
import { packageKeyOf, packageRows, type StoredKey } from './package-rows.ts';
import { foundPage, readSearch } from './search.ts';
import { prepare } from './statements.ts';

/** A stretch of a search's packages by their keys, in its order. */
export function searchKeys({ database }: ReadContext, args: CallArguments<'packages.keys'>): CallAnswer<'packages.keys'> {
  const { total, ids } = foundPage(database, readSearch(args.query), args.offset, args.limit);
  const read = prepare<[number], StoredKey>(database, 'SELECT hub, name, ordinal FROM package WHERE id = ?');
  const keys = [...ids].flatMap((id) => {
    const stored = read.get(id);
    return stored ? [packageKeyOf(stored)] : [];
  });
  return { total, keys };
}

/** The rows of packages picked by hand, in their order; a package that the mirror does not have is left out. */
export function rowsOfKeys({ database }: ReadContext, args: CallArguments<'packages.rows'>): CallAnswer<'packages.rows'> {
  const find = prepare<[number, string, number], { id: number }>(database, 'SELECT id FROM package WHERE hub = ? AND name = ? AND ordinal = ?');
  const ids = args.packages.flatMap(({ hub, name, ordinal }) => find.get(hubNumber(hub), name, ordinal)?.id ?? []);
  return { rows: packageRows(database, ids, args.extra) };
}
