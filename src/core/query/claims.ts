import type { Claim, HubId, PackageKey } from '../../shared/domain/index.ts';
import { claimSources, nameOf, type ReadDatabase } from '../index/index.ts';
import { packageKeyOf, type StoredKey } from './package-rows.ts';
import { foundIds, readSearch } from './search.ts';
import { prepare } from './statements.ts';

interface StoredClaim {
  readonly task: string | null;
  readonly dataset: string | null;
  readonly metric: string;
  readonly value: string;
  readonly number: number | null;
  readonly strict: number;
  readonly source: number;
}

export type StoredClaimRow = Pick<Claim, 'task' | 'dataset' | 'metric' | 'value' | 'number' | 'strict'> & { source: string };

/** The machine-readable claims of a package, in the order in which it makes them. */
export function storedClaims(database: ReadDatabase, id: number): StoredClaimRow[] {
  return prepare<[number], StoredClaim>(
    database,
    `SELECT task.text AS task, dataset.text AS dataset, metric.text AS metric, c.value, c.number, c.strict, c.source
     FROM claim AS c JOIN term AS metric ON metric.id = c.metric
       LEFT JOIN term AS task ON task.id = c.task LEFT JOIN term AS dataset ON dataset.id = c.dataset
     WHERE c.package = ? ORDER BY c.position`,
  )
    .all(id)
    .map((claim) => ({ ...claim, strict: claim.strict !== 0, source: nameOf(claimSources, claim.source) }));
}

interface Namesake {
  readonly package: PackageKey;
  readonly claims: readonly StoredClaimRow[];
}

/** Packages with claims that are looked at for one name. */
const mostLookedAt = 100_000;
const mostNamesakes = 50;

/** Packages of other hubs that make claims and whose short name `isNamesake` takes, at most 50. */
export function claimingNamesakes(database: ReadDatabase, hub: HubId, isNamesake: (shortName: string) => boolean, isStopped: () => boolean): readonly Namesake[] {
  const found: Namesake[] = [];
  const key = prepare<[number], StoredKey>(database, 'SELECT hub, name, ordinal FROM package WHERE id = ?');
  for (const id of foundIds(database, readSearch(`has:claims -hub:${hub}`)).subarray(0, mostLookedAt)) {
    if (found.length === mostNamesakes || isStopped()) break;
    const stored = key.get(id);
    if (stored && isNamesake(shortNameOf(stored.name))) found.push({ package: packageKeyOf(stored), claims: storedClaims(database, id) });
  }
  return found;
}

/** A name without its owner. */
export function shortNameOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
