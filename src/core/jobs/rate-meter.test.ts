import { describe, expect, test } from 'vitest';
import type { WorkStep } from '../index/index.ts';
import { RateMeter } from './rate-meter.ts';

const step = (done: number, total: number | null = 1000, phase = 'Reading'): WorkStep => ({ phase, done, total, unit: 'records' });
const unknown = { rate: null, etaMs: null };

describe('the rate of work', () => {
  test('is not guessed from less than a fifth of a second', () => {
    const meter = new RateMeter();
    expect(meter.measure(step(0), 1000)).toEqual(unknown);
    expect(meter.measure(step(90), 1199)).toEqual(unknown);
  });

  test('is units a second, and tells the time left', () => {
    const meter = new RateMeter();
    meter.measure(step(100), 0);
    expect(meter.measure(step(200), 500)).toEqual({ rate: 200, etaMs: 4000 });
  });

  test('has no time left without a total, or while nothing moves', () => {
    const meter = new RateMeter();
    meter.measure(step(0, null), 0);
    expect(meter.measure(step(50, null), 1000)).toEqual({ rate: 50, etaMs: null });
    const still = new RateMeter();
    still.measure(step(7), 0);
    expect(still.measure(step(7), 1000)).toEqual({ rate: 0, etaMs: null });
  });

  test('forgets what was more than three seconds ago', () => {
    const meter = new RateMeter();
    for (let second = 0; second <= 10; second += 1) meter.measure(step(second * 10), second * 1000);
    for (let second = 11; second <= 14; second += 1) meter.measure(step(100 + (second - 10) * 100), second * 1000);
    expect(meter.measure(step(600), 15_000).rate).toBe(100);
  });

  test.each([
    ['another phase', step(20, 1000, 'Writing'), 2000],
    ['a count that began anew', step(5), 2000],
    ['a clock that was set back', step(300), 500],
  ])('begins anew with %s', (_name, next, at) => {
    const meter = new RateMeter();
    meter.measure(step(0), 0);
    meter.measure(step(100), 1000);
    expect(meter.measure(next, at)).toEqual(unknown);
  });
});
