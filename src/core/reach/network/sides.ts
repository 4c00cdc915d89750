import { assertNever } from '../../../shared/result.ts';
import { compare } from '../compare.ts';
import type { NodeRef, RefKind } from './node-ref.ts';
import { byImportance, endsOf, nodesOfIds } from './node-rows.ts';
import type { World } from './world.ts';

/** Where neighbours of a node lie. */
export const sides = [
  'packages', 'repositories', 'co-maintainers', 'accounts', 'holds', 'maintainers', 'owner', 'repository', 'dependants', 'bases', 'ways',
] as const;

export type Side = (typeof sides)[number];

/** Sides that hold what a node is tied to directly. */
export const directSides = {
  package: ['dependants', 'bases', 'owner', 'repository'],
  missing: ['dependants'],
  dataset: ['dependants'],
  architecture: ['dependants'],
  repository: ['holds', 'maintainers'],
  owner: ['packages'],
  maintainer: ['repositories'],
} as const satisfies Record<RefKind, readonly Side[]>;

/** Neighbours of a node on one side, those that matter most first. */
export function sideOf(world: World, ref: NodeRef, side: Side): readonly NodeRef[] {
  const packages = (ids: Iterable<number>): readonly NodeRef[] => byImportance(world, nodesOfIds(world, ids)).map((node) => world.refOfNode(node));
  switch (side) {
    case 'dependants':
    case 'bases':
      return endsOf(world, world.networkNode(ref), side).map((node) => world.refOfNode(node));
    case 'packages':
      return byImportance(world, world.heldNodes(ref)).map((node) => world.refOfNode(node));
    case 'holds':
      return ref.kind === 'repository' ? packages(world.packagesOfRepository(ref.id)) : [];
    case 'owner': {
      const owner = ref.kind === 'package' ? world.ownerOf(ref.id) : null;
      return owner ? [owner] : [];
    }
    case 'repository': {
      const repository = ref.kind === 'package' ? (world.facts().repositories[ref.id] as number) : 0;
      return repository !== 0 && world.touchesAt(repository).length > 0 ? [{ kind: 'repository', id: repository }] : [];
    }
    case 'repositories':
      return ref.kind === 'maintainer' ? repositoriesOf(world, ref.identity) : [];
    case 'maintainers':
      return ref.kind === 'repository' ? maintainersOf(world, ref.id) : [];
    case 'co-maintainers':
      return ref.kind === 'maintainer' ? coMaintainers(world, ref.identity).map(({ identity }) => ({ kind: 'maintainer', identity })) : [];
    case 'accounts':
      return ref.kind === 'owner' ? relatedAccounts(world, ref).map(({ owner }) => owner) : [];
    case 'ways':
      // What lies between two nodes belongs to a picture, not to one of them.
      return [];
    default:
      return assertNever(side);
  }
}

/** Repositories that someone committed to: most shared first, then those with most downloads, then by path. */
function repositoriesOf(world: World, identity: number): readonly NodeRef[] {
  const { repositories } = world.touches();
  const { downloads } = world.facts();
  const weighed = world.touchesOf(identity).map((entry) => {
    const id = repositories[entry] as number;
    return { id, people: world.touchesAt(id).length, downloads: world.packagesOfRepository(id).reduce((sum, item) => sum + (downloads[item] || 0), 0) };
  });
  weighed.sort((left, right) => right.people - left.people || right.downloads - left.downloads || left.id - right.id);
  return weighed.map(({ id }) => ({ kind: 'repository', id }));
}

function maintainersOf(world: World, repository: number): readonly NodeRef[] {
  const { commits, people } = world.touches();
  const { identities } = world.touchedRepositories();
  const found = Array.from(world.touchesAt(repository), (entry) => ({ identity: identities[entry] as number, commits: commits[entry] as number }));
  found.sort((left, right) => right.commits - left.commits || compare(people.keys[left.identity] ?? '', people.keys[right.identity] ?? ''));
  return found.map(({ identity }) => ({ kind: 'maintainer', identity }));
}

export interface Shared {
  readonly identity: number;
  /** Repositories that both committed to. */
  readonly repositories: number;
  readonly commits: number;
}

/** The others who committed where someone did: those who share most repositories first, then those with most commits there. */
export function coMaintainers(world: World, identity: number): readonly Shared[] {
  const touches = world.touches();
  const { identities } = world.touchedRepositories();
  const sums = new Map<number, { identity: number; repositories: number; commits: number }>();
  for (const own of world.touchesOf(identity)) {
    for (const entry of world.touchesAt(touches.repositories[own] as number)) {
      const other = identities[entry] as number;
      if (other === identity) continue;
      const sum = sums.get(other) ?? { identity: other, repositories: 0, commits: 0 };
      sum.repositories += 1;
      sum.commits += touches.commits[entry] as number;
      sums.set(other, sum);
    }
  }
  const { keys } = touches.people;
  return [...sums.values()].sort((left, right) =>
    right.repositories - left.repositories || right.commits - left.commits || compare(keys[left.identity] ?? '', keys[right.identity] ?? ''));
}

type OwnerRef = Extract<NodeRef, { kind: 'owner' }>;

/** Accounts whose packages were made from an account's, or the other way round: those with most such ties first. */
export function relatedAccounts(world: World, owner: OwnerRef): readonly { readonly owner: OwnerRef; readonly ties: number }[] {
  const { packages, bases, dependants } = world.network();
  const found = new Map<string, { owner: OwnerRef; ties: number }>();
  for (const node of world.heldNodes(owner)) {
    for (const { offsets, items } of [bases, dependants]) {
      for (let at = offsets[node] as number; at < (offsets[node + 1] as number); at += 1) {
        const end = items[at] as number;
        const other = end < packages.length ? world.ownerOf(packages[end] as number) : null;
        if (!other || (other.hub === owner.hub && other.name === owner.name)) continue;
        const key = `${other.hub}/${other.name}`;
        const sum = found.get(key) ?? { owner: other, ties: 0 };
        sum.ties += 1;
        found.set(key, sum);
      }
    }
  }
  return [...found.values()].sort((left, right) => right.ties - left.ties || compare(left.owner.name, right.owner.name));
}
