import { expect, it } from 'vitest';
import { describeBin } from './range-words.ts';

const days = (from: string, to: string) => ({ from: Date.parse(from), to: Date.parse(to), count: 1 });

it('says what a bar covers', () => {
  expect(describeBin('downloads', 'log', { from: 0, to: 1, count: 1 })).toBe('0');
  expect(describeBin('downloads', 'log', { from: 1000, to: 2000, count: 1 })).toBe('1k to <2k');
  expect(describeBin('size', 'log', { from: 1e9, to: 1e10, count: 1 })).toBe('1 GB to <10 GB');
  expect(describeBin('modified', 'day', days('2022-03-05', '2022-03-06'))).toBe('5 Mar 2022');
  expect(describeBin('modified', 'month', days('2022-09-01', '2022-10-01'))).toBe('Sep 2022');
  expect(describeBin('modified', 'quarter', days('2021-04-01', '2021-07-01'))).toBe('Q2 2021');
  expect(describeBin('created', 'year', days('2010-01-01', '2011-01-01'))).toBe('2010');
  expect(describeBin('created', 'year', days('2010-01-01', '2020-01-01'))).toBe('2010 to 2019');
});
