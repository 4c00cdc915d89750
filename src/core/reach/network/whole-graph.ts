import { itemsOf, type Lists, listsBy } from '../../../shared/number-lists.ts';
import { NumberStack } from '../../../shared/numbers.ts';
import { hold } from '../../query/index.ts';
import { accountOf } from '../scope.ts';
import { kindOfNode } from './network.ts';
import type { NodeRef } from './node-ref.ts';
import { keyOf } from './scoped-network.ts';
import type { World } from './world.ts';

/** Everything of a scope with all its ties in both directions: the network, then accounts, repositories and maintainers. */
export interface WholeGraph {
  readonly neighbours: Lists;
  readonly numberOf: (ref: NodeRef) => number;
  readonly refOf: (number: number) => NodeRef;
}

/** Read once while there is room for it. */
export function wholeGraph(world: World): WholeGraph {
  const { key, role } = world.scope;
  const slot = `whole ${key} ${role} ${world.context.aliases.revision} ${keyOf(world.scope)}`;
  const network = world.network();
  const touches = world.touches();
  const { owners, neighbours, ownerNumbers } = hold(world.database, slot, ({ neighbours }) => 4 * (neighbours.items.length + neighbours.offsets.length), () => readWhole(world));
  const firstRepository = network.size + owners.length;
  const firstPerson = firstRepository + world.repositories().length;
  const facts = world.facts();
  return {
    neighbours,
    numberOf: (ref) => {
      switch (ref.kind) {
        case 'repository':
          return firstRepository + ref.id;
        case 'maintainer':
          return firstPerson + ref.identity;
        case 'owner': {
          const [id] = world.packagesOfOwner(ref);
          return id === undefined ? -1 : network.size + (ownerNumbers.get(accountOf(facts, id)) ?? -1);
        }
        default:
          return world.networkNode(ref);
      }
    },
    refOf: (number) => {
      if (number < network.size) return world.refOfNode(number);
      if (number >= firstPerson) return { kind: 'maintainer', identity: Math.min(number - firstPerson, touches.people.keys.length - 1) };
      if (number >= firstRepository) return { kind: 'repository', id: number - firstRepository };
      const owner = world.ownerOf(owners[number - network.size] as number);
      if (!owner) throw new Error(`No account has the number ${number}`);
      return owner;
    },
  };
}

interface ReadWhole {
  readonly neighbours: Lists;
  /** A package of each account. */
  readonly owners: Uint32Array;
  readonly ownerNumbers: ReadonlyMap<number, number>;
}

function readWhole(world: World): ReadWhole {
  const network = world.network();
  const facts = world.facts();
  const inScope = world.repositories();
  const touches = world.touches();
  const [from, to] = [new NumberStack(), new NumberStack()];
  const join = (one: number, other: number): void => {
    from.push(one);
    to.push(other);
    from.push(other);
    to.push(one);
  };
  const ownerNumbers = new Map<number, number>();
  const owners = new NumberStack();
  for (const id of network.packages) {
    if (facts.owners[id] === 0) continue;
    const key = accountOf(facts, id);
    if (ownerNumbers.has(key)) continue;
    ownerNumbers.set(key, owners.length);
    owners.push(id);
  }
  const firstRepository = network.size + owners.length;
  const firstPerson = firstRepository + inScope.length;
  network.packages.forEach((id, node) => {
    if (facts.owners[id] !== 0) join(node, network.size + (ownerNumbers.get(accountOf(facts, id)) as number));
    if (facts.repositories[id] !== 0) join(node, firstRepository + (facts.repositories[id] as number));
  });
  world.stopIfUnwanted();
  for (let node = 0; node < network.size; node += 1) {
    // Repositories stand among those of all packages.
    if (node >= network.packages.length && kindOfNode(network, node) === 'repository') continue;
    for (const other of itemsOf(network.dependants, node)) if (other < network.packages.length) join(node, other);
  }
  world.stopIfUnwanted();
  for (let identity = 0; identity + 1 < touches.offsets.length; identity += 1) {
    for (const repository of touches.repositories.subarray(touches.offsets[identity], touches.offsets[identity + 1])) {
      if (inScope[repository] === 1) join(firstPerson + identity, firstRepository + repository);
    }
  }
  const size = firstPerson + touches.people.keys.length;
  return { neighbours: listsBy(from.toArray(), to.toArray(), size), owners: owners.toArray(), ownerNumbers };
}
