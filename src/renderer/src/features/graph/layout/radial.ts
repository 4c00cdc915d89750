import { adjacencyOf, type Adjacency } from './adjacency.ts';
import { fromMiddle, joinStanding, mostStand } from './join.ts';
import type { LayoutGraph, LayoutOrder } from './layout-types.ts';

/** Pixels between the rings of one distance and the next. */
const ringGap = 90;
/** Pixels between two rings of the same distance, where one has no room for all. */
const rowGap = 30;
const nodeGap = 12;

/** A node with what hangs on it; every node hangs on one neighbour that is a step nearer to the focus. */
interface Tree {
  readonly parents: Int32Array;
  readonly children: readonly (readonly number[])[];
  readonly depths: Int32Array;
  readonly roots: readonly number[];
}

/**
 * Rings by distance around the focus, each node in the sector of what it hangs on. A ring that is too full becomes several,
 * close to each other. What the focus does not reach stands on one more ring outside.
 */
export function layOutRadially(order: LayoutOrder): Float32Array {
  if (mostStand(order)) return joinRings(order, order.fixed);
  const { graph } = order;
  const tree = hangNodes(graph);
  const angles = anglesOf(graph, tree, walkTree(tree));
  return placeOnRings(graph, tree, angles);
}

/** New nodes stand one ring outside of those that they join, in their direction or as near to it as there is room. */
function joinRings(order: LayoutOrder, fixed: Float32Array): Float32Array {
  const { focus, nodes } = order.graph;
  const middle = [0, 0];
  const heart = Array.from({ length: nodes }, (_, node) => node).filter((node) => focus[node] === 1 && !Number.isNaN(fixed[node * 2]));
  for (const node of heart) for (const side of [0, 1]) middle[side] = (middle[side] as number) + (fixed[node * 2 + side] as number) / heart.length;
  const [middleX = 0, middleY = 0] = middle;
  return joinStanding(order, fixed, [nodeGap / 2, nodeGap / 2], function* ({ x, y }) {
    const [across, down] = [x - middleX, y - middleY];
    const angle = Math.atan2(down, across);
    const own = Math.hypot(across, down);
    // No farther than a quarter of the ring, but all around the middle: beyond, the next ring out is nearer.
    const farthest = own < ringGap / 2 ? Math.PI : Math.PI / 4;
    for (let radius = own + ringGap; ; radius += rowGap) {
      const turn = rowGap / 2 / radius;
      for (const step of fromMiddle()) {
        if (Math.abs(step) * turn > farthest) break;
        yield [middleX + radius * Math.cos(angle + step * turn), middleY + radius * Math.sin(angle + step * turn)];
      }
    }
  });
}

function hangNodes(graph: LayoutGraph): Tree {
  const adjacency = adjacencyOf(graph.nodes, graph.edges);
  const roots = Array.from({ length: graph.nodes }, (_, node) => node).filter((node) => graph.focus[node] === 1);
  if (roots.length === 0) roots.push(busiest(adjacency));
  const depths = new Int32Array(graph.nodes).fill(-1);
  const parents = new Int32Array(graph.nodes).fill(-1);
  const children: number[][] = Array.from({ length: graph.nodes }, () => []);
  const queue = [...roots];
  for (const root of roots) depths[root] = 0;
  for (const node of queue) {
    for (let at = adjacency.starts[node] as number; at < (adjacency.starts[node + 1] as number); at += 1) {
      const next = adjacency.neighbours[at] as number;
      if (depths[next] !== -1) continue;
      depths[next] = (depths[node] as number) + 1;
      parents[next] = node;
      (children[node] as number[]).push(next);
      queue.push(next);
    }
  }
  const outside = depths.reduce((most, depth) => Math.max(most, depth), 0) + 1;
  for (let node = 0; node < graph.nodes; node += 1) {
    if (depths[node] !== -1) continue;
    depths[node] = outside;
    roots.push(node);
  }
  return { parents, children, depths, roots };
}

function busiest({ nodes, starts }: Adjacency): number {
  let most = 0;
  for (let node = 1; node < nodes; node += 1) if ((starts[node + 1] as number) - (starts[node] as number) > (starts[most + 1] as number) - (starts[most] as number)) most = node;
  return most;
}

/** Parents before children. */
function walkTree({ children, roots }: Tree): readonly number[] {
  const order = [...roots];
  for (const node of order) order.push(...(children[node] as readonly number[]));
  return order;
}

/** The middle of each node's sector; sectors are as wide as what hangs in them needs. */
function anglesOf(graph: LayoutGraph, { children, depths, roots }: Tree, order: readonly number[]): Float64Array {
  const wanted = new Float64Array(graph.nodes);
  for (const node of order.toReversed()) {
    const below = (children[node] as readonly number[]).reduce((sum, child) => sum + (wanted[child] as number), 0);
    // Farther out the same angle has more room.
    wanted[node] = Math.max(below, ((graph.sizes[node] as number) + nodeGap) / Math.max(1, depths[node] as number));
  }
  const from = new Float64Array(graph.nodes);
  const width = new Float64Array(graph.nodes);
  share(roots, wanted, 0, 2 * Math.PI, from, width);
  for (const node of order) share(children[node] as readonly number[], wanted, from[node] as number, width[node] as number, from, width);
  return from.map((start, node) => start + (width[node] as number) / 2 - Math.PI / 2);
}

function share(nodes: readonly number[], wanted: Float64Array, start: number, width: number, from: Float64Array, widths: Float64Array): void {
  const sum = nodes.reduce((total, node) => total + (wanted[node] as number), 0);
  let at = start;
  for (const node of nodes) {
    from[node] = at;
    widths[node] = (width * (wanted[node] as number)) / sum;
    at += widths[node];
  }
}

function placeOnRings(graph: LayoutGraph, { depths, roots }: Tree, angles: Float64Array): Float32Array {
  const positions = new Float32Array(graph.nodes * 2);
  const rings: number[][] = [];
  for (let node = 0; node < graph.nodes; node += 1) (rings[depths[node] as number] ??= []).push(node);
  let radius = roots.length > 1 && (rings[0]?.length ?? 0) > 1 ? ringGap / 2 : 0;
  for (const [depth, ring] of rings.entries()) {
    ring.sort((one, other) => (angles[one] as number) - (angles[other] as number) || one - other);
    const rows = rowsFor(ring, graph.sizes, angles, radius);
    for (const [index, node] of ring.entries()) {
      const own = radius + (index % rows) * rowGap;
      positions[node * 2] = own * Math.cos(angles[node] as number);
      positions[node * 2 + 1] = own * Math.sin(angles[node] as number);
    }
    radius += (rows - 1) * rowGap + (depth === 0 && ring.length > 1 ? ringGap * 0.8 : ringGap);
  }
  return positions;
}

const mostRows = 40;

/** In how many rows the nodes of a ring must stand in turn, so that none touches the next of its row. */
function rowsFor(ring: readonly number[], sizes: Float32Array, angles: Float64Array, radius: number): number {
  for (let rows = 1; rows < mostRows; rows += 1) {
    let fits = true;
    for (let index = 0; fits && index < ring.length && ring.length > rows; index += 1) {
      const node = ring[index] as number;
      const next = ring[(index + rows) % ring.length] as number;
      const turn = ((angles[next] as number) - (angles[node] as number) + 2 * Math.PI) % (2 * Math.PI);
      const own = radius + (index % rows) * rowGap;
      fits = Math.min(turn, Math.PI / 2) * own >= ((sizes[node] as number) + (sizes[next] as number)) / 2 + nodeGap / 2;
    }
    if (fits) return rows;
  }
  return mostRows;
}
