import type { MaintainerRow } from '../../shared/contract/index.ts';
import type { HubId } from '../../shared/domain/index.ts';
import { hubNumber, hubOfNumber, type ReadDatabase } from '../index/index.ts';
import { identitySql, prepare } from '../query/index.ts';
import { setsOf } from './sets.ts';
import type { ReachTable } from './table.ts';

/** A hub's number, or all hubs. */
export interface Scope {
  readonly hub: number | null;
}

interface StoredContribution {
  readonly identity: string;
  readonly name: string;
  readonly automated: number;
  readonly repository: number;
  readonly hub: number;
  readonly commits: number;
  readonly signed: number;
}

interface StoredHolding {
  readonly repository: number;
  readonly packages: number;
  readonly downloads: number;
}

/** Sums of one identity while contributions are read. */
interface Sum {
  readonly identity: string;
  /** Commits under each name. */
  readonly names: Map<string, number>;
  readonly repositories: Set<number>;
  readonly hubs: Set<number>;
  commits: number;
  signed: number;
  automated: boolean;
}

/** Authors of commits reachable from HEAD, with the repositories they committed to; each repository counts once. */
export function readDirectReach(database: ReadDatabase, hub: HubId | null): ReachTable {
  const number = hub === null ? null : hubNumber(hub);
  const sums = sumContributions(database, number);
  const holdings = readHoldings(database, number);
  const ordered = [...sums.values()].sort((left, right) => right.repositories.size - left.repositories.size || compare(left.identity, right.identity));
  return {
    rows: ordered.map((sum) => rowOf(sum, holdings)),
    reachable: new Set(ordered.flatMap((sum) => [...sum.repositories])).size,
    sets: setsOf(ordered.map((sum) => sum.repositories)),
  };
}

/** By code unit, which is the same on every machine. */
export function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function sumContributions(database: ReadDatabase, hub: number | null): ReadonlyMap<string, Sum> {
  const statement = prepare<[Scope], StoredContribution>(
    database,
    `SELECT ${identitySql} AS identity, person.name, person.automated, c.repository, repository.hub, c.commits, c.signed
     FROM contribution AS c JOIN repository ON repository.id = c.repository JOIN person ON person.id = c.person
     WHERE live() AND (@hub IS NULL OR repository.hub = @hub)`,
  );
  const sums = new Map<string, Sum>();
  for (const stored of statement.iterate({ hub })) {
    const sum = sums.get(stored.identity) ?? {
      identity: stored.identity, names: new Map(), repositories: new Set(), hubs: new Set(), commits: 0, signed: 0, automated: false,
    };
    sums.set(stored.identity, sum);
    sum.names.set(stored.name, (sum.names.get(stored.name) ?? 0) + stored.commits);
    sum.repositories.add(stored.repository);
    sum.hubs.add(stored.hub);
    sum.commits += stored.commits;
    sum.signed += stored.signed;
    sum.automated ||= stored.automated !== 0;
  }
  return sums;
}

function readHoldings(database: ReadDatabase, hub: number | null): ReadonlyMap<number, StoredHolding> {
  const holdings = prepare<[Scope], StoredHolding>(
    database,
    `SELECT p.repository, count(*) AS packages, total(p.downloads) AS downloads FROM package AS p
     WHERE p.repository IS NOT NULL AND live() AND (@hub IS NULL OR p.hub = @hub) GROUP BY p.repository`,
  ).all({ hub });
  return new Map(holdings.map((holding) => [holding.repository, holding]));
}

function rowOf(sum: Sum, holdings: ReadonlyMap<number, StoredHolding>): MaintainerRow {
  const held = [...sum.repositories].flatMap((repository) => holdings.get(repository) ?? []);
  return {
    maintainer: sum.identity,
    name: mostUsedName(sum),
    reach: sum.repositories.size,
    commits: sum.commits,
    signedCommits: sum.signed,
    packages: held.reduce((total, holding) => total + holding.packages, 0),
    downloads: held.reduce((total, holding) => total + holding.downloads, 0),
    hubs: [...sum.hubs].sort((left, right) => left - right).map(hubOfNumber),
    automated: sum.automated,
  };
}

/** The name under which the identity made most commits; its e-mail where it gives none. Commits may carry neither. */
function mostUsedName(sum: Sum): string {
  const names = [...sum.names].filter(([name]) => name.trim() !== '').sort(([left, leftCommits], [right, rightCommits]) => rightCommits - leftCommits || compare(left, right));
  return names[0]?.[0] ?? (sum.identity === 'name:' ? 'No name, no e-mail' : sum.identity);
}
