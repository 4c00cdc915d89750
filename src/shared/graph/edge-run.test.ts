import { expect, test } from 'vitest';
import { edgeRun, pairOffsets } from './edge-run.ts';

const flat = { from: [0, 0], to: [100, 0], fromRadius: 10, toRadius: 20, offset: 0, head: 0 } as const;

test('a single edge is straight from rim to rim; the tip of its head lies on the rim', () => {
  expect(edgeRun(flat)).toMatchObject({ start: [10, 0], end: [80, 0], bends: [], head: null, middle: [50, 0] });
  expect(edgeRun({ ...flat, head: 10 })).toMatchObject({ end: [71, 0], head: [[80, 0], [70, 4.2], [70, -4.2]] });
});

test('edges of one pair bend to both sides, whichever way they lead', () => {
  const [a, b] = [{ id: 'a' }, { id: 'b' }];
  const offsets = pairOffsets([{ source: a, target: b }, { source: b, target: a }, { source: a, target: b }]);
  expect(offsets.map(Math.abs)).toEqual([1, 0, 1]);
  const there = edgeRun({ ...flat, offset: 12 * (offsets[0] ?? 0) });
  const back = edgeRun({ ...flat, offset: 12 * (offsets[2] ?? 0) });
  expect(there.middle).toEqual([50, -12]);
  expect(back.middle).toEqual([50, 12]);
});

test('an edge to oneself is a loop above the node', () => {
  const { start, end, bends, middle } = edgeRun({ ...flat, to: [0, 0] });
  expect(bends).toHaveLength(2);
  expect([start, end, middle].every(([, y]) => y < 0)).toBe(true);
});
