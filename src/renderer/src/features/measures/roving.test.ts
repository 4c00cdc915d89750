import { expect, it } from 'vitest';
import { partScene } from '../../../../shared/chart/index.ts';
import { testLine, testLines, testShare, testShares } from '../../../../shared/chart/testing.ts';
import { nearestMark, stepMark } from './roving.ts';

const bars = partScene(testShares(['a', 'b', 'c'].map((label) => testShare({ label }))), { width: 500 }).marks;
const lines = partScene(testLines([testLine([1, 2, 3]), testLine([3, 2, 1], { label: 'other' })]), { width: 500 }).marks;

it('arrows go from bar to bar and stop at the ends', () => {
  expect(['ArrowDown', 'ArrowRight', 'ArrowUp', 'End', 'Home', 'x'].map((key) => stepMark(bars, 1, key))).toEqual([2, 2, 0, 2, 0, null]);
  expect([stepMark(bars, 0, 'ArrowUp'), stepMark(bars, 2, 'ArrowDown'), stepMark([], 0, 'End')]).toEqual([0, 2, null]);
});

it('up and down go from line to line, at the same place', () => {
  expect([stepMark(lines, 1, 'ArrowDown'), stepMark(lines, 4, 'ArrowUp'), stepMark(lines, 4, 'ArrowDown'), stepMark(lines, 2, 'ArrowRight')]).toEqual([4, 1, 4, 3]);
});

it('the pointer means the bar in whose row it is, and the nearest point of a line', () => {
  const [first, second] = bars;
  expect([nearestMark(bars, 60, (second?.box.y ?? 0) + 2, false), nearestMark(bars, 60, (first?.box.y ?? 0) - 2, false)]).toEqual([1, null]);
  const point = lines[4]?.box ?? { x: 0, y: 0, width: 0, height: 0 };
  expect([nearestMark(lines, point.x + point.width / 2 + 3, point.y + point.height / 2 - 30 + 33, true), nearestMark(lines, -200, -200, true)]).toEqual([expect.any(Number), null]);
});
