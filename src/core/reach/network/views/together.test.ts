import { expect, test } from 'vitest';
import { type NodeRef, slotOf } from '../node-ref.ts';
import { strongest } from './together.ts';

const person = (identity: number): NodeRef => ({ kind: 'maintainer', identity });
const ties = (...pairs: readonly (readonly [number, number])[]) => pairs.map(([source, target]) => ({ source: person(source), target: person(target) }));

test('where not all ties are drawn, everybody keeps a tie, and the strongest fill what is left', () => {
  // Ten people who all know each other come first; two others know one of them each.
  const among = Array.from({ length: 10 }, (_, one) => Array.from({ length: one }, (_, other) => [other, one] as const)).flat();
  const all = ties(...among, [0, 10], [1, 11]);
  const drawn = strongest(all, 30);
  expect(drawn).toHaveLength(30);
  expect(new Set(drawn).size).toBe(30);
  expect(new Set(drawn.flatMap(({ source, target }) => [slotOf(source), slotOf(target)])).size).toBe(12);
  expect(strongest(all, 100)).toEqual(all);
});
