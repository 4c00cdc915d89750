import { expect, test } from 'vitest';
import { seededRandom } from '../../../test/fixtures/random.ts';
import { seed } from '../../../test/fixtures/seed.ts';
import { TextTable } from './text-table.ts';

test('gives the numbers that a map would give', () => {
  console.log(`text table seed ${seed}`);
  const random = seededRandom(seed);
  const letters = ['a', 'b', '-', '/', 'é', '文', '😀', '\u0000', 'x'.repeat(70)] as const;
  const table = new TextTable();
  const map = new Map<string, number>();
  for (let round = 0; round < 60_000; round += 1) {
    const kind = random.below(12);
    const text = Array.from({ length: random.below(7) }, () => random.pick(letters)).join('');
    const key = `${kind} ${text}`;
    expect(table.find(kind, text), `seed ${seed}: ${JSON.stringify(text)}`).toBe(map.get(key) ?? 0);
    if (!map.has(key)) map.set(key, table.add(kind, text));
  }
  expect(table.size).toBe(map.size);
  expect([...map.values()]).toEqual(Array.from({ length: map.size }, (_, place) => place + 1));
});

test('tells apart texts of equal length and bytes that only look alike', () => {
  const table = new TextTable();
  expect(table.add(0, 'é')).toBe(1);
  expect(table.find(0, 'Ã©')).toBe(0);
  expect(table.find(1, 'é')).toBe(0);
  expect(table.find(0, 'é')).toBe(1);
  expect(table.add(0, '')).toBe(2);
  expect(table.find(0, '')).toBe(2);
  const long = 'y'.repeat(3 << 20);
  expect(table.add(0, long)).toBe(3);
  expect(table.find(0, `${long}z`)).toBe(0);
  expect(table.find(0, long)).toBe(3);
});
