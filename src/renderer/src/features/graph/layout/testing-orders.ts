import type { LayoutOrder } from './layout-types.ts';
import { makeRandom } from './random.ts';

/** An order for nodes of one size; without `focus` none is the focus. */
export function orderOf(nodes: number, pairs: readonly (readonly [number, number])[], rest: Partial<LayoutOrder> = {}, focus: readonly number[] = []): LayoutOrder {
  const isFocus = Uint8Array.from({ length: nodes }, (_, node) => (focus.includes(node) ? 1 : 0));
  return {
    kind: 'force', seed: 1, aspect: 1.6, fixed: null, pinned: null, ...rest,
    graph: { nodes, edges: Uint32Array.from(pairs.flat()), sizes: new Float32Array(nodes).fill(14), focus: isFocus, distances: new Int32Array(nodes).fill(-1) },
  };
}

/** A tree from node 0 on, in which few nodes have most of the edges. */
export function heavyTailedTree(nodes: number, seed: number): (readonly [number, number])[] {
  const random = makeRandom(seed);
  return Array.from({ length: nodes - 1 }, (_, index) => [Math.floor((index + 1) * random() ** 3), index + 1] as const);
}

export function distanceBetween(positions: Float32Array, one: number, other: number): number {
  return Math.hypot((positions[one * 2] as number) - (positions[other * 2] as number), (positions[one * 2 + 1] as number) - (positions[other * 2 + 1] as number));
}

/** The nearest that two nodes come to each other. */
export function nearestPair(positions: Float32Array): number {
  let least = Infinity;
  for (let one = 0; one * 2 < positions.length; one += 1) for (let other = 0; other < one; other += 1) least = Math.min(least, distanceBetween(positions, one, other));
  return least;
}
