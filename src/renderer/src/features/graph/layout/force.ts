import { adjacencyOf, componentsOf, type Adjacency } from './adjacency.ts';
import type { LayoutOrder } from './layout-types.ts';
import { packPieces, type Piece } from './pack.ts';
import { choosePivots, startFromPivots } from './pivot-start.ts';
import { makeRandom, type Random } from './random.ts';
import { spread } from './spread.ts';
import { descend, termsOf } from './stress.ts';

/** Length of an edge, in pixels. */
const edgeLength = 64;
/** Components up to this size heed the distance of every pair; larger ones that to so many pivots. */
const mostWithAllPairs = 400;
const mostPivots = 48;
const spreadRounds = 300;

/** Distances on screen as the steps between nodes, with room for every node; components side by side. */
export function layOutByForce({ graph, seed, aspect, fixed }: LayoutOrder): Float32Array {
  const random = makeRandom(seed);
  const adjacency = adjacencyOf(graph.nodes, graph.edges);
  const positions = new Float32Array(graph.nodes * 2);
  const pieces: Piece[] = [];
  for (const nodes of componentsOf(adjacency)) {
    const part = partOf(adjacency, nodes);
    const sizes = Float32Array.from(nodes, (node) => graph.sizes[node] as number);
    const held = fixed === null ? null : heldOf(nodes, fixed);
    const placed = placeComponent(part, sizes, held, random);
    if (held === null) pieces.push({ nodes, positions: placed });
    else for (const [index, node] of nodes.entries()) positions.set(placed.subarray(index * 2, index * 2 + 2), node * 2);
  }
  packPieces(pieces, graph.sizes, aspect, positions);
  if (fixed !== null) moveAside(pieces, positions, fixed);
  return positions;
}

/** The part of an adjacency between the nodes of a component, numbered anew in their order. */
function partOf({ nodes: all, starts, neighbours }: Adjacency, nodes: Uint32Array): Adjacency {
  if (nodes.length === all) return { nodes: all, starts, neighbours };
  const number = new Map<number, number>();
  for (const [index, node] of nodes.entries()) number.set(node, index);
  const partStarts = new Uint32Array(nodes.length + 1);
  const partNeighbours: number[] = [];
  for (const [index, node] of nodes.entries()) {
    for (let at = starts[node] as number; at < (starts[node + 1] as number); at += 1) partNeighbours.push(number.get(neighbours[at] as number) as number);
    partStarts[index + 1] = partNeighbours.length;
  }
  return { nodes: nodes.length, starts: partStarts, neighbours: Uint32Array.from(partNeighbours) };
}

interface Held {
  readonly isFixed: Uint8Array;
  /** In edge lengths; NaN where a node is free. */
  readonly positions: Float64Array;
}

/** What is fixed of a component; null where nothing is. */
function heldOf(nodes: Uint32Array, fixed: Float32Array): Held | null {
  const isFixed = Uint8Array.from(nodes, (node) => (Number.isNaN(fixed[node * 2]) ? 0 : 1));
  if (!isFixed.includes(1)) return null;
  const positions = new Float64Array(nodes.length * 2);
  for (const [index, node] of nodes.entries()) {
    positions[index * 2] = (fixed[node * 2] as number) / edgeLength;
    positions[index * 2 + 1] = (fixed[node * 2 + 1] as number) / edgeLength;
  }
  return { isFixed, positions };
}

function placeComponent(adjacency: Adjacency, sizes: Float32Array, held: Held | null, random: Random): Float64Array {
  const { nodes } = adjacency;
  const pivots = choosePivots(adjacency, nodes <= mostWithAllPairs ? nodes : mostPivots, random);
  const positions = held === null ? startFromPivots(nodes, pivots, random) : startAroundFixed(adjacency, held, random);
  descend(termsOf(adjacency, pivots, random), positions, held?.isFixed ?? null, random);
  for (let at = 0; at < positions.length; at += 1) positions[at] = (positions[at] as number) * edgeLength;
  if (held === null) lieDown(positions);
  spread(positions, sizes, held?.isFixed ?? null, spreadRounds);
  return positions;
}

/** Free nodes begin where their nearest fixed neighbours are, step by step outwards. */
function startAroundFixed({ nodes, starts, neighbours }: Adjacency, { isFixed, positions: given }: Held, random: Random): Float64Array {
  const positions = given.slice();
  const isPlaced = isFixed.slice();
  const queue: number[] = [];
  for (let node = 0; node < nodes; node += 1) if (isPlaced[node] === 1) queue.push(node);
  for (const node of queue) {
    for (let at = starts[node] as number; at < (starts[node + 1] as number); at += 1) {
      const neighbour = neighbours[at] as number;
      if (isPlaced[neighbour] === 1) continue;
      isPlaced[neighbour] = 1;
      const angle = random() * 2 * Math.PI;
      positions[neighbour * 2] = (positions[node * 2] as number) + Math.cos(angle);
      positions[neighbour * 2 + 1] = (positions[node * 2 + 1] as number) + Math.sin(angle);
      queue.push(neighbour);
    }
  }
  return positions;
}

/** Turns a component so that it is wider than tall, as windows and pages are. */
function lieDown(positions: Float64Array): void {
  const nodes = positions.length / 2;
  let meanAcross = 0;
  let meanDown = 0;
  for (let node = 0; node < nodes; node += 1) {
    meanAcross += (positions[node * 2] as number) / nodes;
    meanDown += (positions[node * 2 + 1] as number) / nodes;
  }
  let acrossSquare = 0;
  let downSquare = 0;
  let both = 0;
  for (let node = 0; node < nodes; node += 1) {
    const across = (positions[node * 2] as number) - meanAcross;
    const down = (positions[node * 2 + 1] as number) - meanDown;
    acrossSquare += across * across;
    downSquare += down * down;
    both += across * down;
  }
  const angle = 0.5 * Math.atan2(2 * both, acrossSquare - downSquare);
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  for (let node = 0; node < nodes; node += 1) {
    const across = (positions[node * 2] as number) - meanAcross;
    const down = (positions[node * 2 + 1] as number) - meanDown;
    positions[node * 2] = across * cosine + down * sine;
    positions[node * 2 + 1] = down * cosine - across * sine;
  }
}

/** Components without a fixed node go below those that have one. */
function moveAside(pieces: readonly Piece[], positions: Float32Array, fixed: Float32Array): void {
  if (pieces.length === 0) return;
  const free = new Set(pieces.flatMap(({ nodes }) => [...nodes]));
  let lowest = -Infinity;
  let sum = 0;
  for (let node = 0; node * 2 < positions.length; node += 1) {
    if (free.has(node)) continue;
    lowest = Math.max(lowest, positions[node * 2 + 1] as number);
    sum += positions[node * 2] as number;
  }
  const others = fixed.length / 2 - free.size;
  if (others === 0) return;
  const highest = [...free].reduce((least, node) => Math.min(least, positions[node * 2 + 1] as number), Infinity);
  for (const node of free) {
    positions[node * 2] = (positions[node * 2] as number) + sum / others;
    positions[node * 2 + 1] = (positions[node * 2 + 1] as number) - highest + lowest + edgeLength;
  }
}
