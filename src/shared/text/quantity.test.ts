import { expect, it } from 'vitest';
import { bytesText, countText, dayText, pluralText, shareText } from './quantity.ts';

it.each([
  [Date.UTC(2022, 1, 3) / 1000, '2022-02-03'],
  [-86_400, '1969-12-31'],
  [327_000_000_000, '+012332-03-21'],
  // Dates of commits are whatever somebody wrote: beyond what a date can hold there is none, and nothing throws.
  [1e18, ''],
  [Number.NaN, ''],
])('writes the day of %d as “%s”', (seconds, text) => expect(dayText(seconds)).toBe(text));

it('writes numbers as tables, figures and messages show them', () => {
  expect([bytesText(999), bytesText(1500), bytesText(999_600_000)]).toEqual(['999 B', '1.5 kB', '1 GB']);
  expect([shareText(0.0021), shareText(1), shareText(null)]).toEqual(['0.21%', '100%', '—']);
  expect([pluralText(1, 'package'), pluralText(12_401, 'entry', 'entries')]).toEqual(['1 package', '12,401 entries']);
  expect([999, 1000, -123_456, 1_234_567.891, -0.001].map(countText)).toEqual(['999', '1,000', '-123,456', '1,234,567.89', '0']);
});
