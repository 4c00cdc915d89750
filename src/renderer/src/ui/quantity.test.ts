import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatDay, formatDuration, formatPlural, formatShare, formatShort } from './quantity.ts';

describe('quantities', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [999_600, '1M'],
    [12_401, '12.4k'],
    [1_000_000, '1M'],
    [917_000_000, '917M'],
  ])('writes %d short as %s', (value, text) => expect(formatShort(value)).toBe(text));

  it.each([
    [0, '0 B'],
    [1500, '1.5 kB'],
    [441e6, '441 MB'],
    [61e12, '61 TB'],
  ])('writes %d bytes as %s', (value, text) => expect(formatBytes(value)).toBe(text));

  it.each([
    [132, 63_182, '0.21%'],
    [1, 100_000, '<0.01%'],
    [9999, 10_000, '>99.9%'],
    [10, 10, '100%'],
    [0, 0, '—'],
    [1, 2, '50.0%'],
  ])('writes %d of %d as %s', (part, all, text) => expect(formatShare(part, all)).toBe(text));

  it('writes counts, days and durations', () => {
    expect(formatCount(124_427)).toBe('124,427');
    expect(formatPlural(1, 'package')).toBe('1 package');
    expect(formatPlural(0, 'entry', 'entries')).toBe('0 entries');
    expect(formatDay(Date.UTC(2022, 1, 3) / 1000)).toBe('3 Feb 2022');
    expect(formatDay(1e18)).toBe('not a date');
    expect(formatDuration(185_000)).toBe('3 min 5 s');
    expect(formatDuration(59_999)).toBe('1 min 0 s');
  });
});
