import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../shared/search/testing-random.ts';
import { timeText } from '../../shared/table/index.ts';
import { copyRun, makeRoom, roomOf } from './byte-runs.ts';
import { hasMarks, inEachByte } from './plain-text.ts';
import { RowBytes } from './row-bytes.ts';
import { isCommonTime, putTime } from './time-bytes.ts';

const seed = Date.now() % 1e9;
const random = randomFrom(seed);

/** What was put into rows, as text. */
function written(put: (into: RowBytes) => void): string {
  const into = new RowBytes();
  put(into);
  return into.room.bytes.toString('utf8', 0, into.length);
}

describe('bytes of cells', () => {
  test('tell times as the rest of the program does', () => {
    const days = Array.from({ length: 3000 }, () => random.below(2_932_897));
    // Leap days, ends of centuries and of the calendar.
    const edges = ['1970-01-01', '1972-02-29', '1999-12-31', '2000-02-29', '2000-03-01', '2100-02-28', '2100-03-01', '2400-02-29', '9999-12-31'].map((day) => Date.parse(day) / 86_400_000);
    for (const day of [...days, ...edges]) {
      for (const second of [0, 59, 86_399, random.below(86_400)]) {
        const seconds = day * 86_400 + second;
        expect(written((into) => putTime(seconds, into)), `seed ${seed}`).toBe(timeText(seconds));
      }
    }
    expect([-1, 0.5, NaN, 253_402_300_800].map(isCommonTime)).toEqual([false, false, false, false]);
  });

  test('tell numbers as JavaScript does', () => {
    const numbers = [0, 7, 10, 99, 2 ** 31 - 1, 2 ** 31, 999_999_999, 1e9, 1_000_000_001, 5e15, Number.MAX_SAFE_INTEGER, 2 ** 60, -1, -(2 ** 40), 0.25];
    for (const number of [...numbers, ...Array.from({ length: 1000 }, () => random.below(10 ** (1 + random.below(9))) * 10 ** random.below(7))]) {
      expect(written((into) => into.number(number)), `seed ${seed}`).toBe(String(number));
    }
  });

  test('find every mark and control character, wherever it stands, and nothing beside a text', () => {
    const [comma, quote] = [inEachByte(','), inEachByte('"')];
    for (let turn = 0; turn < 4000; turn += 1) {
      const text = Array.from({ length: 1 + random.below(20) }, () => random.pick(['a', 'z', '!', '~', 'é', '🦙', '-', ' '])).join('');
      const place = random.below(text.length);
      const marked = text.slice(0, place) + random.pick([',', '"', '\0', '\u001f', '\t', '\n']) + text.slice(place);
      const room = roomOf(`,${text}"${marked}`);
      const [start, between] = [1, 1 + Buffer.byteLength(text)];
      expect(hasMarks(room, start, between, comma, quote), `seed ${seed}: ${text}`).toBe(false);
      expect(hasMarks(room, between + 1, between + 1 + Buffer.byteLength(marked), comma, quote), `seed ${seed}: ${marked}`).toBe(true);
    }
  });

  test('are copied whole at every length and place', () => {
    const from = roomOf(Array.from({ length: 700 }, () => random.pick(['0', 'é', '🦙'])).join(''));
    for (let length = 0; length < 300; length += 1) {
      const [start, place] = [random.below(400), random.below(100)];
      const into = makeRoom(place + length);
      expect(copyRun(into, place, from, start, start + length)).toBe(place + length);
      expect(into.bytes.subarray(place, place + length), `seed ${seed}`).toEqual(from.bytes.subarray(start, start + length));
    }
  });
});
