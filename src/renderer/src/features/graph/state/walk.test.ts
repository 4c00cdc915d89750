import { describe, expect, it } from 'vitest';
import { type Direction, isInside, walkTo } from './walk.ts';

/* A map with y downwards:      2
                             1  0  3   5
                                4       */
const positions = Float32Array.from([0, 0, -10, 0, 0, -10, 10, 1, 1, 10, 40, 0]);
const walk = (from: number, direction: Direction, neighbours: readonly number[]): number | null => walkTo({ positions, from, direction, isNeighbour: (node) => neighbours.includes(node) });

describe('an arrow key', () => {
  it.each([
    ['left', 1],
    ['up', 2],
    ['right', 3],
    ['down', 4],
  ] as const)('leads %s to the nearest node there', (direction, node) => {
    expect(walk(0, direction, [])).toBe(node);
  });

  it('leads rather to a neighbour, however far', () => {
    expect(walk(0, 'right', [5])).toBe(5);
  });

  it('leads nowhere at the edge', () => {
    expect(walk(1, 'left', [0])).toBeNull();
  });
});

describe('a lasso', () => {
  const hook: readonly (readonly [number, number])[] = [[0, 0], [10, 0], [10, 10], [8, 10], [8, 2], [0, 2]];

  it.each([
    [5, 1, true],
    [9, 9, true],
    [5, 5, false],
    [-1, 1, false],
    [11, 1, false],
  ])('around a corner has %d, %d: %s', (x, y, inside) => {
    expect(isInside(x, y, hook)).toBe(inside);
  });
});
