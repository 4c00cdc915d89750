import { expect, it } from 'vitest';
import { addHeat, type HeatFile, mostChanged } from './heat.ts';

const file = (path: string, changes: number, last: number): HeatFile => ({ path, changes, last });

it('sums stretches of commits, and puts what changed most first, then what changed last', () => {
  const sum = new Map<string, HeatFile>();
  addHeat(sum, [file('README.md', 3, 100), file('b', 1, 90), file('a', 1, 90)]);
  addHeat(sum, [file('README.md', 1, 50), file('config.json', 4, 40)]);
  expect(mostChanged(sum, 3)).toEqual([file('README.md', 4, 100), file('config.json', 4, 40), file('a', 1, 90)]);
  expect(mostChanged(sum, 10).map(({ path }) => path)).toEqual(['README.md', 'config.json', 'a', 'b']);
});
