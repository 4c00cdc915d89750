import { expect, it } from 'vitest';
import { noTrail, type Trail, visit } from './trail.ts';

const after = (...places: readonly string[]): Trail => places.reduce(visit, noTrail);

it('goes on with every new picture', () => {
  expect(after('a', 'b', 'c')).toEqual({ places: ['a', 'b', 'c'], at: 2 });
});

it('goes back to one before and forward again, however that was asked for', () => {
  expect(after('a', 'b', 'c', 'a')).toEqual({ places: ['a', 'b', 'c'], at: 0 });
  expect(after('a', 'b', 'c', 'a', 'b')).toEqual({ places: ['a', 'b', 'c'], at: 1 });
});

it('drops what came after the one from which another way is taken', () => {
  expect(after('a', 'b', 'c', 'a', 'd')).toEqual({ places: ['a', 'd'], at: 1 });
});

it('stays where the same picture is shown again, and forgets the oldest', () => {
  expect(after('a', 'a')).toEqual({ places: ['a'], at: 0 });
  const long = after(...Array.from({ length: 60 }, (_, index) => `p${index}`));
  expect([long.places.length, long.places[0], long.at]).toEqual([40, 'p20', 39]);
});
