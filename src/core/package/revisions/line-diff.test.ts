import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../shared/search/testing-random.ts';
import { seed } from '../../../../test/fixtures/seed.ts';
import { diffLines, type DiffLine } from './line-diff.ts';

const short = (lines: readonly DiffLine[] | null): string => (lines ?? []).map(({ kind, text }) => `${{ same: ' ', added: '+', removed: '-' }[kind]}${text}`).join('');

/** The length of the longest common part, by the plain table. */
function common(left: readonly string[], right: readonly string[]): number {
  const table = Array.from({ length: left.length + 1 }, () => Array.from({ length: right.length + 1 }, () => 0));
  for (const [x, one] of left.entries()) {
    for (const [y, other] of right.entries()) (table[x + 1] as number[])[y + 1] = one === other ? (table[x]?.[y] ?? 0) + 1 : Math.max(table[x]?.[y + 1] ?? 0, table[x + 1]?.[y] ?? 0);
  }
  return table.at(-1)?.at(-1) ?? 0;
}

describe('lines of two texts', () => {
  it.each([
    ['', '', ''],
    ['abc', 'abc', ' a b c'],
    ['abc', 'abxc', ' a b+x c'],
    ['abc', 'ac', ' a-b c'],
    ['abc', 'xyz', '-a-b-c+x+y+z'],
    ['', 'ab', '+a+b'],
    ['ab', '', '-a-b'],
  ])('%s and %s', (before, after, expected) => {
    expect(short(diffLines([...before], [...after]))).toBe(expected);
  });


  it(`are told by the fewest edits, from which both come back (SEED=${seed})`, () => {
    const random = randomFrom(seed);
    for (let round = 0; round < 500; round += 1) {
      const [before, after] = [random.list(0, 14, () => random.pick(['a', 'b', 'c'])), random.list(0, 14, () => random.pick(['a', 'b', 'c', 'd']))];
      const lines = diffLines(before, after) ?? [];
      expect(lines.filter(({ kind }) => kind !== 'added').map(({ text }) => text)).toEqual(before);
      expect(lines.filter(({ kind }) => kind !== 'removed').map(({ text }) => text)).toEqual(after);
      expect(lines.filter(({ kind }) => kind === 'same')).toHaveLength(common(before, after));
      expect(lines.filter(({ before: was, text }) => was !== null && before[was - 1] !== text)).toEqual([]);
      expect(lines.filter(({ after: is, text }) => is !== null && after[is - 1] !== text)).toEqual([]);
    }
  });

  it('are not told one by one where the texts are too different or too long', () => {
    const lines = (mark: string, count: number): string[] => Array.from({ length: count }, (_, at) => `${mark}${at}`);
    expect(diffLines(lines('a', 2000), lines('b', 2000))).toBeNull();
    expect(diffLines(lines('a', 60_000), [])).toBeNull();
    expect(diffLines([...lines('a', 20_000), 'x'], [...lines('a', 20_000), 'y'])).toHaveLength(20_002);
  });
});
