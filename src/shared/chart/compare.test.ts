import { expect, it } from 'vitest';
import { besideOther, comparedRows, publishedRows, shareDifference } from './compare.ts';
import { testLine, testLines, testShare, testShares, testValue, testValues } from './testing.ts';

it('the interval of a difference is Newcombe’s (his example: 56 of 70 less 48 of 80)', () => {
  expect(shareDifference({ count: 56, of: 70 }, { count: 48, of: 80 })).toEqual({ difference: expect.closeTo(0.2, 6) as unknown, low: expect.closeTo(0.0524, 4) as unknown, high: expect.closeTo(0.3339, 4) as unknown });
  expect(shareDifference({ count: 10, of: 10 }, { count: 0, of: 20 })).toMatchObject({ low: expect.closeTo(0.6791, 4) as unknown, high: 1 });
  expect(shareDifference({ count: 0, of: 0 }, { count: 1, of: 2 })).toBeNull();
});

it('rows are set beside those of the same key, and none is lost', () => {
  const own = testShares([testShare({ key: 'a', count: 1, of: 4 }), testShare({ key: 'mine', label: 'mine', count: 1, of: 4 })]);
  const other = testShares([testShare({ key: 'theirs', label: 'theirs', count: 1, of: 2 }), testShare({ key: 'a', count: 2, of: 4 })]);
  expect(comparedRows(own, other).map(({ key, own: mine, other: theirs, difference }) => [key, mine, theirs, difference])).toEqual([['a', 0.25, 0.5, -0.25], ['mine', 0.25, null, null], ['theirs', null, 0.5, null]]);
  expect(comparedRows(testValues([testValue({ value: 7 })]), testValues([testValue({ value: null })]))).toMatchObject([{ own: 7, other: null, difference: null }]);
  expect(publishedRows(testShares([testShare({ count: 1, of: 4, reference: { share: 0.5, count: null, of: null } }), testShare()]))).toMatchObject([{ own: 0.25, other: 0.5, difference: -0.25, low: null }]);
  expect(besideOther(own, other, 'Other')).toMatchObject({ reference: 'Other', rows: [{ reference: { share: 0.5 } }, { reference: null }] });
  expect(besideOther(testLines([testLine([1])]), testLines([testLine([2]), testLine([3], { label: 'npm', published: true })]), 'Other')).toMatchObject({ lines: [{ label: 'own' }, { label: 'own (Other)' }] });
});
