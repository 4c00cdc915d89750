import type { CallAnswer, CallArguments, MaintainerRow } from '../../shared/contract/index.ts';
import { fold } from '../../shared/search/fold.ts';
import { hold } from '../query/index.ts';
import { compare } from './compare.ts';
import type { ReachContext } from './people.ts';
import { describeReach } from './rules.ts';
import { reachTable, tableKey } from './table.ts';

type Arguments = CallArguments<'reach.list'>;

/** One page of maintainers; `search` is a part of the name or identity, whatever its case and accents. */
export function listMaintainers(context: ReachContext, args: Arguments): CallAnswer<'reach.list'> {
  const { rows } = reachTable(context, args);
  const within = args.ranks === null ? rows : rows.slice(args.ranks.from - 1, args.ranks.to);
  const sought = fold(args.search.trim());
  const found = sought === '' ? within : within.filter((row) => fold(row.name).includes(sought) || fold(row.maintainer).includes(sought));
  const ordered = inOrder(found, args);
  const namesakes = hold(context.database, `namesakes ${tableKey(context, args)}`, (names) => 60 * names.size, () => repeated(rows));
  return {
    maintainers: rows.length,
    total: found.length,
    located: placeOf(ordered, args.locate),
    rows: ordered.slice(args.offset, args.offset + args.limit).map((row) => ({ ...row, namesake: namesakes.has(row.name) })),
    ...describeReach(args),
  };
}

/** Names that several have. */
function repeated(rows: readonly MaintainerRow[]): ReadonlySet<string> {
  const [seen, again] = [new Set<string>(), new Set<string>()];
  for (const { name } of rows) (seen.has(name) ? again : seen).add(name);
  return again;
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
  const keyed = rows.map((row) => ({ row, value: valueOf(row, sort) }));
  // What is unknown comes last either way.
  return keyed.sort((left, right) => Number(left.value === null) - Number(right.value === null) || sign * ((left.value ?? 0) - (right.value ?? 0))).map(({ row }) => row);
}

function valueOf(row: MaintainerRow, sort: Exclude<Arguments['sort'], 'name'>): number | null {
  if (sort === 'hubs') return row.hubs.length;
  return sort === 'signed' ? row.signedCommits : row[sort];
}
