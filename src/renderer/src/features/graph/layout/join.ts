import { adjacencyOf } from './adjacency.ts';
import type { LayoutOrder } from './layout-types.ts';

/** A new node, and where the one that it joins stands. */
interface Joining {
  readonly node: number;
  readonly parent: number;
  readonly x: number;
  readonly y: number;
}

/** Where a node may stand beside the one that it joins, the best place first. */
type PlacesFor = (joining: Joining) => Iterable<readonly [x: number, y: number]>;

/** Whether most of a picture stands already, or all of it, so that what is new joins it instead of moving all. */
export function mostStand(order: LayoutOrder): order is LayoutOrder & { readonly fixed: Float32Array } {
  const { graph, fixed } = order;
  if (fixed === null) return false;
  let standing = 0;
  for (let node = 0; node < graph.nodes; node += 1) if (!Number.isNaN(fixed[node * 2])) standing += 1;
  return standing * 2 >= graph.nodes;
}

/**
 * Leaves every node that stands where it is, and puts each new one at the first place beside a neighbour of it that is free. `room`: how far
 * nodes are kept from each other across and down, in pixels, besides their size.
 */
export function joinStanding({ graph }: LayoutOrder, fixed: Float32Array, room: readonly [across: number, down: number], placesFor: PlacesFor): Float32Array {
  const positions = fixed.slice();
  const { starts, neighbours } = adjacencyOf(graph.nodes, graph.edges);
  const standing: number[] = [];
  for (let node = 0; node < graph.nodes; node += 1) if (!Number.isNaN(fixed[node * 2])) standing.push(node);
  const isFree = (node: number, x: number, y: number): boolean => standing.every((other) => {
    const touch = ((graph.sizes[node] as number) + (graph.sizes[other] as number)) / 2;
    return Math.abs((positions[other * 2] as number) - x) >= touch + room[0] || Math.abs((positions[other * 2 + 1] as number) - y) >= touch + room[1];
  });
  const put = (node: number, places: Iterable<readonly [number, number]>): void => {
    for (const [x, y] of places) {
      if (!isFree(node, x, y)) continue;
      positions[node * 2] = x;
      positions[node * 2 + 1] = y;
      standing.push(node);
      return;
    }
  };
  // `standing` grows as the walk goes on.
  for (const parent of standing) {
    for (let at = starts[parent] as number; at < (starts[parent + 1] as number); at += 1) {
      const node = neighbours[at] as number;
      if (Number.isNaN(positions[node * 2])) put(node, placesFor({ node, parent, x: positions[parent * 2] as number, y: positions[parent * 2 + 1] as number }));
    }
  }
  for (let node = 0; node < graph.nodes; node += 1) if (Number.isNaN(positions[node * 2])) put(node, below(positions));
  return positions;
}

/** Below all that stands, for what is tied to none of it. */
function* below(positions: Float32Array): Generator<readonly [number, number]> {
  let lowest = 0;
  for (let at = 1; at < positions.length; at += 2) if ((positions[at] as number) > lowest) lowest = positions[at] as number;
  for (let x = 0; ; x += 40) yield [x, lowest + 60];
}

/** 0, 1, -1, 2, -2 … without end. */
export function* fromMiddle(): Generator<number> {
  yield 0;
  for (let step = 1; ; step += 1) {
    yield step;
    yield -step;
  }
}
