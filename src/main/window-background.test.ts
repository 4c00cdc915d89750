import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('paints the window in the page’s own colours before the page is there', async () => {
  const source = await readFile(join(import.meta.dirname, 'window.ts'), 'utf8');
  const tokens = await readFile(join(import.meta.dirname, '..', 'renderer', 'src', 'ui', 'tokens.css'), 'utf8');
  const surfaces = [...tokens.matchAll(/--surface: light-dark\((#\w+), (#\w+)\)/g)].flatMap(([, light, dark]) => [light, dark]);
  expect(surfaces).toHaveLength(4);
  expect([...source.matchAll(/'(#[0-9a-f]{6})'/g)].map(([, colour]) => colour)).toEqual(surfaces);
});
