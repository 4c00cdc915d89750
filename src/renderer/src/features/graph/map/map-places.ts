import { groupBy } from '../../../../../shared/group.ts';
import { packCircles, ringCircles, sunflower } from './circles.ts';
import type { MapColumns } from './map-columns.ts';

export interface MapPlaces {
  /** Two numbers per node. The circle around a node that nothing was made of has radius 1. */
  readonly positions: Float32Array;
  readonly radii: Float32Array;
  /** The radius of the whole. */
  readonly extent: number;
  /** Nodes from the least important to the most, as they are painted. */
  readonly order: Uint32Array;
}

/** Free space between two trees. */
const gap = 1.5;

/**
 * Every package beside its base: those of one base in rings around it, families side by side with the largest in the middle, and among them
 * heaps of what is tied to nothing. A package of several bases stands with the most used one. It costs time in proportion to the nodes.
 */
export function placeMap(columns: MapColumns): MapPlaces {
  const { nodes, dependants } = columns;
  const parents = parentsOf(columns);
  const { starts, members } = childrenOf(parents, nodes);
  const radii = Float32Array.from(dependants, (count) => 0.55 + 0.35 * Math.log2(1 + count));
  const roots: number[] = [];
  for (let node = 0; node < nodes; node += 1) if (parents[node] === -1) roots.push(node);
  const walk = new Uint32Array(nodes);
  walk.set(roots);
  let end = roots.length;
  for (let head = 0; head < end; head += 1) {
    const node = walk[head] as number;
    for (let at = starts[node] as number; at < (starts[node + 1] as number); at += 1) {
      walk[end] = members[at] as number;
      end += 1;
    }
  }
  // From the middle of a node's circle: to its own place, and of its circle from the middle of its base's.
  const own = new Float64Array(nodes * 2);
  const offsets = new Float64Array(nodes * 2);
  const around = new Float64Array(nodes);
  for (let at = nodes - 1; at >= 0; at -= 1) {
    const node = walk[at] as number;
    const children = members.subarray(starts[node], starts[node + 1]);
    if (children.length === 0) {
      around[node] = Math.max(1, (radii[node] as number) + 0.3);
      continue;
    }
    children.sort((one, other) => (around[one] as number) - (around[other] as number) || one - other);
    const cluster = ringCircles((radii[node] as number) + 0.9, Array.from(children, (child) => around[child] as number));
    own[node * 2] = cluster.across;
    own[node * 2 + 1] = cluster.down;
    around[node] = cluster.radius;
    for (const [index, child] of children.entries()) offsets.set(cluster.places.subarray(index * 2, index * 2 + 2), child * 2);
  }
  const extent = placeRoots(columns, roots, around, offsets, starts);
  const positions = new Float32Array(nodes * 2);
  for (const node of walk) {
    const parent = parents[node] as number;
    for (const axis of [0, 1]) {
      const middle = (parent === -1 ? 0 : (positions[parent * 2 + axis] as number) - (own[parent * 2 + axis] as number)) + (offsets[node * 2 + axis] as number);
      positions[node * 2 + axis] = middle + (own[node * 2 + axis] as number);
    }
  }
  const order = Uint32Array.from({ length: nodes }, (_, node) => node).sort((one, other) => (dependants[one] as number) - (dependants[other] as number));
  return { positions, radii, extent, order };
}

/** The base with the most dependants of each node, -1 for none; ways round in circles are cut. */
function parentsOf({ nodes, edges, dependants }: MapColumns): Int32Array {
  const parents = new Int32Array(nodes).fill(-1);
  for (let at = 0; at < edges.length; at += 2) {
    const base = edges[at] as number;
    const made = edges[at + 1] as number;
    const before = parents[made] as number;
    if (base !== made && (before === -1 || (dependants[base] as number) > (dependants[before] as number))) parents[made] = base;
  }
  // Who began the walk that came by here.
  const seen = new Int32Array(nodes).fill(-1);
  for (let first = 0; first < nodes; first += 1) {
    let node = first;
    while (seen[node] === -1 && parents[node] !== -1) {
      seen[node] = first;
      node = parents[node] as number;
    }
    if (seen[node] === first) parents[node] = -1;
    if (seen[node] === -1) seen[node] = first;
  }
  return parents;
}

function childrenOf(parents: Int32Array, nodes: number): { readonly starts: Uint32Array; readonly members: Uint32Array } {
  const starts = new Uint32Array(nodes + 1);
  for (const parent of parents) if (parent !== -1) starts[parent + 1] = (starts[parent + 1] as number) + 1;
  for (let node = 0; node < nodes; node += 1) starts[node + 1] = (starts[node + 1] as number) + (starts[node] as number);
  const next = starts.slice(0, nodes);
  const members = new Uint32Array(starts[nodes] as number);
  for (const [node, parent] of parents.entries()) {
    if (parent === -1) continue;
    members[next[parent] as number] = node;
    next[parent] = (next[parent] as number) + 1;
  }
  return { starts, members };
}

/** What is tied to nothing stands in heaps of one owner, or of a hub's owners that have few. */
const smallestHeap = 12;
const largestHeap = 400;

interface Heap {
  readonly radius: number;
  readonly nodes: readonly number[];
}

function placeRoots(columns: MapColumns, roots: readonly number[], around: Float64Array, offsets: Float64Array, starts: Uint32Array): number {
  const isAlone = (node: number): boolean => starts[node] === starts[node + 1];
  const families = roots.filter((node) => !isAlone(node)).map((node): Heap => ({ radius: around[node] as number, nodes: [node] }));
  const heaps = [...families, ...heapsOf(columns, roots.filter(isAlone))].sort((one, other) => other.radius - one.radius || (one.nodes[0] as number) - (other.nodes[0] as number));
  const places = packCircles(heaps.map(({ radius }) => radius), gap);
  let extent = 0;
  for (const [index, { radius, nodes }] of heaps.entries()) {
    const across = places[index * 2] as number;
    const down = places[index * 2 + 1] as number;
    extent = Math.max(extent, Math.hypot(across, down) + radius);
    const flower = sunflower(nodes.length);
    for (const [place, node] of nodes.entries()) {
      offsets[node * 2] = across + (flower.places[place * 2] as number);
      offsets[node * 2 + 1] = down + (flower.places[place * 2 + 1] as number);
    }
  }
  return extent;
}

function heapsOf({ hubs, owners }: MapColumns, alone: readonly number[]): readonly Heap[] {
  const byOwner = groupBy(alone, (node) => `${hubs[node] as number} ${owners[node] as number}`);
  const heaps: number[][] = [];
  const open = new Map<number, number[]>();
  for (const nodes of byOwner.values()) {
    if (nodes.length >= smallestHeap) {
      heaps.push(nodes);
      continue;
    }
    const hub = hubs[nodes[0] as number] as number;
    const heap = open.get(hub) ?? [];
    heap.push(...nodes);
    if (heap.length >= largestHeap) {
      heaps.push(heap);
      open.delete(hub);
    } else open.set(hub, heap);
  }
  return [...heaps, ...open.values()].map((nodes) => ({ nodes, radius: sunflower(nodes.length).radius }));
}
