import { expect, it } from 'vitest';
import { rowIndexOf } from './row-number.ts';

it.each([
  ['1', 0], ['1,200', 1199], ['12 000', 11_999], ['0', 0], ['999999999', 99_999], ['50%', 49_999], ['0.5 %', 499], ['100%', 99_999],
])('reads %s as a row', (text, index) => {
  expect(rowIndexOf(text, 100_000)).toBe(index);
});

it.each(['', 'x', '-3', '1e3', '%', '1,2,%x'])('reads no row from %s', (text) => {
  expect(rowIndexOf(text, 100_000)).toBeNull();
});

it('finds no row where there is none', () => {
  expect(rowIndexOf('1', 0)).toBeNull();
});
