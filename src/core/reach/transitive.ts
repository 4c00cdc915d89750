import type { MaintainerRow } from '../../shared/contract/index.ts';
import { hubIds, isAutomated, isHubId } from '../../shared/domain/index.ts';
import { hubOfNumber } from '../index/index.ts';
import { stopIfUnwanted } from '../query/index.ts';
import { compare } from './compare.ts';
import { addPackage, emptyHolding } from './holdings.ts';
import { transitiveReach, type TransitiveReach } from './network/index.ts';
import type { ReachContext } from './people.ts';
import { packageFacts, type PackageFacts, repositoriesInScope } from './scope.ts';
import type { ReachTable, TableScope } from './table.ts';
import { readTouches, type Touches } from './touches.ts';

/** Maintainer reach MR of whoever holds a package of the scope, those who reach nothing among them. */
export function readTransitiveReach(context: ReachContext, scope: TableScope): ReachTable {
  const { database } = context;
  const found = transitiveReach(context, scope);
  const { identities, held, packages, reach } = found;
  const heldPackages = identities.map((_, holder) => [...held.items.subarray(held.offsets[holder], held.offsets[holder + 1])].filter((node) => node < packages.length));
  const order = identities
    .map((_, holder) => holder)
    .filter((holder) => (heldPackages[holder]?.length ?? 0) > 0)
    .sort((left, right) => (reach[right] as number) - (reach[left] as number) || compare(identities[left] ?? '', identities[right] ?? ''));
  const facts = packageFacts(database);
  const people = scope.holder === 'committed' ? describedBy(readTouches(context, scope), repositoriesInScope(database, scope)) : describedByAccount;
  const rows = order.map((holder, at): MaintainerRow => {
    if (at % 64 === 0) stopIfUnwanted(database);
    const own = heldPackages[holder] ?? [];
    return {
      maintainer: identities[holder] ?? '', rank: at + 1, reach: reach[holder] as number, ...people(holder, identities[holder] ?? ''),
      ...sumReached(found, facts, holder), packages: own.length, hubs: hubsOf(own, packages, facts),
    };
  });
  return {
    rows,
    reachable: packages.length,
    sets: {
      sizes: Uint32Array.from(order, (holder) => reach[holder] as number),
      itemsOf: (set) => found.reachedBy(order[set] as number).map((node) => packages[node] as number),
      timesOf: null,
      universe: facts.last + 1,
    },
  };
}

type Described = Pick<MaintainerRow, 'name' | 'commits' | 'signedCommits' | 'first' | 'last' | 'automated' | 'aliased'>;

function describedByAccount(_holder: number, identity: string): Described {
  const slash = identity.indexOf('/');
  const name = isHubId(identity.slice(0, slash)) ? identity.slice(slash + 1) : identity;
  return { name, commits: null, signedCommits: null, first: null, last: null, automated: isAutomated(name, ''), aliased: false };
}

function describedBy(touches: Touches, inScope: Uint8Array): (holder: number) => Described {
  const { people, names, offsets } = touches;
  return (holder) => {
    let [commits, signed, first, last] = [0, 0, Infinity, -Infinity];
    for (let entry = offsets[holder] as number; entry < (offsets[holder + 1] as number); entry += 1) {
      if (inScope[touches.repositories[entry] as number] !== 1) continue;
      commits += touches.commits[entry] as number;
      signed += touches.signed[entry] as number;
      first = Math.min(first, touches.first[entry] as number);
      last = Math.max(last, touches.last[entry] as number);
    }
    const dates = commits === 0 ? { first: null, last: null } : { first, last };
    return { name: names[holder] ?? '', commits, signedCommits: signed, ...dates, automated: people.automated[holder] === 1, aliased: people.aliased[holder] === 1 };
  };
}

function sumReached({ reach, reachedBy, packages }: TransitiveReach, facts: PackageFacts, holder: number) {
  const sum = emptyHolding();
  if (reach[holder] !== 0) for (const node of reachedBy(holder)) addPackage(sum, facts, packages[node] as number);
  return sum;
}

function hubsOf(nodes: readonly number[], packages: Uint32Array, facts: PackageFacts): MaintainerRow['hubs'] {
  const found = new Set(nodes.map((node) => hubOfNumber(facts.hubs[packages[node] as number] as number)));
  return hubIds.filter((hub) => found.has(hub));
}
