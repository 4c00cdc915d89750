const notDate = 'not a date';
const days = new Map<string, Intl.DateTimeFormat>();

/** A day in the user's own zone from seconds since 1970: "3 Feb 2022". `zone` is the user's where it is left out. */
export function localDay(seconds: number, zone?: string): string {
  return format(seconds, zone, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** Day and minute in the user's own zone, with that zone: "3 Feb 2022, 14:05 GMT+1". */
export function localMoment(seconds: number, zone?: string): string {
  return format(seconds, zone, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
}

/** Day and minute as the commit states them: "3 Feb 2022, 18:35 +0530". `offset` is minutes east of UTC. */
export function statedMoment(seconds: number, offset: number): string {
  const minutes = Math.abs(offset);
  const zone = `${offset < 0 ? '−' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`;
  const moment = format(seconds + offset * 60, 'UTC', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
  return moment === notDate ? moment : `${moment} ${zone}`;
}

/** What a date says when one points at it: the whole moment here, and as the commit has it. */
export function bothMoments(seconds: number, offset: number): string {
  return `${localMoment(seconds)} (in the commit: ${statedMoment(seconds, offset)})`;
}

function format(seconds: number, zone: string | undefined, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([zone, options]);
  const known = days.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...options, ...(zone === undefined ? {} : { timeZone: zone }) });
  days.set(key, known);
  const date = new Date(seconds * 1000);
  // British dates shorten every month to three letters but one.
  return Number.isNaN(date.getTime()) ? notDate : known.format(date).replace('Sept', 'Sep');
}
