import { expect, test } from 'vitest';
import { importedToast } from './imported-toast.ts';

const bad = (count: number) => Array.from({ length: count }, (_, at) => ({ entry: `v${at + 1}`, reason: 'It has no name.' }));

test('a file that was taken in whole is told in passing, with what is to be known of it', () => {
  expect(importedToast('Imported 2 views', [false, '1 view here already'], [])).toEqual({ tone: 'good', title: 'Imported 2 views', text: '1 view here already.' });
  expect(importedToast('Imported 2 views', [false], [])).toEqual({ tone: 'good', title: 'Imported 2 views', text: undefined });
});

test('what was left out is named with its reason, the first few, and stays on screen', () => {
  expect(importedToast('Imported 1 view', ['a is named a 2'], bad(1))).toEqual({ tone: 'danger', title: 'Imported 1 view', text: 'a is named a 2 · Left out: v1 (It has no name).' });
  expect(importedToast('Imported 0 views', [], bad(7)).text).toBe('Left out: v1 (It has no name), v2 (It has no name), v3 (It has no name), v4 (It has no name), v5 (It has no name) and 2 more.');
});
