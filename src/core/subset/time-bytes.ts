import type { RowBytes } from './row-bytes.ts';

const daySeconds = 86_400;
/** The first second of the year 10000, which is written with more digits. */
const firstLong = 253_402_300_800;
const mostDays = 20_000;
const zero = '0'.charCodeAt(0);
const colon = ':'.charCodeAt(0);
const utc = 'Z'.charCodeAt(0);

/** Times of years with four digits as `timeText` writes them; days are written once. */
export class TimeBytes {
  private readonly days = new Map<number, Buffer>();

  has(seconds: number): boolean {
    return seconds >= 0 && seconds < firstLong && Number.isInteger(seconds);
  }

  put(seconds: number, into: RowBytes): void {
    const day = Math.floor(seconds / daySeconds);
    const rest = seconds - day * daySeconds;
    const minute = Math.floor(rest / 60);
    into.put(this.day(day));
    into.reserve(9);
    putTwo(into, Math.floor(minute / 60));
    into.byte(colon);
    putTwo(into, minute % 60);
    into.byte(colon);
    putTwo(into, rest % 60);
    into.byte(utc);
  }

  private day(day: number): Buffer {
    const known = this.days.get(day);
    if (known !== undefined) return known;
    if (this.days.size >= mostDays) this.days.clear();
    const text = Buffer.from(new Date(day * daySeconds * 1000).toISOString().slice(0, '2000-01-01T'.length));
    this.days.set(day, text);
    return text;
  }
}

function putTwo(into: RowBytes, number: number): void {
  into.byte(zero + Math.floor(number / 10));
  into.byte(zero + (number % 10));
}
