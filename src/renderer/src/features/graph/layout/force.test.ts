import { describe, expect, test } from 'vitest';
import { computeLayout } from './layout.ts';
import type { LayoutOrder } from './layout-types.ts';
import { makeRandom } from './random.ts';

function order(nodes: number, pairs: readonly (readonly [number, number])[], rest: Partial<LayoutOrder> = {}): LayoutOrder {
  return {
    kind: 'force', seed: 1, aspect: 1.6, fixed: null, ...rest,
    graph: { nodes, edges: Uint32Array.from(pairs.flat()), sizes: new Float32Array(nodes).fill(14), focus: new Uint8Array(nodes), distances: new Int32Array(nodes).fill(-1) },
  };
}

function distance(positions: Float32Array, one: number, other: number): number {
  return Math.hypot((positions[one * 2] as number) - (positions[other * 2] as number), (positions[one * 2 + 1] as number) - (positions[other * 2 + 1] as number));
}

/** The nearest that two nodes come to each other. */
function nearest(positions: Float32Array): number {
  let least = Infinity;
  for (let one = 0; one * 2 < positions.length; one += 1) for (let other = 0; other < one; other += 1) least = Math.min(least, distance(positions, one, other));
  return least;
}

/** A tree in which few nodes have most of the edges. */
function heavyTailedTree(nodes: number, seed: number): (readonly [number, number])[] {
  const random = makeRandom(seed);
  return Array.from({ length: nodes - 1 }, (_, index) => [Math.floor((index + 1) * random() ** 3), index + 1] as const);
}

describe('layout by force', () => {
  test('draws a path in its order, each step of about the same length', () => {
    const positions = computeLayout(order(5, [[0, 1], [1, 2], [2, 3], [3, 4]]));
    const lengths = [0, 1, 2, 3].map((node) => distance(positions, node, node + 1));
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(1.1);
    expect(distance(positions, 0, 4)).toBeGreaterThan(3.5 * (lengths[0] as number));
  });

  test('gives the same positions for the same seed', () => {
    const tree = heavyTailedTree(700, 7);
    expect(computeLayout(order(700, tree, { seed: 3 }))).toEqual(computeLayout(order(700, tree, { seed: 3 })));
  });

  test.each([1, 2, 3])('lets no two nodes touch (seed %i)', (seed) => {
    expect(nearest(computeLayout(order(500, heavyTailedTree(500, seed), { seed })))).toBeGreaterThan(14);
  });

  test('keeps components apart', () => {
    const positions = computeLayout(order(9, [[0, 1], [1, 2], [3, 4], [4, 5]]));
    expect(nearest(positions)).toBeGreaterThan(14);
    expect(positions.every(Number.isFinite)).toBe(true);
  });

  test('leaves fixed nodes where they are and puts new ones beside their neighbours', () => {
    const fixed = Float32Array.from([0, 0, 64, 0, 128, 0, NaN, NaN, NaN, NaN]);
    const positions = computeLayout(order(5, [[0, 1], [1, 2], [2, 3]], { fixed }));
    expect(Array.from(positions.subarray(0, 6))).toEqual([0, 0, 64, 0, 128, 0]);
    expect(distance(positions, 2, 3)).toBeLessThan(100);
    expect(nearest(positions)).toBeGreaterThan(14);
  });
});
