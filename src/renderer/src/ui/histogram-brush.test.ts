import { describe, expect, it } from 'vitest';
import { endsBetween, endsOf, moveEnd, placeEnd, spanOf } from './histogram-brush.ts';

const bins = [
  { from: 0, to: 1, count: 3 },
  { from: 1, to: 10, count: 0 },
  { from: 10, to: 100, count: 7 },
  { from: 100, to: 1000, count: 1 },
];

describe('a brush over bars', () => {
  it('shows a span where it lies, also between edges and outside all bars', () => {
    expect(endsOf(bins, null)).toEqual({ low: 0, high: 4 });
    expect(endsOf(bins, { from: 10, to: 100 })).toEqual({ low: 2, high: 3 });
    expect(endsOf(bins, { from: 55, to: null })).toEqual({ low: 2.5, high: 4 });
    expect(endsOf(bins, { from: 5000, to: null })).toEqual({ low: 4, high: 4 });
    expect(endsOf([], { from: 1, to: 2 })).toEqual({ low: 0, high: 0 });
  });

  it('makes a span of edges, open at the ends of the scale', () => {
    expect(spanOf(bins, { low: 2, high: 3 })).toEqual({ from: 10, to: 100 });
    expect(spanOf(bins, { low: 0, high: 3 })).toEqual({ from: null, to: 100 });
    expect(spanOf(bins, { low: 1, high: 4 })).toEqual({ from: 1, to: null });
    expect(spanOf(bins, { low: 0, high: 4 })).toBeNull();
  });

  it('moves an end to the next edge and leaves one bar at least', () => {
    expect(moveEnd({ low: 2.5, high: 4 }, 'low', 1, 4)).toEqual({ low: 3, high: 4 });
    expect(moveEnd({ low: 2.5, high: 4 }, 'low', -1, 4)).toEqual({ low: 2, high: 4 });
    expect(moveEnd({ low: 0, high: 1 }, 'low', 1, 4)).toEqual({ low: 0, high: 1 });
    expect(moveEnd({ low: 3, high: 4 }, 'high', -5, 4)).toEqual({ low: 3, high: 4 });
    expect(placeEnd({ low: 1, high: 4 }, 'high', 99, 4)).toEqual({ low: 1, high: 4 });
  });

  it('takes every bar that a pointer went over, in either direction', () => {
    expect(endsBetween(2.9, 1.1, 4)).toEqual({ low: 1, high: 3 });
    expect(endsBetween(3.5, 9, 4)).toEqual({ low: 3, high: 4 });
    expect(endsBetween(-4, -1, 4)).toEqual({ low: 0, high: 1 });
  });
});
