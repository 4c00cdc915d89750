import { expect, it } from 'vitest';
import { drawGraph } from './graph-text.ts';

/** The lines of a row, as a terminal shows them. */
const drawn = (lane: number, above: readonly number[], below: readonly number[], through: readonly number[]): string[] => {
  const { before, commit, after } = drawGraph({ lane, above: [...above], below: [...below], through: [...through] });
  return [before, commit, after].filter((line) => line !== null);
};

it('draws a commit in a line, beside lanes that pass', () => {
  expect(drawn(0, [0], [0], [])).toEqual(['*']);
  expect(drawn(1, [1], [1], [0, 3])).toEqual(['| *   |']);
});

it('leads lanes away from a merge and into the commit that they began at', () => {
  expect(drawn(0, [0], [0, 1], [])).toEqual(['*', '|\\']);
  expect(drawn(0, [0, 1], [0], [])).toEqual(['|/', '*']);
  expect(drawn(0, [], [0, 2], [1])).toEqual(['* |', '|-|\\']);
  expect(drawn(2, [2], [2, 0], [0, 1])).toEqual(['| | *', '|/|-|']);
});

it('marks what lies beyond the lanes that it draws', () => {
  expect(drawn(0, [0], [0], [30])).toEqual([`* ${'  '.repeat(19)}>`]);
  expect(drawn(40, [40], [40], [0])).toEqual([`| ${'  '.repeat(19)}> *`]);
});
