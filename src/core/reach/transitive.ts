import type { MaintainerRow } from '../../shared/contract/index.ts';
import { isAutomated, isHubId } from '../../shared/domain/index.ts';
import { itemsOf } from '../../shared/number-lists.ts';
import { stopIfUnwanted } from '../query/index.ts';
import { compare } from './compare.ts';
import { offsetsOf, packedSets } from './cover.ts';
import { addPackage, emptyHolding, type Holding } from './holdings.ts';
import { transitiveReach } from './network/index.ts';
import type { ReachContext } from './people.ts';
import { hubsOf, packageFacts, type PackageFacts, repositoriesInScope } from './scope.ts';
import type { ReachTable, TableScope } from './table.ts';
import { entriesOf, readTouches, sumEntries, type Touches } from './touches.ts';

/** Up to so many items of all sets together are kept; beyond it each set is walked anew when it is asked for. 64 MB. */
const mostItems = 16_000_000;

/** Maintainer reach MR of whoever holds a package of the scope, those who reach nothing among them. */
export function readTransitiveReach(context: ReachContext, scope: TableScope): ReachTable {
  const { database } = context;
  const found = transitiveReach(context, scope);
  const { identities, held, packages, reach } = found;
  const heldPackages = identities.map((_, holder) => itemsOf(held, holder).filter((node) => node < packages.length));
  const order = identities
    .map((_, holder) => holder)
    .filter((holder) => (heldPackages[holder]?.length ?? 0) > 0)
    .sort((left, right) => (reach[right] as number) - (reach[left] as number) || compare(identities[left] ?? '', identities[right] ?? ''));
  const facts = packageFacts(database);
  const people = scope.holder === 'committed' ? describedBy(readTouches(context, scope), repositoriesInScope(database, scope)) : describedByAccount;
  const sizes = order.map((holder) => reach[holder] as number);
  const isKept = sizes.reduce((sum, size) => sum + size, 0) <= mostItems;
  const idsReached = (holder: number): Uint32Array => (reach[holder] === 0 ? new Uint32Array(0) : found.reachedBy(holder).map((node) => packages[node] as number));
  const offsets = offsetsOf(isKept ? sizes : []);
  const items = new Uint32Array(offsets.at(-1) ?? 0);
  const rows = order.map((holder, at): MaintainerRow => {
    if (at % 64 === 0) stopIfUnwanted(database);
    const own = heldPackages[holder] ?? new Uint32Array();
    const ids = idsReached(holder);
    if (isKept) items.set(ids, offsets[at]);
    return {
      maintainer: identities[holder] ?? '', rank: at + 1, reach: reach[holder] as number, ...people(holder, identities[holder] ?? ''),
      ...sumOf(ids, facts), packages: own.length, hubs: hubsOf(Array.from(own, (node) => facts.hubs[packages[node] as number] as number)),
    };
  });
  return {
    rows,
    reachable: packages.length,
    sets: isKept
      ? packedSets(offsets, items, facts.last + 1)
      : { sizes: Uint32Array.from(sizes), itemsOf: (set) => idsReached(order[set] as number), timesOf: null, universe: facts.last + 1 },
  };
}

type Described = Pick<MaintainerRow, 'name' | 'commits' | 'signedCommits' | 'first' | 'last' | 'automated' | 'aliased'>;

function describedByAccount(_holder: number, identity: string): Described {
  const slash = identity.indexOf('/');
  const name = isHubId(identity.slice(0, slash)) ? identity.slice(slash + 1) : identity;
  return { name, commits: null, signedCommits: null, first: null, last: null, automated: isAutomated(name, ''), aliased: false };
}

function describedBy(touches: Touches, inScope: Uint8Array): (holder: number) => Described {
  const { people, names } = touches;
  return (holder) => {
    const { signed, ...commits } = sumEntries(touches, entriesOf(touches, holder, inScope));
    return { name: names[holder] ?? '', ...commits, signedCommits: signed, automated: people.automated[holder] === 1, aliased: people.aliased[holder] === 1 };
  };
}

function sumOf(ids: Uint32Array, facts: PackageFacts): Holding {
  const sum = emptyHolding();
  for (const id of ids) addPackage(sum, facts, id);
  return sum;
}
