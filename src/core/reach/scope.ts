import type { ReachScope } from '../../shared/contract/index.ts';
import { type HubId, hubIds } from '../../shared/domain/index.ts';
import { hubNumber, hubOfNumber, type ReadDatabase } from '../index/index.ts';
import { foundIds, hold, lastPackage, prepare, readSearch, stopIfUnwanted } from '../query/index.ts';

/** What reach asks of every package, by its id; 0 is none. */
export interface PackageFacts {
  /** The highest id. */
  readonly last: number;
  readonly hubs: Uint8Array;
  /** Ids in `term`; 0 where no account owns it. */
  readonly owners: Uint32Array;
  /** 0 where it has no clone. */
  readonly repositories: Uint32Array;
  /** NaN where unknown. */
  readonly downloads: Float64Array;
  readonly bytes: Float64Array;
}

type Row = readonly [id: number, hub: number, owner: number | null, repository: number | null, downloads: number | null, bytes: number | null];

const rowsAtOnce = 8192;

export function packageFacts(database: ReadDatabase): PackageFacts {
  return hold(database, 'reach facts of packages', ({ last }) => 25 * last, () => {
    const last = lastPackage(database);
    const size = last + 1;
    const facts = {
      last, hubs: new Uint8Array(size), owners: new Uint32Array(size), repositories: new Uint32Array(size),
      downloads: new Float64Array(size).fill(Number.NaN), bytes: new Float64Array(size).fill(Number.NaN),
    };
    const rows = prepare<[number, number], Row>(database, 'SELECT id, hub, owner, repository, downloads, bytes FROM package WHERE id BETWEEN ? AND ?').raw(true);
    // Thousands of rows at once take a third of the time that one by one do.
    for (let from = 1; from <= last; from += rowsAtOnce) {
      stopIfUnwanted(database);
      for (const [id, hub, owner, repository, downloads, bytes] of rows.all(from, from + rowsAtOnce - 1)) {
        facts.hubs[id] = hub;
        facts.owners[id] = owner ?? 0;
        facts.repositories[id] = repository ?? 0;
        if (downloads !== null) facts.downloads[id] = downloads;
        if (bytes !== null) facts.bytes[id] = bytes;
      }
    }
    return facts;
  });
}

/** An account by one number: the same name on another hub is another account. Below 256 it is a hub's own namespace. */
export function accountKey(owner: number, hub: number): number {
  return 256 * owner + hub;
}

/** The account of a package; a hub's own namespace where nobody owns it. */
export function accountOf({ owners, hubs }: PackageFacts, id: number): number {
  return accountKey(owners[id] as number, hubs[id] as number);
}

/** What an account's number was made of; owner 0 is nobody. */
export function partsOfAccount(account: number): { readonly owner: number; readonly hub: HubId } {
  return { owner: Math.floor(account / 256), hub: hubOfNumber(account % 256) };
}

/** Packages of a scope by their accounts, ascending. */
export function packagesByAccount(database: ReadDatabase, scope: Pick<ReachScope, 'hub' | 'query'>): ReadonlyMap<number, readonly number[]> {
  const facts = packageFacts(database);
  const found = new Map<number, number[]>();
  packagesInScope(database, scope).has.forEach((isIn, id) => {
    if (isIn === 0) return;
    const account = accountOf(facts, id);
    const packages = found.get(account);
    if (packages) packages.push(id);
    else found.set(account, [id]);
  });
  return found;
}

/** Hubs by their numbers, each once, in the order of the hubs' own list. */
export function hubsOf(numbers: Iterable<number>): HubId[] {
  const found = new Set(Array.from(new Set(numbers), hubOfNumber));
  return hubIds.filter((hub) => found.has(hub));
}

export interface ScopedPackages {
  /** 1 for each package in scope, by its id. */
  readonly has: Uint8Array;
  readonly count: number;
  /** Whether the search asks for less than everything; a hub may narrow it all the same. */
  readonly searched: boolean;
}

/** The packages of a hub and a search; what cannot be read of the search is left out, as in the table of packages. */
export function packagesInScope(database: ReadDatabase, { hub, query }: Pick<ReachScope, 'hub' | 'query'>): ScopedPackages {
  return hold(database, `reach scope ${hub ?? '*'} ${query}`, ({ has }) => has.length, () => {
    const { tree } = readSearch(query);
    const { hubs, last } = packageFacts(database);
    const number = hub === null ? null : hubNumber(hub);
    const has = new Uint8Array(last + 1);
    let count = 0;
    for (const id of foundIds(database, { tree, sort: [] })) {
      if (number !== null && hubs[id] !== number) continue;
      has[id] = 1;
      count += 1;
    }
    return { has, count, searched: tree.kind !== 'everything' };
  });
}

/**
 * Repositories of a scope by their id: those of the hub, and where a search narrows it, those that hold a package of it.
 */
export function repositoriesInScope(database: ReadDatabase, scope: Pick<ReachScope, 'hub' | 'query'>): Uint8Array {
  const packages = packagesInScope(database, scope);
  const hubs = repositoryHubs(database);
  const has = new Uint8Array(hubs.length);
  if (packages.searched) {
    const { repositories } = packageFacts(database);
    packages.has.forEach((isIn, id) => {
      if (isIn === 1) has[repositories[id] as number] = 1;
    });
    has[0] = 0;
    return has;
  }
  const number = scope.hub === null ? null : hubNumber(scope.hub);
  for (let id = 1; id < hubs.length; id += 1) has[id] = hubs[id] !== 255 && (number === null || hubs[id] === number) ? 1 : 0;
  return has;
}

/** The hub of every repository by its id; 255 for ids that none has. */
export function repositoryHubs(database: ReadDatabase): Uint8Array {
  return hold(database, 'reach hubs of repositories', (hubs) => hubs.length, () => {
    const rows = prepare<[], { id: number; hub: number }>(database, 'SELECT id, hub FROM repository WHERE live() ORDER BY id').all();
    const hubs = new Uint8Array((rows.at(-1)?.id ?? 0) + 1).fill(255);
    for (const { id, hub } of rows) hubs[id] = hub;
    return hubs;
  });
}
