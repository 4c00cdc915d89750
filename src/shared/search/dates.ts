const dayMs = 86_400_000;
/** The calendar that the language can write: years 1000 to 9999. */
const firstDay = Date.parse('1000-01-01T00:00:00Z');
const endOfDays = Date.parse('9999-12-31T00:00:00Z') + dayMs;

/** From the start of a year, month or day to the start of the next one: milliseconds since 1970, UTC. */
export interface DateSpan {
  readonly start: number;
  readonly end: number;
}

const datePattern = /^([1-9]\d{3})(?:-(\d\d)(?:-(\d\d))?)?$/;

/** Reads `2022`, `2022-03` or `2022-03-05`; null for anything else and for days that no calendar has. */
export function readDate(text: string): DateSpan | null {
  const match = datePattern.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  const month = match[2] === undefined ? null : Number(match[2]);
  const day = match[3] === undefined ? null : Number(match[3]);
  const start = startOf(year, month ?? 1, day ?? 1);
  // A day that the month does not have runs over into the next one, and so does a month.
  const exists = isoDay(start).startsWith(text);
  if (!exists) return null;
  if (day !== null) return { start, end: start + dayMs };
  return { start, end: month === null ? startOf(year + 1, 1, 1) : startOf(year, month + 1, 1) };
}

function startOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day);
}

/** Widens bounds to whole days and keeps them inside the calendar of the language. */
export function snapToDays(min: number | null, max: number | null): { readonly min: number | null; readonly max: number | null } {
  return {
    min: min === null ? null : clamp(Math.floor(min / dayMs) * dayMs),
    max: max === null ? null : clamp(Math.ceil(max / dayMs) * dayMs),
  };
}

function clamp(day: number): number {
  return Math.min(Math.max(day, firstDay), endOfDays) + 0;
}

/** The text after the colon for days from `min` up to but without `max`, as short as `readDate` allows. */
export function formatDates(min: number | null, max: number | null): string {
  if (min === null) return max === null ? '..' : upTo(max);
  if (max === null) return min >= endOfDays ? first(min) : `>=${first(min)}`;
  const single = [4, 7, 10].map((length) => isoDay(min).slice(0, length)).find((text) => spans(text, min, max));
  return single ?? `${first(min)}..${last(max)}`;
}

function upTo(max: number): string {
  return max <= firstDay ? last(max) : `<=${last(max)}`;
}

function spans(text: string, min: number, max: number): boolean {
  const span = readDate(text);
  return span !== null && span.start === min && span.end === max;
}

/** The shortest date that starts at this day; the day after the calendar has no name of its own. */
function first(day: number): string {
  if (day >= endOfDays) return '>9999';
  return shortest(day, (span) => span.start === day);
}

/** The shortest date that ends where this day starts; nothing in the calendar ends at its first day. */
function last(day: number): string {
  if (day <= firstDay) return '<1000';
  return shortest(day - dayMs, (span) => span.end === day);
}

function shortest(day: number, fits: (span: DateSpan) => boolean): string {
  const iso = isoDay(day);
  const text = [iso.slice(0, 4), iso.slice(0, 7)].find((candidate) => {
    const span = readDate(candidate);
    return span !== null && fits(span);
  });
  return text ?? iso;
}

function isoDay(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}
