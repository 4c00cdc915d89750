import type { CallAnswer, CallArguments } from '../../../shared/contract/index.ts';
import { NumberStack } from '../../../shared/numbers.ts';
import { countText, pluralText } from '../../../shared/text/quantity.ts';
import { cloneStates } from '../../index/index.ts';
import { eachNumbers, hold, prepare } from '../../query/index.ts';
import type { ReachContext } from '../people.ts';
import { accountOf } from '../scope.ts';
import { termText } from '../term-text.ts';
import { idOf } from './node-ref.ts';
import { nodeRow } from './node-rows.ts';
import { oddNotes } from './notes.ts';
import { tieKinds } from './network.ts';
import { scopeText } from './rules.ts';
import { keyOf } from './scoped-network.ts';
import { World } from './world.ts';

/** Nodes whose names go with the map; others are asked for when they are wanted. */
const namedNodes = 200;

const noHub = 255;
const noOwner = 0xffffffff;
const noTask = 0xffff;

/** A whole scope as columns: packages, and what they depend on that is no package. */
export function drawMap(context: ReachContext, { cap, ...scope }: CallArguments<'graph.map'>): CallAnswer<'graph.map'> {
  const world = new World(context, scope);
  const { packages, size } = world.network();
  const chosen = mapNodesOf(world, cap);
  const { dependants } = world.reach();
  const facts = world.facts();
  const idAt = (node: number): number => (node < packages.length ? (packages[node] as number) : 0);
  const ids = chosen.map(idAt);
  const tasks = tasksOf(world, ids);
  const edges = edgesAmong(world, chosen);
  const weights = weightsOf(world);
  const named = [...chosen.keys()].sort((left, right) => (weights[chosen[right] as number] as number) - (weights[chosen[left] as number] as number) || left - right).slice(0, namedNodes);
  const left = size - chosen.length;
  return {
    nodes: chosen.length,
    total: size,
    ids: packed(ids),
    edges: packed(edges),
    hubs: packed(Uint8Array.from(ids, (id) => (id === 0 ? noHub : (facts.hubs[id] as number)))),
    owners: packed(ownersOf(world, ids)),
    tasksOfNodes: packed(tasks.numbers),
    downloads: packed(Float32Array.from(ids, (id) => (id === 0 ? Number.NaN : (facts.downloads[id] as number)))),
    dependants: packed(Float32Array.from(chosen, (node) => dependants[node] as number)),
    signed: packed(signedOf(world, ids)),
    tasks: tasks.names,
    named: named.map((place) => {
      const ref = world.refOfNode(chosen[place] as number);
      return { node: place, id: idOf(world, ref), label: nodeRow(world, ref).label };
    }),
    rule: `Packages and what they depend on, with a line for each tie, from the base to what depends on it. ${scopeText(world.scope)}`,
    source: "The hubs' metadata and model cards",
    notes: [...(left > 0 ? [`${pluralText(left, 'node')} of ${countText(size)} with the fewest dependants and downloads are not on the map.`] : []), ...oddNotes(world.network())],
    fingerprint: prepare<[], { value: string }>(world.database, `SELECT value FROM meta WHERE key = 'fingerprint'`).get()?.value ?? '',
  };
}

/** Nodes of the map of the same scope and cap by their number on it. */
export function mapNodes(context: ReachContext, { cap, nodes, ...scope }: CallArguments<'graph.mapNodes'>): CallAnswer<'graph.mapNodes'> {
  const world = new World(context, scope);
  const chosen = mapNodesOf(world, cap);
  return { nodes: nodes.flatMap((place) => (place < chosen.length ? [nodeRow(world, world.refOfNode(chosen[place] as number))] : [])) };
}

/** Nodes on the map, in the order of the network: all, or those with most dependants, then downloads. */
function mapNodesOf(world: World, cap: number): Uint32Array {
  const { size } = world.network();
  if (size <= cap) return new Uint32Array(size).map((_, node) => node);
  return hold(world.database, `map ${cap} ${keyOf(world.scope)}`, (nodes) => nodes.byteLength, () => {
    const weights = weightsOf(world);
    world.stopIfUnwanted();
    const least = weights.slice().sort()[size - cap] as number;
    let equal = cap - weights.reduce((count, weight) => count + (weight > least ? 1 : 0), 0);
    const chosen = new NumberStack();
    weights.forEach((weight, node) => {
      if (weight === least) equal -= 1;
      if (weight > least || (weight === least && equal >= 0)) chosen.push(node);
    });
    return chosen.toArray();
  });
}

/** One more dependant counts for more than any number of downloads. What the world holds is asked for once, not per node. */
function weightsOf(world: World): Float64Array {
  const { packages } = world.network();
  const { downloads } = world.facts();
  return Float64Array.from(world.reach().dependants, (count, node) => {
    const own = node < packages.length ? downloads[packages[node] as number] || 0 : 0;
    return count + own / (own + 1e6);
  });
}

/** Ties between nodes of the map by their number on it, base first. */
function edgesAmong(world: World, chosen: Uint32Array): Uint32Array {
  const { dependants, packages, size } = world.network();
  const places = new Int32Array(size).fill(-1);
  chosen.forEach((node, place) => void (places[node] = place));
  const repository = tieKinds.indexOf('repository');
  const edges = new NumberStack();
  for (const node of chosen) {
    for (let at = dependants.offsets[node] as number; at < (dependants.offsets[node + 1] as number); at += 1) {
      const end = places[dependants.items[at] as number] as number;
      // Of a repository and its packages, which depend on one another, one line is enough.
      if (end === -1 || (dependants.kinds[at] === repository && node < packages.length)) continue;
      edges.push(places[node] as number);
      edges.push(end);
    }
  }
  return edges.toArray();
}

function ownersOf(world: World, ids: Uint32Array): Uint32Array {
  const facts = world.facts();
  const numbers = new Map<number, number>();
  return ids.map((id) => {
    if (id === 0 || facts.owners[id] === 0) return noOwner;
    const key = accountOf(facts, id);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

function tasksOf(world: World, ids: Uint32Array): { readonly numbers: Uint16Array; readonly names: string[] } {
  const terms = hold(world.database, 'tasks of packages', (tasks) => tasks.byteLength, () => {
    const tasks = new Uint32Array(world.facts().last + 1);
    eachNumbers(world.database, 'task', (numbers, first) => {
      for (let at = 0; at < numbers.length; at += 1) if ((numbers[at] as number) > 0) tasks[first + at] = numbers[at] as number;
    });
    return tasks;
  });
  const numbers = new Map<number, number>();
  const found = Uint16Array.from(ids, (id) => {
    const term = terms[id] as number;
    if (id === 0 || term === 0 || (!numbers.has(term) && numbers.size >= noTask)) return noTask;
    const number = numbers.get(term) ?? numbers.size;
    numbers.set(term, number);
    return number;
  });
  return { numbers: found, names: [...numbers.keys()].map((term) => termText(world.database, term)) };
}

function signedOf(world: World, ids: Uint32Array): Uint8Array {
  const signed = hold(world.database, 'signed repositories', (states) => states.byteLength, () => {
    const sql = `SELECT id, commits, signed_commits AS signed FROM repository WHERE live() AND signed_commits > 0 AND state <> ${cloneStates.indexOf('archived')}`;
    const stored = prepare<[], { id: number; commits: number; signed: number }>(world.database, sql).all();
    const states = new Uint8Array(stored.reduce((most, { id }) => Math.max(most, id), 0) + 1);
    for (const { id, commits, signed: own } of stored) states[id] = own >= commits ? 2 : 1;
    return states;
  });
  const { repositories } = world.facts();
  return Uint8Array.from(ids, (id) => signed[repositories[id] ?? 0] ?? 0);
}

/** Little-endian on every machine that this program runs on. */
function packed({ buffer, byteOffset, byteLength }: Uint8Array | Uint16Array | Uint32Array | Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}
