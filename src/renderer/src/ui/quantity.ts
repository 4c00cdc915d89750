const whole = new Intl.NumberFormat('en');
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** "12,401". */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** "12.4k", "3.1M": three digits at most, for narrow columns. */
export function formatShort(value: number): string {
  return scaled(value, 1000, ['', 'k', 'M', 'B', 'T'], '');
}

/** Decimal units, as hubs and papers state sizes: "1.5 GB". */
export function formatBytes(bytes: number): string {
  return scaled(bytes, 1000, ['B', 'kB', 'MB', 'GB', 'TB', 'PB'], ' ');
}

function scaled(value: number, step: number, units: readonly string[], space: string): string {
  let rest = value;
  let unit = 0;
  while (Math.abs(rest) >= step * 0.9995 && unit < units.length - 1) {
    rest /= step;
    unit += 1;
  }
  const digits = unit === 0 || rest >= 99.95 ? 0 : 1;
  const text = rest.toFixed(digits).replace(/\.0$/, '');
  const name = units[unit] ?? '';
  return name === '' ? text : `${text}${space}${name}`;
}

/** "38.4%", "0.21%", "<0.01%"; an em dash where there is nothing to divide by. */
export function formatShare(part: number, all: number): string {
  if (all === 0) return '—';
  const percent = (part / all) * 100;
  if (part === 0) return '0%';
  if (percent < 0.01) return '<0.01%';
  if (percent > 99.9 && part < all) return '>99.9%';
  return `${percent.toFixed(percent < 1 ? 2 : percent < 99.95 ? 1 : 0)}%`;
}

/** A day in UTC from seconds since 1970: "3 Feb 2022". */
export function formatDay(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? 'not a date' : evenMonth(day.format(date));
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

/** "1 package", "12 packages". */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
