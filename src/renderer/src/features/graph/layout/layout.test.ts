import { describe, expect, test } from 'vitest';
import { computeLayout } from './layout.ts';
import { distanceBetween, heavyTailedTree, nearestPair, orderOf } from './testing-orders.ts';

describe('layout by force', () => {
  test('draws a path in its order, no step much longer than another', () => {
    const positions = computeLayout(orderOf(5, [[0, 1], [1, 2], [2, 3], [3, 4]]));
    const lengths = [0, 1, 2, 3].map((node) => distanceBetween(positions, node, node + 1));
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(1.4);
    expect(distanceBetween(positions, 0, 4)).toBeGreaterThan(3 * Math.max(...lengths));
  });

  test('gives the same positions for the same seed', () => {
    const tree = heavyTailedTree(700, 7);
    expect(computeLayout(orderOf(700, tree, { seed: 3 }))).toEqual(computeLayout(orderOf(700, tree, { seed: 3 })));
  });

  test.each([1, 2, 3])('lets no two nodes touch (seed %i)', (seed) => {
    expect(nearestPair(computeLayout(orderOf(500, heavyTailedTree(500, seed), { seed })))).toBeGreaterThan(14);
  });

  test('keeps components apart', () => {
    const positions = computeLayout(orderOf(9, [[0, 1], [1, 2], [3, 4], [4, 5]]));
    expect(nearestPair(positions)).toBeGreaterThan(14);
    expect(positions.every(Number.isFinite)).toBe(true);
  });

  test('leaves fixed nodes where they are and puts new ones beside their neighbours', () => {
    const fixed = Float32Array.from([0, 0, 64, 0, 128, 0, NaN, NaN, NaN, NaN]);
    const positions = computeLayout(orderOf(5, [[0, 1], [1, 2], [2, 3]], { fixed }));
    expect(Array.from(positions.subarray(0, 6))).toEqual([0, 0, 64, 0, 128, 0]);
    expect(distanceBetween(positions, 2, 3)).toBeLessThan(100);
    expect(nearestPair(positions)).toBeGreaterThan(14);
  });
});

describe('a picture laid out by force that nodes join', () => {
  // 40 leaves around one node, and 20 new ones.
  const star = Array.from({ length: 60 }, (_, leaf) => [0, leaf + 1] as const);
  const before = computeLayout(orderOf(41, star.slice(0, 40)));
  const fixed = Float32Array.from([...before, ...Array.from({ length: 40 }, () => Number.NaN)]);
  const shifts = (after: Float32Array): number[] => Array.from({ length: 41 }, (_, node) => Math.hypot((after[node * 2] as number) - (before[node * 2] as number), (after[node * 2 + 1] as number) - (before[node * 2 + 1] as number)));

  test('makes room for them, and stays where it is but for that', () => {
    const after = computeLayout(orderOf(61, star, { fixed, pinned: new Uint8Array(61) }));
    expect(nearestPair(after)).toBeGreaterThan(14);
    expect(Math.max(...shifts(after))).toBeLessThan(60);
  });

  test('leaves what is pinned exactly there', () => {
    const after = computeLayout(orderOf(61, star, { fixed, pinned: Uint8Array.from({ length: 61 }, (_, node) => (node < 5 ? 1 : 0)) }));
    expect(shifts(after).slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('layout in columns', () => {
  const columnsOf = (positions: Float32Array): number[] => Array.from({ length: positions.length / 2 }, (_, node) => positions[node * 2] as number);

  test('puts every base to the left of what was made of it', () => {
    const edges = [[0, 1], [1, 2], [0, 3], [3, 2], [4, 2]] as const;
    const across = columnsOf(computeLayout(orderOf(5, edges, { kind: 'layered' })));
    for (const [base, made] of edges) expect(across[base]).toBeLessThan(across[made] as number);
  });

  test('draws a cycle, too', () => {
    const positions = computeLayout(orderOf(3, [[0, 1], [1, 2], [2, 0]], { kind: 'layered' }));
    expect(new Set(columnsOf(positions)).size).toBe(3);
  });

  test('leaves room for a name between the rows of 200 models made of one', () => {
    const positions = computeLayout(orderOf(201, Array.from({ length: 200 }, (_, index) => [0, index + 1] as const), { kind: 'layered' }, [0]));
    expect(nearestPair(positions)).toBeGreaterThan(20);
    const down = columnsOf(positions.map((_, at) => positions[at ^ 1] as number));
    expect(Math.max(...down) - Math.min(...down)).toBeLessThan(2000);
  });
});

describe.each(['layered', 'radial'] as const)('a picture laid out as %s that nodes join', (kind) => {
  // A tree of which the last three are new: two made of one node, and one of a new one.
  const edges = [[0, 1], [0, 2], [1, 3], [2, 4], [3, 5], [3, 6], [6, 7]] as const;
  const before = computeLayout(orderOf(5, edges.slice(0, 4), { kind }, [0]));
  const fixed = Float32Array.from([...before, ...Array.from({ length: 6 }, () => Number.NaN)]);
  const after = computeLayout(orderOf(8, edges, { kind, fixed }, [0]));

  test('leaves what is drawn where it is, and puts the others beside those that they hang on, with room', () => {
    expect([...after.subarray(0, 10)]).toEqual([...before]);
    expect(nearestPair(after)).toBeGreaterThan(14);
    for (const [parent, child] of edges.slice(4)) expect(distanceBetween(after, parent, child)).toBeLessThan(260);
  });

  test('keeps its order: what was made of something stands farther out', () => {
    const out = (node: number): number => (kind === 'layered' ? (after[node * 2] as number) : distanceBetween(after, 0, node));
    for (const [parent, child] of edges) expect(out(child)).toBeGreaterThan(out(parent));
  });

  test('stays as it is where nodes went', () => {
    expect(Array.from(computeLayout(orderOf(4, edges.slice(0, 3), { kind, fixed: fixed.slice(0, 8) }, [0])))).toEqual(Array.from(before.slice(0, 8)));
  });

  test('is laid out anew where little of it stands', () => {
    const few = fixed.map((value, at) => (at < 4 ? value + 500 : Number.NaN));
    expect(computeLayout(orderOf(8, edges, { kind, fixed: few }, [0]))).toEqual(computeLayout(orderOf(8, edges, { kind }, [0])));
  });
});

describe('layout in rings', () => {
  test('puts what is farther from the focus farther out', () => {
    const tree = heavyTailedTree(300, 5);
    const positions = computeLayout(orderOf(300, tree, { kind: 'radial' }, [0]));
    const depth: number[] = [0];
    for (const [parent, child] of tree) depth[child] = (depth[parent] as number) + 1;
    const radius = depth.map((_, node) => Math.hypot(positions[node * 2] as number, positions[node * 2 + 1] as number));
    for (let steps = 1; steps <= Math.max(...depth); steps += 1) {
      const inner = radius.filter((_, node) => depth[node] === steps - 1);
      expect(Math.min(...radius.filter((_, node) => depth[node] === steps))).toBeGreaterThan(Math.max(...inner));
    }
    expect(nearestPair(positions)).toBeGreaterThan(14);
  });
});
