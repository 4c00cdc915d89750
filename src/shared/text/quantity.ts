/** "12,401"; fractions keep two digits. Not by Intl, which takes a thread 12 ms to begin with. */
export function countText(value: number): string {
  const [whole = '', fraction] = String(Number.isInteger(value) ? value : Number(value.toFixed(2))).split('.');
  return whole.replace(/\B(?=(?:\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
}

/** "1 package", "12 packages". */
export function pluralText(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/** Decimal units, as hubs and papers state sizes: "1.5 GB". */
export function bytesText(bytes: number): string {
  return scaled(bytes, [' B', ' kB', ' MB', ' GB', ' TB', ' PB']);
}

/** "12.4k", "3.1M": three digits at most, for narrow columns. */
export function shortText(value: number): string {
  return scaled(value, ['', 'k', 'M', 'B', 'T']);
}

function scaled(value: number, units: readonly string[]): string {
  let rest = value;
  let unit = 0;
  while (Math.abs(rest) >= 999.5 && unit < units.length - 1) {
    rest /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || rest >= 99.95 ? 0 : 1;
  return `${rest.toFixed(digits).replace(/\.0$/, '')}${units[unit] ?? ''}`;
}

/** "38.4%", "0.21%", "<0.01%"; an em dash where there is nothing to take a share of. */
export function shareText(share: number | null): string {
  if (share === null || !Number.isFinite(share)) return '—';
  const percent = share * 100;
  if (percent === 0) return '0%';
  if (percent > 0 && percent < 0.01) return '<0.01%';
  if (percent > 99.9 && percent < 100) return '>99.9%';
  return `${percent === 100 ? '100' : percent.toFixed(Math.abs(percent) < 1 ? 2 : 1)}%`;
}

/** A day in UTC from seconds since 1970, as in tables: "2022-02-03". Empty for what is no date. */
export function dayText(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? '' : (date.toISOString().split('T', 1)[0] ?? '');
}
