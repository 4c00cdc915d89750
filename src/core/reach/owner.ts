import type { HubId } from '../../shared/domain/index.ts';
import { hubNumber, hubOfNumber, type ReadDatabase } from '../index/index.ts';
import { isAutomated } from '../../shared/domain/index.ts';
import { prepare } from '../query/index.ts';
import { compare, type Scope } from './direct.ts';
import { disjointSets } from './sets.ts';
import type { ReachTable } from './table.ts';

interface StoredOwner {
  readonly hub: number;
  readonly owner: string | null;
  readonly packages: number;
  readonly downloads: number;
}

/**
 * Accounts with the packages they own. Packages that no account owns are in scope all the same: those of one hub stand
 * together in its own namespace, which holds them as one owner would, but is no row.
 */
export function readOwnerReach(database: ReadDatabase, hub: HubId | null): ReachTable {
  const stored = prepare<[Scope], StoredOwner>(
    database,
    `SELECT g.hub, term.text AS owner, g.packages, g.downloads
     FROM (SELECT hub, owner, count(*) AS packages, total(downloads) AS downloads FROM package
           WHERE live() AND (@hub IS NULL OR hub = @hub) GROUP BY hub, owner) AS g LEFT JOIN term ON term.id = g.owner`,
  ).all({ hub: hub === null ? null : hubNumber(hub) });
  const rows = stored
    .flatMap(({ owner, ...sums }) => (owner === null ? [] : [{ ...sums, owner, maintainer: ownerIdentity(hubOfNumber(sums.hub), owner) }]))
    .sort((left, right) => right.packages - left.packages || compare(left.maintainer, right.maintainer))
    .map(({ maintainer, owner, packages, downloads, hub: number }) => ({
      maintainer,
      name: owner,
      reach: packages,
      commits: null,
      signedCommits: null,
      packages,
      downloads,
      hubs: [hubOfNumber(number)],
      automated: isAutomated(owner, ''),
    }));
  const unowned = stored.flatMap((group) => (group.owner === null ? [group.packages] : []));
  const sets = disjointSets([...rows.map((row) => row.packages), ...unowned]);
  return { rows, reachable: sets.universe, sets };
}

export function ownerIdentity(hub: HubId, owner: string): string {
  return `${hub}/${owner}`;
}
