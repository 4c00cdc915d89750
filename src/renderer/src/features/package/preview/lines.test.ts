import { expect, test } from 'vitest';
import { foldEnds, seenLines, splitLines } from './lines.ts';

test('lines end as any system ends them', () => {
  expect(splitLines('a\nb\r\nc\rd\n')).toEqual(['a', 'b', 'c', 'd']);
  expect(splitLines('')).toEqual(['']);
  expect(splitLines('\n\n')).toEqual(['', '']);
});

test('JSON folds from an opening bracket to its closing one', () => {
  const lines = ['{', '  "a": [', '    1,', '    {', '      "b": "x {"', '    }', '  ],', '  "c": {}', '}'];
  const ends = foldEnds(lines);
  expect([...ends]).toEqual([7, 5, 2, 4, 4, 5, 6, 7, 8]);
  expect(seenLines(ends, new Set([1]))).toEqual([0, 1, 6, 7, 8]);
  expect(seenLines(ends, new Set([0, 1, 3]))).toEqual([0, 8]);
  expect(seenLines(ends, new Set())).toHaveLength(lines.length);
});
