import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../shared/search/random.ts';
import { coverGreedily } from './cover.ts';
import { disjointSets, setsOf } from './sets.ts';

/** The rule word by word: all gains counted anew before each choice. */
function coverPlainly(sets: readonly ReadonlySet<number>[], wanted: number): readonly number[] | null {
  const covered = new Set<number>();
  const chosen: number[] = [];
  while (covered.size < wanted) {
    const gains = sets.map((set) => [...set].filter((item) => !covered.has(item)).length);
    const best = Math.max(0, ...gains);
    if (best === 0) return null;
    const set = gains.indexOf(best);
    chosen.push(set);
    for (const item of sets[set] ?? []) covered.add(item);
  }
  return chosen;
}

describe('coverGreedily', () => {
  it('chooses what the plain greedy rule chooses', () => {
    const seed = Date.now() % 1e9;
    console.log(`cover seed ${seed}`);
    const random = randomFrom(seed);
    for (let round = 0; round < 300; round += 1) {
      const sets = random.list(0, 30, () => new Set(random.list(0, 12, () => random.below(40) * 7)));
      const all = new Set(sets.flatMap((set) => [...set])).size;
      for (const wanted of [0, all / 2, all, all + 1]) {
        expect(coverGreedily(setsOf(sets), wanted), `seed ${seed}, round ${round}`).toEqual(coverPlainly(sets, wanted));
      }
    }
  });

  it('takes the largest of sets that share nothing', () => {
    expect(coverGreedily(disjointSets([1, 5, 3, 5]), 8)).toEqual([1, 3]);
  });
});
