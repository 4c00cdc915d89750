import type { CallArguments, MaintainerRow } from '../../shared/contract/index.ts';
import { hold } from '../query/index.ts';
import { type Sets, someSets } from './cover.ts';
import { readDirectReach } from './direct.ts';
import { readOwnerReach } from './owner.ts';
import type { ReachContext } from './people.ts';
import { readTransitiveReach } from './transitive.ts';

/** Every maintainer of a scope, by falling reach, then by identity. */
export interface ReachTable {
  readonly rows: readonly MaintainerRow[];
  /** Distinct repositories (direct) or packages (owner, transitive) in scope. */
  readonly reachable: number;
  /** What each maintainer reaches, by ids of repositories or packages, in the order of `rows`; holders that are no maintainers may follow. */
  readonly sets: Sets;
}

export type TableScope = Omit<CallArguments<'reach.curve'>, 'mirror'>;

/** What a table depends on, as text: settings that mean nothing to a kind of reach make no second table. */
export function tableKey({ aliases }: Pick<ReachContext, 'aliases'>, { kind, hub, query, key, role, holder, dependencies, accounts }: TableScope): string {
  const people = [key, role, aliases.revision];
  const settings = kind === 'direct' ? people : kind === 'owner' ? [] : [holder, dependencies, holder === 'committed' ? people : []];
  return JSON.stringify([kind, hub, query, accounts, settings]);
}

/** The table of a scope, worked out once as long as it is asked for. */
export function reachTable(context: ReachContext, scope: TableScope): ReachTable {
  return hold(context.database, `reach table ${tableKey(context, scope)}`, bytesOf, () => {
    if (scope.accounts !== 'all') return accountsOf(reachTable(context, { ...scope, accounts: 'all' }), scope.accounts);
    switch (scope.kind) {
      case 'direct':
        return readDirectReach(context, scope);
      case 'owner':
        return readOwnerReach(context.database, scope);
      case 'transitive':
        return readTransitiveReach(context, scope);
    }
  });
}

function bytesOf({ rows, sets }: ReachTable): number {
  return 600 * rows.length + 12 * sets.sizes.reduce((sum, size) => sum + size, 0);
}

/** Holders that are no maintainers stay: what they hold is no bot's. */
function accountsOf({ rows, sets, reachable }: ReachTable, accounts: 'people' | 'automated'): ReachTable {
  const kept = rows.flatMap((row, at) => (row.automated === (accounts === 'automated') ? [at] : []));
  const others = Array.from({ length: sets.sizes.length - rows.length }, (_, at) => rows.length + at);
  return {
    rows: kept.flatMap((at, place) => (rows[at] ? [{ ...rows[at], rank: place + 1 }] : [])),
    reachable,
    sets: someSets(sets, accounts === 'people' ? [...kept, ...others] : kept),
  };
}
