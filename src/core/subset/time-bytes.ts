import type { RowBytes } from './row-bytes.ts';

const daySeconds = 86_400;
/** The first second of the year 10000, which is written with more digits. */
const firstLong = 253_402_300_800;
/** Bytes of `2000-01-01T00:00:00Z`. */
const length = 20;
const zero = '0'.charCodeAt(0);
/** Two digits as a word of two bytes, by their number. */
const pairs = Uint16Array.from({ length: 100 }, (_, number) => zero + Math.floor(number / 10) + ((zero + (number % 10)) << 8));

/** Whether a time has a year of four digits. */
export function isCommonTime(seconds: number): boolean {
  return seconds >= 0 && seconds < firstLong && Number.isInteger(seconds);
}

/** Puts such a time as `timeText` writes it. */
export function putTime(seconds: number, into: RowBytes): void {
  into.reserve(length);
  const { room: { bytes, view }, length: at } = into;
  const day = Math.floor(seconds / daySeconds);
  const second = (seconds - day * daySeconds) | 0;
  const minute = (second / 60) | 0;
  const hour = (minute / 60) | 0;
  putDate(view, bytes, at, day);
  bytes[at + 10] = 0x54; // T
  view.setUint16(at + 11, pairs[hour] as number, true);
  bytes[at + 13] = 0x3a; // :
  view.setUint16(at + 14, pairs[minute - hour * 60] as number, true);
  bytes[at + 16] = 0x3a;
  view.setUint16(at + 17, pairs[second - minute * 60] as number, true);
  bytes[at + 19] = 0x5a; // Z
  into.length = at + length;
}

/** A day since 1970 as year, month and day of the Gregorian calendar, by `civil_from_days` of Hinnant's "chrono-Compatible Low-Level Date Algorithms": years that begin in March, in eras of 400. */
function putDate(view: DataView, bytes: Buffer, at: number, sinceEpoch: number): void {
  const days = sinceEpoch + 719_468;
  const era = (days / 146_097) | 0;
  const ofEra = days - era * 146_097;
  const yearOfEra = ((ofEra - ((ofEra / 1460) | 0) + ((ofEra / 36_524) | 0) - ((ofEra / 146_096) | 0)) / 365) | 0;
  const ofYear = ofEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0));
  const fromMarch = ((5 * ofYear + 2) / 153) | 0;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const century = (year / 100) | 0;
  view.setUint16(at, pairs[century] as number, true);
  view.setUint16(at + 2, pairs[year - century * 100] as number, true);
  bytes[at + 4] = 0x2d; // -
  view.setUint16(at + 5, pairs[month] as number, true);
  bytes[at + 7] = 0x2d;
  view.setUint16(at + 8, pairs[ofYear - (((153 * fromMarch + 2) / 5) | 0) + 1] as number, true);
}
