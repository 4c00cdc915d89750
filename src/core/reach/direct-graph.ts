import type { MaintainerRow, ReachGraph } from '../../shared/contract/index.ts';
import type { HubId } from '../../shared/domain/index.ts';
import { hubNumber, hubOfNumber, type ReadDatabase } from '../index/index.ts';
import { identitySql, packageKeyOf, prepare } from '../query/index.ts';
import { compare } from './compare.ts';
import { GraphBuilder, maintainerId, maintainerNode, type NodeDraft, packageNode, repositoryId, repositoryNode } from './graph-builder.ts';
import type { ReachTable } from './table.ts';

export interface Drawing {
  readonly table: ReachTable;
  readonly focus: MaintainerRow;
  readonly hub: HubId | null;
  readonly cap: number;
}

export interface Drawn {
  readonly builder: GraphBuilder;
  readonly hidden: ReachGraph['hidden'];
  /** What is hidden, a page at a time, in the order in which a larger cap would draw it. */
  readonly rest: { readonly [Side in keyof ReachGraph['hidden']]: (offset: number, limit: number) => NodeDraft[] };
}

interface StoredRepository {
  readonly id: number;
  readonly hub: number;
  readonly path: string;
  readonly packages: number;
  readonly downloads: number;
  readonly people: number;
}

interface Around {
  readonly hub: number | null;
  readonly maintainer: string;
}

interface Touch {
  readonly identity: string;
  readonly repository: number;
  readonly commits: number;
}

/** Packages drawn of one repository that several share. */
const packagesPerRepository = 6;

/**
 * The repositories that a maintainer committed to, most shared and then most downloaded first; the others who committed
 * there, those who share most first; and the packages of repositories that several share, while there is room.
 */
export function drawDirectReach(database: ReadDatabase, { table, focus, hub, cap }: Drawing): Drawn {
  const builder = new GraphBuilder();
  const centre = builder.add(maintainerNode(focus, true));
  const repositories = touchedRepositories(database, focus.maintainer, hub);
  const touches = readTouches(database, focus.maintainer, hub);
  const others = othersByShare(touches, focus.maintainer);
  const room = roomFor(cap, repositories.length, others.length);
  const shown = repositories.slice(0, room.repositories);
  const shownIds = new Set(shown.map((repository) => repository.id));
  // Whoever shares none of the drawn repositories would hang in the air.
  const reachable = new Set(touches.filter((touch) => shownIds.has(touch.repository)).map((touch) => touch.identity));
  const drawn = new Set(others.filter((other) => reachable.has(other)).slice(0, room.maintainers));
  for (const repository of shown) builder.add(nodeOf(database, repository));
  for (const row of table.rows) if (drawn.has(row.maintainer)) builder.add(maintainerNode(row, false));
  const paths = new Map(shown.map((repository) => [repository.id, repository.path]));
  for (const touch of touches) {
    builder.join(maintainerId(touch.identity), repositoryId(paths.get(touch.repository) ?? ''), touch.commits);
  }
  addPackages(database, builder, shown, cap - shown.length - drawn.size);
  const hidden = { repositories: repositories.length - shown.length, maintainers: others.length - drawn.size };
  builder.addMore('repositories', centre, hidden.repositories, hidden.repositories === 1 ? 'repository' : 'repositories');
  builder.addMore('maintainers', centre, hidden.maintainers, hidden.maintainers === 1 ? 'co-maintainer' : 'co-maintainers');
  const leftOut = others.filter((other) => !drawn.has(other));
  return {
    builder,
    hidden,
    rest: {
      repositories: (offset, limit) => repositories.slice(shown.length).slice(offset, offset + limit).map((repository) => nodeOf(database, repository)),
      maintainers: (offset, limit) => nodesOf(table, leftOut.slice(offset, offset + limit)),
    },
  };
}

/** The rows of these identities as nodes, in their order. */
export function nodesOf(table: ReachTable, identities: readonly string[]): NodeDraft[] {
  const wanted = new Set(identities);
  const rows = new Map(table.rows.filter((row) => wanted.has(row.maintainer)).map((row) => [row.maintainer, row]));
  return identities.flatMap((identity) => rows.get(identity) ?? []).map((row) => maintainerNode(row, false));
}

/** Half of the cap each; what one side leaves the other may take. */
function roomFor(cap: number, repositories: number, maintainers: number): { readonly repositories: number; readonly maintainers: number } {
  const half = Math.ceil(cap / 2);
  const first = Math.min(repositories, Math.max(half, cap - maintainers));
  return { repositories: first, maintainers: Math.min(maintainers, cap - first) };
}

const touchedSql = `
  SELECT DISTINCT c.repository FROM contribution AS c JOIN person ON person.id = c.person
  WHERE (person.email_key = @maintainer OR (person.email_key = '' AND ${identitySql} = @maintainer)) AND live()`;

function touchedRepositories(database: ReadDatabase, maintainer: string, hub: HubId | null): StoredRepository[] {
  return prepare<[Around], StoredRepository>(
    database,
    `SELECT r.id, r.hub, r.path,
       (SELECT count(*) FROM package AS p WHERE p.repository = r.id) AS packages,
       (SELECT total(p.downloads) FROM package AS p WHERE p.repository = r.id) AS downloads,
       (SELECT count(DISTINCT ${identitySql}) FROM contribution AS c JOIN person ON person.id = c.person WHERE c.repository = r.id) AS people
     FROM repository AS r WHERE r.id IN (${touchedSql}) AND (@hub IS NULL OR r.hub = @hub)
     ORDER BY people DESC, downloads DESC, r.path`,
  ).all({ maintainer, hub: hub === null ? null : hubNumber(hub) });
}

/** Who committed how often to the repositories that the maintainer touched. */
function readTouches(database: ReadDatabase, maintainer: string, hub: HubId | null): Touch[] {
  return prepare<[Around], Touch>(
    database,
    `SELECT ${identitySql} AS identity, c.repository, sum(c.commits) AS commits
     FROM contribution AS c JOIN person ON person.id = c.person JOIN repository AS r ON r.id = c.repository
     WHERE live() AND c.repository IN (${touchedSql}) AND (@hub IS NULL OR r.hub = @hub)
     GROUP BY identity, c.repository`,
  ).all({ maintainer, hub: hub === null ? null : hubNumber(hub) });
}

/** The other maintainers: those who share most repositories first, then those with most commits there. */
function othersByShare(touches: readonly Touch[], maintainer: string): readonly string[] {
  const sums = new Map<string, { shared: number; commits: number }>();
  for (const { identity, commits } of touches) {
    if (identity === maintainer) continue;
    const sum = sums.get(identity) ?? { shared: 0, commits: 0 };
    sums.set(identity, { shared: sum.shared + 1, commits: sum.commits + commits });
  }
  return [...sums]
    .sort(([one, left], [other, right]) => right.shared - left.shared || right.commits - left.commits || compare(one, other))
    .map(([identity]) => identity);
}

interface StoredPackage {
  readonly hub: number;
  readonly name: string;
  readonly ordinal: number;
}

function packagesOf(database: ReadDatabase, repository: number, limit: number): StoredPackage[] {
  return prepare<[number, number], StoredPackage>(
    database,
    `SELECT hub, name, ordinal FROM package WHERE repository = ? ORDER BY downloads DESC, id LIMIT ?`,
  ).all(repository, limit);
}

function nodeOf(database: ReadDatabase, repository: StoredRepository): NodeDraft {
  const [only] = repository.packages === 1 ? packagesOf(database, repository.id, 1) : [];
  return repositoryNode(repository.path, hubOfNumber(repository.hub), repository.packages, only ? packageKeyOf(only) : null);
}

function addPackages(database: ReadDatabase, builder: GraphBuilder, repositories: readonly StoredRepository[], room: number): void {
  let left = room;
  for (const repository of repositories) {
    if (repository.packages < 2 || left <= 0) continue;
    const packages = packagesOf(database, repository.id, Math.min(packagesPerRepository, left));
    left -= packages.length;
    for (const stored of packages) builder.join(repositoryId(repository.path), builder.add(packageNode(packageKeyOf(stored))), 1);
  }
}
