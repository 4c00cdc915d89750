import { type HubId, isAutomated } from '../../shared/domain/index.ts';
import type { ReadDatabase } from '../index/index.ts';
import { compare } from './compare.ts';
import { offsetsOf, packedSets } from './cover.ts';
import { addPackage, emptyHolding } from './holdings.ts';
import { packageFacts, packagesByAccount, partsOfAccount } from './scope.ts';
import type { ReachTable, TableScope } from './table.ts';
import { termText } from './term-text.ts';

interface Account {
  readonly hub: HubId;
  /** Null for the namespace of a hub, which holds what no account owns. */
  readonly owner: string | null;
  readonly packages: readonly number[];
}

/**
 * Accounts with the packages they own. Packages that no account owns are in scope all the same: those of one hub stand
 * together in its own namespace, which holds them as one owner would, but is no row.
 */
export function readOwnerReach(database: ReadDatabase, scope: TableScope): ReachTable {
  const facts = packageFacts(database);
  const accounts = accountsOf(database, scope);
  const owned = accounts
    .flatMap(({ owner, ...account }) => (owner === null ? [] : [{ ...account, owner, maintainer: ownerIdentity(account.hub, owner) }]))
    .sort((left, right) => right.packages.length - left.packages.length || compare(left.maintainer, right.maintainer));
  const rows = owned.map(({ maintainer, owner, hub, packages }, at) => {
    const holding = emptyHolding();
    for (const id of packages) addPackage(holding, facts, id);
    return {
      maintainer, name: owner, rank: at + 1, reach: packages.length, commits: null, signedCommits: null, ...holding, hubs: [hub], first: null, last: null,
      automated: isAutomated(owner, ''), aliased: false,
    };
  });
  const held = [...owned, ...accounts.filter(({ owner }) => owner === null)];
  const items = Uint32Array.from(held.flatMap(({ packages }) => packages));
  return { rows, reachable: items.length, sets: packedSets(offsetsOf(held.map(({ packages }) => packages.length)), items, facts.last + 1) };
}

function ownerIdentity(hub: HubId, owner: string): string {
  return `${hub}/${owner}`;
}

function accountsOf(database: ReadDatabase, scope: TableScope): readonly Account[] {
  return [...packagesByAccount(database, scope)].map(([account, packages]) => {
    const { owner, hub } = partsOfAccount(account);
    return { hub, owner: owner === 0 ? null : termText(database, owner), packages };
  });
}
