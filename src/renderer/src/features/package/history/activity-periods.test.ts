import { expect, it } from 'vitest';
import { fittingLength, periodsOf } from './activity-periods.ts';

const months = (text: string): { month: string; commits: number }[] => text.split(' ').map((part) => ({ month: part.split(':')[0] ?? '', commits: Number(part.split(':')[1]) }));

it('fills the months and years between with none', () => {
  const some = months('2020-11:3 2021-02:1');
  expect(fittingLength(some)).toBe('month');
  expect(periodsOf(some, 'month').periods).toEqual([{ name: '2020-11', commits: 3 }, { name: '2020-12', commits: 0 }, { name: '2021-01', commits: 0 }, { name: '2021-02', commits: 1 }]);
  expect(periodsOf(months('2018-01:1 2020-05:2 2020-06:4'), 'year').periods).toEqual([{ name: '2018', commits: 1 }, { name: '2019', commits: 0 }, { name: '2020', commits: 6 }]);
});

it('takes years for a long history, and leaves gaps out where a forged date would draw thousands', () => {
  expect(fittingLength(months('2015-01:1 2020-05:2'))).toBe('year');
  expect(periodsOf(months('0001-01:1 2020-05:2 9999-12:1'), 'year')).toEqual({ periods: [{ name: '0001', commits: 1 }, { name: '2020', commits: 2 }, { name: '9999', commits: 1 }], hasGaps: true });
  expect(periodsOf([], 'month')).toEqual({ periods: [], hasGaps: false });
});
