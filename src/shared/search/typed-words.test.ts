import { expect, test } from 'vitest';
import { hasWords, typedWords } from './typed-words.ts';

const names = ['Zürich pilot', 'zurich baseline', 'Pilot study'];
const found = (text: string): readonly string[] => names.filter((name) => hasWords([name], typedWords(text)));

test('every word is a part of the name, whatever its case and marks', () => {
  expect(found('ZURICH')).toEqual(['Zürich pilot', 'zurich baseline']);
  expect(found('  pil   zür ')).toEqual(['Zürich pilot']);
  expect(found('pilot baseline')).toEqual([]);
});

test('words may stand in different texts of one thing', () => {
  expect(hasWords(['Pilot study', 'Licence', 'draft'], typedWords('draft pilot'))).toBe(true);
  expect(hasWords(['Pilot study'], typedWords('draft pilot'))).toBe(false);
});

test('nothing typed finds everything', () => {
  expect(found('   ')).toEqual(names);
  expect(hasWords([], typedWords(''))).toBe(true);
});
