import { expect, it } from 'vitest';
import { linearScale, logScale, spanScale } from './scales.ts';
import { seededRandom } from '../../../test/fixtures/random.ts';
import { axisText, tickText } from './words.ts';

it('ticks are round and hold the values', () => {
  expect(linearScale(0, 0.337, 5).ticks).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
  expect(linearScale(0, 0.0025, 4).ticks.map((tick) => tickText(tick, 'share', 0.001))).toEqual(['0%', '0.1%', '0.2%', '0.3%']);
  expect(linearScale(0, 3, 8, true).ticks).toEqual([0, 1, 2, 3]);
  expect(linearScale(0, 0, 5).ticks.length).toBeGreaterThan(1);
  expect(linearScale(-5, 12, 4).ticks).toEqual([-5, 0, 5, 10, 15]);
  expect(logScale(3, 25_200_000, 8).ticks.map((tick) => tickText(tick, 'count'))).toEqual(['1', '10', '100', '1k', '10k', '100k', '1M', '10M', '100M']);
  expect(spanScale(2016, 2023, 10, 'year').ticks).toEqual([2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023]);
  const dates = spanScale(Date.UTC(2019, 4, 2), Date.UTC(2022, 7, 1), 5, 'date');
  expect(dates.ticks.map((tick) => tickText(tick, 'date', dates.step))).toEqual(['2020', '2021', '2022']);
  expect([1234, 12_400, 3_100_000, 0.25, 0, 999_999].map(axisText)).toEqual(['1.23k', '12.4k', '3.1M', '0.25', '0', '1M']);
});

it('every tick has a label of its own and a place, ticks ascend, and their number is bounded (seed 3)', () => {
  const { fraction: random } = seededRandom(3);
  for (let turn = 0; turn < 2000; turn += 1) {
    const low = (random() - 0.3) * 10 ** (random() * 14 - 4);
    const high = low + random() * 10 ** (random() * 14 - 4);
    const most = 1 + Math.floor(random() * 9);
    const scales = [linearScale(low, high, most), ...(low > 0 ? [logScale(low, high, most)] : []), spanScale(low, high, most, 'other'), spanScale(low, high, most, 'date')];
    scales.forEach(({ ticks, place, kind }, at) => {
      const why = `${kind} ${at}: ${low} to ${high}, at most ${most}: ${ticks.join(' ')}`;
      expect(ticks.every((tick, index) => index === 0 || tick > (ticks[index - 1] ?? tick)), why).toBe(true);
      expect(ticks.length, why).toBeLessThanOrEqual(most * 3 + 4);
      for (const tick of ticks) expect(place(tick), why).toSatisfy((value: number | null) => value !== null && value > -0.000001 && value < 1.000001);
      for (const value of [low, high]) expect(place(value), why).toSatisfy((at: number | null) => at !== null && at > -0.001 && at < 1.001);
    });
  }
});
