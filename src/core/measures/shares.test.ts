import { describe, expect, it } from 'vitest';
import { shareRow, wilson } from './shares.ts';

describe('the interval of a share', () => {
  it('is Wilson’s, and keeps to the ends of the scale', () => {
    expect(wilson(132, 63_182)?.low).toBeCloseTo(0.0017622, 6);
    expect(wilson(132, 63_182)?.high).toBeCloseTo(0.0024767, 6);
    expect(wilson(0, 10)).toEqual({ low: 0, high: expect.closeTo(0.27753, 5) as unknown });
    expect(wilson(10, 10)).toEqual({ low: expect.closeTo(0.72247, 5) as unknown, high: 1 });
  });

  it('is unknown where there is nothing to take a share of', () => {
    expect(wilson(0, 0)).toBeNull();
    expect(shareRow({ key: 'a', label: 'A', count: 0, of: 0 })).toMatchObject({ low: null, high: null, role: 'value', packages: null, reference: null });
  });
});
