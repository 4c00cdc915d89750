import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../shared/search/testing-random.ts';
import { seed } from '../../../test/fixtures/seed.ts';
import { allocateEqually, allocateInProportion, type Group, largestFirst } from './allocate.ts';

const groups = (...sizes: readonly number[]): readonly Group[] => sizes.map((size, at) => ({ name: `g${at}`, size }));

describe('allocateInProportion', () => {
  it('rounds by largest remainders', () => {
    // Shares of 10: 4.7, 1.6, 1.58, 1.2, 0.61, 0.31; the example of the rule's literature.
    expect(allocateInProportion(groups(47_000, 16_000, 15_800, 12_000, 6_100, 3_100), 10)).toEqual([5, 2, 1, 1, 1, 0]);
  });

  it('gives what remains to the larger group, then to the first by name, and to packages without a value last', () => {
    expect(allocateInProportion(groups(1, 1, 1, 1), 2)).toEqual([1, 1, 0, 0]);
    expect(allocateInProportion([{ name: null, size: 1 }, { name: 'a', size: 1 }], 1)).toEqual([0, 1]);
    expect(allocateInProportion([{ name: 'a', size: 1 }, { name: 'b', size: 3 }], 2)).toEqual([0, 2]);
  });

  it('gives all there is where more is asked for', () => {
    expect(allocateInProportion(groups(3, 4), 100)).toEqual([3, 4]);
    expect(allocateInProportion([], 5)).toEqual([]);
  });
});

describe('allocateEqually', () => {
  it('takes small groups whole and shares what they leave', () => {
    expect(allocateEqually(groups(100, 100, 2), 30)).toEqual([14, 14, 2]);
    expect(allocateEqually(groups(1, 5, 9), 12)).toEqual([1, 5, 6]);
  });

  it('gives what does not divide to the larger groups, of equal ones to the first by name', () => {
    expect(allocateEqually(groups(10, 20, 20), 8)).toEqual([2, 3, 3]);
    expect(allocateEqually(groups(10, 10, 10), 1)).toEqual([1, 0, 0]);
  });
});

it('both give as many as asked for and never more than a group has', () => {
  console.log(`allocate seed ${seed}`);
  const random = randomFrom(seed);
  for (let round = 0; round < 300; round += 1) {
    const some = groups(...random.list(1, 12, () => random.below(40)));
    const total = some.reduce((sum, { size }) => sum + size, 0);
    const count = random.below(total + 10);
    for (const allocate of [allocateInProportion, allocateEqually]) {
      const shares = allocate(some, count);
      expect(shares.reduce((sum, share) => sum + share, 0), `seed ${seed}`).toBe(Math.min(count, total));
      expect(shares.every((share, at) => share >= 0 && share <= (some[at] as Group).size), `seed ${seed}`).toBe(true);
    }
    const equal = allocateEqually(some, count);
    // Whoever was not taken whole has as many as anybody, but for one.
    const most = Math.max(...equal);
    expect(equal.every((share, at) => share === (some[at] as Group).size || share >= most - 1), `seed ${seed}`).toBe(true);
  }
});

it('largestFirst', () => {
  expect(largestFirst([{ name: 'b', size: 1 }, { name: null, size: 5 }, { name: 'a', size: 5 }])).toEqual([2, 1, 0]);
});
