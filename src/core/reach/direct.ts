import type { MaintainerRow } from '../../shared/contract/index.ts';
import { compare } from './compare.ts';
import { offsetsOf, packedSets } from './cover.ts';
import { addHolding, addPackage, emptyHolding, type Holding } from './holdings.ts';
import type { ReachContext } from './people.ts';
import { hubsOf, packageFacts, packagesInScope, repositoriesInScope, repositoryHubs } from './scope.ts';
import type { ReachTable, TableScope } from './table.ts';
import { entriesOf, readTouches, sumEntries, type Touches } from './touches.ts';

/** Entries of `Touches` that are in scope, of one identity. */
interface Found {
  readonly identity: number;
  readonly entries: readonly number[];
}

/** Whoever committed to repositories of the scope, with these; each repository counts once. */
export function readDirectReach(context: ReachContext, scope: TableScope): ReachTable {
  const touches = readTouches(context, scope);
  const found = entriesInScope(touches, repositoriesInScope(context.database, scope));
  const { keys } = touches.people;
  found.sort((left, right) => right.entries.length - left.entries.length || compare(keys[left.identity] ?? '', keys[right.identity] ?? ''));
  const entries = found.flatMap((one) => one.entries);
  const items = Uint32Array.from(entries, (entry) => touches.repositories[entry] as number);
  const holdings = holdingsOf(context, scope);
  const hubs = repositoryHubs(context.database);
  return {
    rows: found.map((one, at) => rowOf(touches, one, at + 1, { holdings, hubs })),
    reachable: new Set(items).size,
    sets: packedSets(offsetsOf(found.map((one) => one.entries.length)), items, hubs.length, Float64Array.from(entries, (entry) => touches.first[entry] as number)),
  };
}

function entriesInScope(touches: Touches, has: Uint8Array): Found[] {
  return touches.people.keys.flatMap((_, identity) => {
    const entries = entriesOf(touches, identity, has);
    return entries.length === 0 ? [] : [{ identity, entries }];
  });
}

/** What each repository holds of the scope. */
function holdingsOf({ database }: ReachContext, scope: TableScope): ReadonlyMap<number, Holding> {
  const facts = packageFacts(database);
  const holdings = new Map<number, Holding>();
  packagesInScope(database, scope).has.forEach((isIn, id) => {
    const repository = facts.repositories[id] as number;
    if (isIn === 0 || repository === 0) return;
    const holding = holdings.get(repository) ?? emptyHolding();
    holdings.set(repository, holding);
    addPackage(holding, facts, id);
  });
  return holdings;
}

interface Around {
  readonly holdings: ReadonlyMap<number, Holding>;
  readonly hubs: Uint8Array;
}

function rowOf(touches: Touches, { identity, entries }: Found, rank: number, { holdings, hubs }: Around): MaintainerRow {
  const { people, names, repositories } = touches;
  const { signed, ...commits } = sumEntries(touches, entries);
  const sum = emptyHolding();
  for (const entry of entries) {
    const holding = holdings.get(repositories[entry] as number);
    if (holding) addHolding(sum, holding);
  }
  return {
    maintainer: people.keys[identity] ?? '',
    name: names[identity] ?? '',
    rank,
    reach: entries.length,
    ...commits,
    signedCommits: signed,
    ...sum,
    hubs: hubsOf(entries.map((entry) => hubs[repositories[entry] as number] as number)),
    automated: people.automated[identity] === 1,
    aliased: people.aliased[identity] === 1,
  };
}
