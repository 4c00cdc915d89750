import { isHubId } from '../../shared/domain/index.ts';
import { hubNumber, hubOfNumber, type ReadDatabase, termKinds } from '../index/index.ts';
import { packageKeyOf, prepare } from '../query/index.ts';
import { type Drawing, type Drawn, nodesOf } from './direct-graph.ts';
import { GraphBuilder, maintainerId, maintainerNode, packageId, packageNode, plainNode } from './graph-builder.ts';
import { ownerIdentity } from './owner.ts';

interface StoredPackage {
  readonly id: number;
  readonly hub: number;
  readonly name: string;
  readonly ordinal: number;
}

/** A step of lineage between a package of the owner and another one, in the direction from base to derived. */
interface StoredStep {
  readonly own: number;
  /** The name that a base is given where the mirror does not have it. */
  readonly text: string;
  readonly hub: number | null;
  readonly name: string | null;
  readonly ordinal: number | null;
  readonly owner: string | null;
}

/**
 * An account's packages, most downloaded first, with the packages they were made from and those made from them, and the
 * accounts that own these. A hidden "repository" is a package of the account, a hidden "maintainer" another account.
 */
export function drawOwnerReach(database: ReadDatabase, { table, focus, cap }: Drawing): Drawn {
  const builder = new GraphBuilder();
  const centre = builder.add(maintainerNode(focus, true));
  const owned = ownedPackages(database, focus.maintainer, cap);
  const bases = owned.map((own) => basesOf(database, own.id));
  const derived = owned.map((own) => derivedOf(database, own.id, cap));
  // Lineage gets up to half of the room.
  const steps = [...bases.flat(), ...derived.flat()].length;
  const shown = owned.slice(0, cap - Math.min(Math.floor(cap / 2), 2 * steps));
  for (const own of shown) builder.join(centre, builder.add(packageNode(packageKeyOf(own))), 1);
  const rows = new Map(table.rows.map((row) => [row.maintainer, row]));
  const hiddenOwners = new Set<string>();
  const addOther = (own: StoredPackage, step: StoredStep, ownIsBase: boolean): void => {
    const other = otherNode(step);
    const ownId = packageId(packageKeyOf(own));
    const isNew = !builder.has(other.id);
    const owner = step.hub === null || step.owner === null ? null : ownerIdentity(hubOfNumber(step.hub), step.owner);
    const row = owner === null || owner === focus.maintainer ? undefined : rows.get(owner);
    const needed = (isNew ? 1 : 0) + (row && !builder.has(maintainerId(row.maintainer)) ? 1 : 0);
    if (builder.size - 1 + needed > cap) {
      if (row && !builder.has(maintainerId(row.maintainer))) hiddenOwners.add(row.maintainer);
      return;
    }
    builder.add(other);
    if (ownIsBase) builder.join(ownId, other.id, 1);
    else builder.join(other.id, ownId, 1);
    if (row && isNew) builder.join(builder.add(maintainerNode(row, false)), other.id, 1);
  };
  shown.forEach((own, index) => {
    for (const step of bases[index] ?? []) addOther(own, step, false);
    for (const step of derived[index] ?? []) addOther(own, step, true);
  });
  const hidden = { repositories: focus.packages - shown.length, maintainers: hiddenOwners.size };
  builder.addMore('packages', centre, hidden.repositories, hidden.repositories === 1 ? 'package' : 'packages');
  builder.addMore('owners', centre, hidden.maintainers, hidden.maintainers === 1 ? 'owner' : 'owners');
  return {
    builder,
    hidden,
    rest: {
      repositories: (offset, limit) => ownedPackages(database, focus.maintainer, limit, shown.length + offset).map((own) => packageNode(packageKeyOf(own))),
      maintainers: (offset, limit) => nodesOf(table, [...hiddenOwners].slice(offset, offset + limit)),
    },
  };
}

function ownedPackages(database: ReadDatabase, identity: string, limit: number, offset = 0): StoredPackage[] {
  const slash = identity.indexOf('/');
  const hub = identity.slice(0, slash);
  if (!isHubId(hub)) return [];
  return prepare<[string, number, number, number], StoredPackage>(
    database,
    `SELECT p.id, p.hub, p.name, p.ordinal FROM package AS p
     WHERE p.owner = (SELECT id FROM term WHERE kind = ${termKinds.owner} AND text = ?) AND p.hub = ? AND live()
     ORDER BY p.downloads DESC, p.id LIMIT ? OFFSET ?`,
  ).all(identity.slice(slash + 1), hubNumber(hub), limit, offset);
}

function basesOf(database: ReadDatabase, id: number): StoredStep[] {
  return prepare<[number], StoredStep>(
    database,
    `SELECT l.package AS own, t.text, b.hub, b.name, b.ordinal, o.text AS owner
     FROM lineage AS l JOIN term AS t ON t.id = l.base LEFT JOIN package AS b ON b.id = l.target LEFT JOIN term AS o ON o.id = b.owner
     WHERE l.package = ? GROUP BY l.base ORDER BY l.source, t.text LIMIT 20`,
  ).all(id);
}

function derivedOf(database: ReadDatabase, id: number, limit: number): StoredStep[] {
  return prepare<[number, number], StoredStep>(
    database,
    `SELECT l.target AS own, d.name AS text, d.hub, d.name, d.ordinal, o.text AS owner
     FROM lineage AS l JOIN package AS d ON d.id = l.package LEFT JOIN term AS o ON o.id = d.owner
     WHERE l.target = ? GROUP BY d.id ORDER BY d.downloads DESC, d.id LIMIT ?`,
  ).all(id, limit);
}

function otherNode({ text, hub, name, ordinal }: StoredStep): ReturnType<typeof packageNode> {
  if (hub === null || name === null || ordinal === null) return plainNode(`base:${text}`, 'package', text);
  return packageNode(packageKeyOf({ hub, name, ordinal }));
}
