import type { ReachScope } from '../../../shared/contract/index.ts';
import { itemsOf, type Lists, listsBy } from '../../../shared/number-lists.ts';
import { NumberStack } from '../../../shared/numbers.ts';
import { hubOfNumber, type ReadDatabase, termKinds } from '../../index/index.ts';
import { hold, prepare, stopIfUnwanted } from '../../query/index.ts';
import type { ReachContext } from '../people.ts';
import { accountOf, packageFacts } from '../scope.ts';
import { readTouches } from '../touches.ts';
import type { ClosureFigures } from './closure-figures.ts';
import { closureFigures } from './closures.ts';
import { networkKinds, type Network } from './network.ts';
import { reachedFrom } from './reached.ts';
import { keyOf, networkOf } from './scoped-network.ts';

/** Who holds what in a network. */
export interface Holders {
  /** `hub/account`, or the identity of whoever committed. */
  readonly identities: readonly string[];
  /** Nodes of each: packages below `network.packages.length`, and with ties to datasets those under an account's name. */
  readonly held: Lists;
}

/**
 * Transitive reach of everybody in a scope (USENIX'19). Holders are accounts (`scope.holder` "owner") or identities in the
 * numbers of `readTouches` ("committed"); those that hold nothing in scope have an empty list and reach 0.
 *
 * Figures are exact and known at once. The sets behind them may be far larger than memory, so `reachedBy` gives one at a
 * time, in time proportional to what lies below the holder: for a greedy choice, take `reach` as the first gains and ask for
 * the set of whoever comes to the top.
 */
export interface TransitiveReach extends ClosureFigures, Holders {
  readonly network: Network;
  /** Ids of the packages in scope: package number `n` of every array here is `packages[n]`. */
  readonly packages: Uint32Array;
  /** MR of one holder as package numbers, ascending; `reach[holder]` of them. */
  readonly reachedBy: (holder: number) => Uint32Array;
  /** By holder, the sum of a column (by package number, NaN counts as 0) over what it reaches. */
  readonly sumReached: (column: Float64Array) => Float64Array;
}

export function transitiveReach(context: ReachContext, scope: Omit<ReachScope, 'mirror'>): TransitiveReach {
  const { database } = context;
  const network = networkOf(database, scope);
  const holders = holdersOf(context, scope);
  const stop = (): void => stopIfUnwanted(database);
  const figures = hold(database, `figures ${holdersKey(context, scope)}`, bytesOf, () => closureFigures(network.condensed, network.packages.length, holders, stop));
  const reachedBy = (holder: number): Uint32Array => reachedFrom(network, itemsOf(holders.held, holder));
  return {
    ...figures, ...holders, network, packages: network.packages, reachedBy,
    sumReached: (column) => Float64Array.from(holders.identities, (_, holder) => {
      if (figures.reach[holder] === 0) return 0;
      if (holder % 64 === 0) stop();
      return reachedBy(holder).reduce((sum, node) => sum + (column[node] || 0), 0);
    }),
  };
}

function bytesOf({ dependants, trusted, trustedHolders, reach }: ClosureFigures): number {
  return 4 * (dependants.length + trusted.length + trustedHolders.length + reach.length);
}

function holdersKey({ aliases }: ReachContext, scope: Omit<ReachScope, 'mirror'>): string {
  const who = scope.holder === 'owner' ? 'owner' : `${scope.key} ${scope.role} ${aliases.revision}`;
  return `${who} ${keyOf(scope)}`;
}

/** Everybody who holds packages of a scope. */
export function holdersOf(context: ReachContext, scope: Omit<ReachScope, 'mirror'>): Holders {
  const { database } = context;
  const network = networkOf(database, scope);
  return hold(database, `holders ${holdersKey(context, scope)}`, ({ identities, held }) => 80 * identities.length + 4 * held.items.length, () =>
    scope.holder === 'owner' ? accounts(database, network) : committers(context, scope, network));
}

function accounts(database: ReadDatabase, network: Network): Holders {
  const facts = packageFacts(database);
  const texts = ownerTexts(database);
  const numbers = new Map<number, number>();
  const identities: string[] = [];
  const [from, to] = [new NumberStack(), new NumberStack()];
  network.packages.forEach((id, node) => {
    const owner = facts.owners[id] as number;
    if (owner === 0) return;
    const key = accountOf(facts, id);
    let number = numbers.get(key);
    if (number === undefined) {
      number = identities.length;
      numbers.set(key, number);
      identities.push(`${hubOfNumber(facts.hubs[id] as number)}/${texts.get(owner) ?? ''}`);
    }
    from.push(number);
    to.push(node);
  });
  const byIdentity = new Map(hasDatasets(network) ? identities.map((identity, number) => [identity, number] as const) : []);
  eachDataset(network, (node, name) => {
    const slash = name.indexOf('/');
    const number = slash === -1 ? undefined : byIdentity.get(`huggingface/${name.slice(0, slash)}`);
    if (number === undefined) return;
    from.push(number);
    to.push(node);
  });
  return { identities, held: listsBy(from.toArray(), to.toArray(), identities.length) };
}

/** Not held: what is made of them is, and at a million packages both would leave no room for the network. */
function ownerTexts(database: ReadDatabase): ReadonlyMap<number, string> {
  return new Map(prepare<[], readonly [number, string]>(database, `SELECT id, text FROM term WHERE kind = ${termKinds.owner} AND (id & 1023 OR live())`).raw(true).all());
}

function hasDatasets({ firsts }: Network): boolean {
  const place = networkKinds.indexOf('dataset');
  return (firsts[place] as number) < (firsts[place + 1] as number);
}

function eachDataset({ firsts, names, packages }: Network, walk: (node: number, name: string) => void): void {
  const place = networkKinds.indexOf('dataset');
  for (let node = firsts[place] as number; node < (firsts[place + 1] as number); node += 1) walk(node, names[node - packages.length] ?? '');
}

function committers(context: ReachContext, scope: Omit<ReachScope, 'mirror'>, network: Network): Holders {
  const touches = readTouches(context, scope);
  const { repositories } = packageFacts(context.database);
  const inRepository = new Map<number, number[]>();
  network.packages.forEach((id, node) => {
    const repository = repositories[id] as number;
    if (repository === 0) return;
    const known = inRepository.get(repository);
    if (known) known.push(node);
    else inRepository.set(repository, [node]);
  });
  const offsets = new Uint32Array(touches.offsets.length);
  const items = new NumberStack();
  for (let identity = 0; identity + 1 < touches.offsets.length; identity += 1) {
    for (const repository of touches.repositories.subarray(touches.offsets[identity], touches.offsets[identity + 1])) {
      for (const node of inRepository.get(repository) ?? []) items.push(node);
    }
    offsets[identity + 1] = items.length;
  }
  return { identities: touches.people.keys, held: { offsets, items: items.toArray() } };
}
