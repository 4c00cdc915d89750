import { describe, expect, test } from 'vitest';
import { bytesOfText, count, number, text, texts, time } from './fields.ts';

describe('text', () => {
  test.each([
    ['bert', 'bert'], [' bert\n', 'bert'], ['\u00a0é\u2003', 'é'], ['N/A', null], [' N/A ', null], ['n/a', 'n/a'], ['', null], ['  ', null], [7, '7'], [Number.NaN, null], [true, null], [null, null], [undefined, null], [['a'], null], [{}, null],
  ])('%j reads as %j', (value, expected) => {
    expect(text(value)).toBe(expected);
  });

  test('lists hold distinct texts, short and long ones', () => {
    expect(texts(['a', null, ' a', { b: 1 }, 5, '', 'c'])).toEqual(['a', '5', 'c']);
    const long = Array.from({ length: 50_000 }, (_, at) => `t${at % 20_000}`);
    expect(texts(long)).toEqual([...new Set(long)]);
    expect([texts('one'), texts(null), texts({}), texts(3)]).toEqual([['one'], [], [], ['3']]);
  });
});

describe('numbers', () => {
  test.each([
    [1.5, 1.5], ['1.5', 1.5], [' -2e3 ', -2000], ['.5', 0.5], ['5.', 5], ['1,000', null], ['0x10', null], ['12 %', null], ['', null], ['Infinity', null], [Infinity, null], ['1e999', null], [null, null], [true, null], ['1'.repeat(65), null],
  ])('%j is the number %j', (value, expected) => {
    expect(number(value)).toBe(expected);
  });

  test.each([[3, 3], ['3', 3], [0, 0], [-1, null], [1.5, null], [2 ** 53, null], ['9007199254740991', 9007199254740991]])('%j is the count %j', (value, expected) => {
    expect(count(value)).toBe(expected);
  });
});

describe('time, in seconds', () => {
  const noon = Date.UTC(2021, 7, 30, 12, 4, 48) / 1000;

  test.each([
    '2021-08-30T12:04:48.000Z', '2021-08-30T12:04:48.999999Z', '2021-08-30T12:04:48Z', '2021-08-30T12:04:48', '2021-08-30 12:04:48', '2021-08-30 12:04:48+00:00', '2021-08-30T14:04:48+02:00', '2021-08-30T12:04:48.5',
  ])('%s', (value) => {
    expect(time(value)).toBe(noon);
  });

  test.each([
    ['2020-02-29T23:59:59.000Z', Date.UTC(2020, 1, 29, 23, 59, 59) / 1000], ['2021-12-31', Date.UTC(2021, 11, 31) / 1000], [noon, noon], [noon + 0.7, noon], ['1969-12-31T23:59:59Z', -1],
    ['2021-13-01T00:00:00.000Z', null], ['2021-08-30T25:00:00.000Z', null], ['never', null], ['', null], [0, null], [-5, null], [1e13, null], [null, null], [{}, null],
  ])('%j is %j', (value, expected) => {
    expect(time(value)).toBe(expected);
  });

  test('the quick way agrees with Date.parse for every day of four years', () => {
    for (let day = 0; day < 1461; day += 1) {
      const value = new Date(Date.UTC(2019, 0, 1) + day * 86_400_000 + day * 997).toISOString();
      expect(time(value)).toBe(Math.floor(Date.parse(value) / 1000));
    }
  });
});

test.each([
  ['13.5 MB', 13_500_000], ['2.28MB', 2_280_000], ['11 kB', 11_000], ['1,024 KB', 1_024_000], ['~5 GiB', 5 * 1024 ** 3], ['1.5 TB', 1.5e12], ['98 B', 98], ['512 bytes', 512], ['12.3M', 12_300_000], ['.5 MB', 500_000], ['4 kb.', 4000],
  ['1.2.3 MB', null], ['MB', null], ['12', null], ['12 parsecs', null], ['N/A', null], ['', null], [12, null], [null, null], ['1'.repeat(70), null], ['5 constructor', null],
])('the size %j is %j bytes', (value, expected) => {
  expect(bytesOfText(value)).toBe(expected);
});
