const whole = new Intl.NumberFormat('en');

/** "12,401"; fractions keep two digits. */
export function countText(value: number): string {
  return Number.isInteger(value) ? whole.format(value) : whole.format(Number(value.toFixed(2)));
}

/** Decimal units: "1.5 GB". */
export function bytesText(bytes: number): string {
  let rest = bytes;
  let unit = 0;
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;
  while (rest >= 999.5 && unit < units.length - 1) {
    rest /= 1000;
    unit += 1;
  }
  return `${(rest < 99.95 && unit > 0 ? rest.toFixed(1).replace(/\.0$/, '') : rest.toFixed(0))} ${units[unit]}`;
}

/** A day in UTC from seconds since 1970, as in tables: "2022-02-03". Empty for what is no date. */
export function dayOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, date.getUTCFullYear() > 9999 ? 13 : 10);
}
