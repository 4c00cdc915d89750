import { shareText } from '../../../shared/text/quantity.ts';

export { bytesText as formatBytes, countText as formatCount, pluralText as formatPlural, shortText as formatShort } from '../../../shared/text/quantity.ts';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** The share of a part: "38.4%"; an em dash where there is nothing to divide by. */
export function formatShare(part: number, all: number): string {
  return shareText(all === 0 ? null : part / all);
}

/** A day in UTC from seconds since 1970: "3 Feb 2022". */
export function formatDay(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? 'not a date' : evenMonth(day.format(date));
}

/** A month in UTC from seconds since 1970: "Feb 2022". */
export function formatMonth(seconds: number): string {
  return evenMonth(month.format(seconds * 1000));
}

/** Day and minute in UTC from seconds since 1970. */
export function formatMoment(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? 'not a date' : `${evenMonth(moment.format(date))} UTC`;
}

/** British dates shorten every month to three letters but one. */
function evenMonth(text: string): string {
  return text.replace('Sept', 'Sep');
}

/** "840 ms", "12 s", "3 min 5 s", "2 h 10 min". */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const rounded = Math.round(seconds);
  if (rounded < 60) return `${rounded} s`;
  const minutes = Math.floor(rounded / 60);
  if (minutes < 60) return `${minutes} min ${rounded % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
