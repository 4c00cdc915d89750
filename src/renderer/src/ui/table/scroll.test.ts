import { describe, expect, it } from 'vitest';
import { boxHeight, farthest, highestBox, isScaled, positionShowing, rowsInView, toScrollTop, toVirtual } from './scroll.ts';

const short = { rows: 1000, rowHeight: 32, view: 640 };
const long = { rows: 3_000_000, rowHeight: 32, view: 640 };

describe('scrolling', () => {
  it('is one to one while the list fits', () => {
    expect(isScaled(short)).toBe(false);
    expect(boxHeight(short)).toBe(32_000);
    expect(toVirtual(short, 320)).toBe(320);
    expect(toScrollTop(short, 320)).toBe(320);
  });

  it('stays under the browser limit and still reaches both ends', () => {
    expect(isScaled(long)).toBe(true);
    expect(boxHeight(long)).toBe(highestBox);
    expect(toVirtual(long, 0)).toBe(0);
    expect(toVirtual(long, highestBox - long.view)).toBe(farthest(long));
    expect(rowsInView(long, farthest(long), 4).to).toBe(long.rows);
  });

  it('comes back to the same place', () => {
    for (const position of [0, 32, 48_000_000, farthest(long)]) {
      expect(toVirtual(long, toScrollTop(long, position))).toBeCloseTo(position, 3);
    }
  });

  it('clamps positions from outside', () => {
    expect(toVirtual(short, -50)).toBe(0);
    expect(toVirtual(long, 1e12)).toBe(farthest(long));
    expect(toScrollTop(short, 1e12)).toBe(farthest(short));
  });

  it('draws the rows in view and a margin', () => {
    expect(rowsInView(short, 320, 2)).toEqual({ from: 8, to: 32 });
    expect(rowsInView({ rows: 0, rowHeight: 32, view: 640 }, 0, 5)).toEqual({ from: 0, to: 0 });
  });

  it('moves no farther than it must to show a row', () => {
    expect(positionShowing(short, 320, 15)).toBe(320);
    expect(positionShowing(short, 320, 3)).toBe(96);
    expect(positionShowing(short, 0, 20)).toBe(32);
  });
});
