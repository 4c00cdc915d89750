import type { MaintainerRow, ReachKind } from '../../shared/contract/index.ts';
import type { HubId } from '../../shared/domain/index.ts';
import { type ReadContext, remember } from '../query/index.ts';
import type { Sets } from './cover.ts';
import { readDirectReach } from './direct.ts';
import { readOwnerReach } from './owner.ts';

/** Every maintainer of a scope, by falling reach, then by identity. */
export interface ReachTable {
  readonly rows: readonly MaintainerRow[];
  /** Distinct repositories (direct) or packages (owner) in scope. */
  readonly reachable: number;
  /** What each maintainer reaches, in the order of `rows`; holders that are no maintainers may follow. */
  readonly sets: Sets;
}

export interface ReachScope {
  readonly kind: ReachKind;
  readonly hub: HubId | null;
}

/** The table of a scope, worked out once per index. */
export function reachTable(context: ReadContext, { kind, hub }: ReachScope): ReachTable {
  const { database } = context;
  return remember(database, `reach ${kind} ${hub ?? '*'}`, () => (kind === 'direct' ? readDirectReach(database, hub) : readOwnerReach(database, hub)));
}

