import { describe, expect, it } from 'vitest';
import { binName, binsOf } from './reach-bins.ts';

describe('binsOf', () => {
  it('doubles, and counts everybody once', () => {
    const bins = binsOf([{ reach: 9, firstRank: 1, lastRank: 1 }, { reach: 4, firstRank: 2, lastRank: 4 }, { reach: 2, firstRank: 5, lastRank: 5 }, { reach: 1, firstRank: 6, lastRank: 15 }, { reach: 0, firstRank: 16, lastRank: 17 }]);
    expect(bins.map((bin) => [binName(bin), bin.count])).toEqual([['0', 2], ['1', 10], ['2', 1], ['3–4', 3], ['5–8', 0], ['9–16', 1]]);
  });

  it('has no bar for nobody', () => {
    expect(binsOf([])).toEqual([]);
  });
});
