import { adjacencyOf, componentsOf, edgeSteps, partOf, type Adjacency } from './adjacency.ts';
import { chooseFarLandmarks, sampleLandmarks } from './landmarks.ts';
import type { LayoutOrder } from './layout-types.ts';
import { placeLeaves, trunkOf } from './leaves.ts';
import { packPieces, type Piece } from './pack.ts';
import { startFromPivots } from './pivot-start.ts';
import { makeRandom, type Random } from './random.ts';
import { spread } from './spread.ts';
import { majorize, scaleToDistances } from './stress.ts';

/** Length of an edge between small nodes, in pixels. */
const edgeLength = 64;
const stepLength = edgeLength / edgeSteps;
/** Nodes whose distances to all others are heeded; more were seen to change the picture little. */
const mostLandmarks = 60;
const startLandmarks = 40;
const passes = 14;
const spreadRounds = 24;
const leafRounds = 30;
/** What joins a picture comes among nodes that stand close. */
const joinRounds = 60;
/** The box around a picture through the squares around its nodes. */
const roomFactor = 4;

/** Distances on screen as the steps between nodes, with room for every node; components side by side. */
export function layOutByForce({ graph, seed, aspect, fixed, pinned }: LayoutOrder): Float32Array {
  const random = makeRandom(seed);
  const adjacency = adjacencyOf(graph.nodes, graph.edges);
  const positions = new Float32Array(graph.nodes * 2);
  const pieces: Piece[] = [];
  const numbers = new Int32Array(graph.nodes).fill(-1);
  for (const nodes of componentsOf(adjacency)) {
    const part = nodes.length === graph.nodes ? adjacency : partOf(adjacency, nodes, numbers);
    const sizes = Float32Array.from(nodes, (node) => graph.sizes[node] as number);
    const held = fixed === null ? null : heldOf(nodes, fixed, pinned);
    const placed = placeComponent(part, sizes, held, random);
    if (held === null) pieces.push({ nodes, positions: placed });
    else for (const [index, node] of nodes.entries()) positions.set(placed.subarray(index * 2, index * 2 + 2), node * 2);
  }
  packPieces(pieces, graph.sizes, aspect, positions);
  if (fixed !== null) moveAside(pieces, positions, fixed);
  return positions;
}

interface Held {
  readonly isFixed: Uint8Array;
  /** Those of them that nothing moves. */
  readonly isPinned: Uint8Array;
  /** In steps; NaN where a node is free. */
  readonly positions: Float64Array;
}

/** What is fixed of a component; null where nothing is. */
function heldOf(nodes: Uint32Array, fixed: Float32Array, pinned: Uint8Array | null): Held | null {
  const isFixed = Uint8Array.from(nodes, (node) => (Number.isNaN(fixed[node * 2]) ? 0 : 1));
  if (!isFixed.includes(1)) return null;
  const positions = new Float64Array(nodes.length * 2);
  for (const [index, node] of nodes.entries()) {
    positions[index * 2] = (fixed[node * 2] as number) / stepLength;
    positions[index * 2 + 1] = (fixed[node * 2 + 1] as number) / stepLength;
  }
  return { isFixed, positions, isPinned: pinned === null ? isFixed : Uint8Array.from(nodes, (node) => pinned[node] as number) };
}

function placeComponent(adjacency: Adjacency, sizes: Float32Array, held: Held | null, random: Random): Float64Array {
  if (held !== null) return placeTrunk(adjacency, sizes, held, random);
  if (adjacency.nodes < 3) return lieBeside(adjacency.nodes);
  const trunk = trunkOf(adjacency, sizes, stepLength);
  const placed = placeTrunk(trunk.adjacency, trunk.sizes, null, random);
  const positions = new Float64Array(adjacency.nodes * 2);
  for (const [index, node] of trunk.nodes.entries()) positions.set(placed.subarray(index * 2, index * 2 + 2), node * 2);
  placeLeaves(trunk, sizes, positions);
  spread(positions, sizes, null, leafRounds);
  return positions;
}

function placeTrunk(adjacency: Adjacency, sizes: Float32Array, held: Held | null, random: Random): Float64Array {
  const { nodes } = adjacency;
  if (nodes < 3 && held === null) return lieBeside(nodes, (adjacency.lengths[0] ?? 0) * stepLength);
  const landmarks = sampleLandmarks(adjacency, mostLandmarks, random);
  const positions = held === null ? startFromPivots(nodes, chooseFarLandmarks(adjacency, Math.min(nodes, startLandmarks), random), random) : startAroundFixed(adjacency, held, random);
  if (held === null) scaleToDistances(positions, landmarks, nodes);
  majorize(adjacency, landmarks, positions, held?.isFixed ?? null, passes, random);
  if (held === null) lieDown(positions);
  const scale = stepLength * (held === null ? roomierBy(positions, sizes) : 1);
  for (let at = 0; at < positions.length; at += 1) positions[at] = (positions[at] as number) * scale;
  spread(positions, sizes, held?.isPinned ?? null, held === null ? spreadRounds : joinRounds);
  return positions;
}

function lieBeside(nodes: number, length: number = edgeLength): Float64Array {
  return nodes === 1 ? new Float64Array(2) : Float64Array.of(0, 0, length, 0);
}

/** How much larger a picture must be for its nodes to have room, so that pushing them apart leaves its shape. */
function roomierBy(positions: Float64Array, sizes: Float32Array): number {
  const { width, height } = extentOf(positions);
  const wanted = sizes.reduce((sum, size) => sum + (size + 12) ** 2, 0) * roomFactor;
  return Math.max(1, Math.sqrt(wanted / ((width + 4) * (height + 4) * stepLength * stepLength)));
}

function extentOf(positions: Float64Array): { readonly width: number; readonly height: number } {
  const least = [Infinity, Infinity];
  const most = [-Infinity, -Infinity];
  for (const [at, value] of positions.entries()) {
    least[at % 2] = Math.min(least[at % 2] as number, value);
    most[at % 2] = Math.max(most[at % 2] as number, value);
  }
  return { width: (most[0] as number) - (least[0] as number), height: (most[1] as number) - (least[1] as number) };
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
      positions[neighbour * 2] = (positions[node * 2] as number) + edgeSteps * Math.cos(angle);
      positions[neighbour * 2 + 1] = (positions[node * 2 + 1] as number) + edgeSteps * Math.sin(angle);
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
