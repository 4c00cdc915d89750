import type { CallAnswer, CallArguments, MaintainerRow } from '../../shared/contract/index.ts';
import { fold } from '../../shared/search/fold.ts';
import type { ReadContext } from '../query/index.ts';
import { compare } from './direct.ts';
import { reachRules } from './rules.ts';
import { reachTable } from './table.ts';

type Arguments = CallArguments<'reach.list'>;

/** One page of maintainers; `search` is a part of the name or identity, whatever its case and accents. */
export function listMaintainers(context: ReadContext, args: Arguments): CallAnswer<'reach.list'> {
  const { rows } = reachTable(context, args);
  const sought = fold(args.search.trim());
  const found = sought === '' ? rows : rows.filter((row) => fold(row.name).includes(sought) || fold(row.maintainer).includes(sought));
  const ordered = inOrder(found, args);
  return {
    maintainers: rows.length,
    total: found.length,
    located: placeOf(ordered, args.locate),
    rows: ordered.slice(args.offset, args.offset + args.limit),
    ...reachRules[args.kind],
  };
}

function placeOf(rows: readonly MaintainerRow[], maintainer: string | null): number | null {
  const place = maintainer === null ? -1 : rows.findIndex((row) => row.maintainer === maintainer);
  return place === -1 ? null : place;
}

/** The table is by falling reach already, and sorting is stable: what is equal stays in that order. */
function inOrder(rows: readonly MaintainerRow[], { sort, descending }: Arguments): readonly MaintainerRow[] {
  if (sort === 'reach' && descending) return rows;
  const sign = descending ? -1 : 1;
  if (sort === 'name') {
    const named = rows.map((row) => ({ row, key: fold(row.name) }));
    return named.sort((left, right) => sign * compare(left.key, right.key)).map(({ row }) => row);
  }
  return rows.toSorted((left, right) => sign * ((left[sort] ?? 0) - (right[sort] ?? 0)));
}
