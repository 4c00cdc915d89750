import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../shared/search/testing-random.ts';
import { seed } from '../../../test/fixtures/seed.ts';
import { coverGreedily, offsetsOf, packedSets, type Sets, setsToCover, sizeOfUnion, someSets } from './cover.ts';

function pack(sets: readonly ReadonlySet<number>[]): Sets {
  const items = Uint32Array.from(sets.flatMap((set) => [...set]));
  return packedSets(offsetsOf(sets.map((set) => set.size)), items, 1 + Math.max(0, ...items));
}

/** The rule word by word: all gains counted anew before each choice. */
function coverPlainly(sets: readonly ReadonlySet<number>[]): { chosen: readonly number[]; covered: readonly number[] } {
  const reached = new Set<number>();
  const chosen: number[] = [];
  const covered: number[] = [];
  for (;;) {
    const gains = sets.map((set) => [...set].filter((item) => !reached.has(item)).length);
    const best = Math.max(0, ...gains);
    if (best === 0) return { chosen, covered };
    const set = gains.indexOf(best);
    chosen.push(set);
    for (const item of sets[set] ?? []) reached.add(item);
    covered.push(reached.size);
  }
}

describe('coverGreedily', () => {
  it('chooses what the plain greedy rule chooses', () => {
    console.log(`cover seed ${seed}`);
    const random = randomFrom(seed);
    for (let round = 0; round < 300; round += 1) {
      const sets = random.list(0, 30, () => new Set(random.list(0, 12, () => random.below(40) * 7)));
      const plain = coverPlainly(sets);
      const cover = coverGreedily(pack(sets));
      expect(cover, `seed ${seed}, round ${round}`).toEqual(plain);
      const all = new Set(sets.flatMap((set) => [...set])).size;
      expect(sizeOfUnion(pack(sets)), `seed ${seed}, round ${round}`).toBe(all);
      for (const wanted of [0, all / 2, all, all + 1]) {
        const needed = wanted === 0 ? 0 : plain.covered.filter((size) => size < wanted).length + 1;
        expect(setsToCover(cover, wanted), `seed ${seed}, round ${round}, ${wanted}`).toBe(wanted > all ? null : needed);
      }
      const some = sets.map((_, at) => at).filter(() => random.below(2) === 0);
      const enough = random.below(all + 2);
      const part = coverGreedily(pack(sets), undefined, enough);
      expect(setsToCover(part, enough), `seed ${seed}, round ${round}, ${enough}`).toBe(setsToCover(cover, enough));
      const kept = someSets(pack(sets), some);
      expect(some.map((_, at) => new Set(kept.itemsOf(at))), `seed ${seed}, round ${round}`).toEqual(some.map((at) => sets[at]));
      expect([...kept.sizes], `seed ${seed}, round ${round}`).toEqual(some.map((at) => sets[at]?.size));
    }
  });

  it('asks now and then whether it is still wanted', () => {
    const stop = (): void => {
      throw new Error('not wanted');
    };
    expect(() => coverGreedily(pack([new Set([1])]), stop)).toThrow('not wanted');
  });
});
