import { expect, it } from 'vitest';
import { localDay, localMoment, statedMoment } from './commit-date.ts';

const lateEvening = Date.UTC(2021, 8, 5, 22, 30) / 1000;

it('gives the day of the user, not that of UTC', () => {
  expect(localDay(lateEvening, 'UTC')).toBe('5 Sep 2021');
  expect(localDay(lateEvening, 'Asia/Tokyo')).toBe('6 Sep 2021');
  expect(localMoment(lateEvening, 'Asia/Tokyo')).toBe('6 Sep 2021, 07:30 GMT+9');
});

it('gives the moment as the commit states it', () => {
  expect(statedMoment(lateEvening, 330)).toBe('6 Sep 2021, 04:00 +0530');
  expect(statedMoment(lateEvening, -210)).toBe('5 Sep 2021, 19:00 −0330');
  expect(statedMoment(lateEvening, 0)).toBe('5 Sep 2021, 22:30 +0000');
});

it('says of a number that is no moment that it is none', () => {
  expect(localDay(1e15)).toBe('not a date');
  expect(statedMoment(1e15, 60)).toBe('not a date');
});
