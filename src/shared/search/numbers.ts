interface Unit {
  readonly suffix: string;
  readonly factor: number;
}

/** Largest first, so that the first unit that writes a number shortly is the best one. */
const countUnits: readonly Unit[] = [
  { suffix: 'b', factor: 1e9 },
  { suffix: 'm', factor: 1e6 },
  { suffix: 'k', factor: 1e3 },
  { suffix: '', factor: 1 },
];
const byteUnits: readonly Unit[] = [
  { suffix: 'PB', factor: 1e15 },
  { suffix: 'TB', factor: 1e12 },
  { suffix: 'GB', factor: 1e9 },
  { suffix: 'MB', factor: 1e6 },
  { suffix: 'kB', factor: 1e3 },
  { suffix: 'PiB', factor: 1024 ** 5 },
  { suffix: 'TiB', factor: 1024 ** 4 },
  { suffix: 'GiB', factor: 1024 ** 3 },
  { suffix: 'MiB', factor: 1024 ** 2 },
  { suffix: 'KiB', factor: 1024 },
  { suffix: 'B', factor: 1 },
];

const countPattern = /^(\d+(?:\.\d+)?|\.\d+)(e[+-]?\d{1,3})?([kmb]?)$/i;
const bytesPattern = /^(\d+(?:\.\d+)?|\.\d+)(e[+-]?\d{1,3})?(?:([kmgtp]?)(i?)b?)$/i;
const thousands = /^\d{1,3}(?:,\d{3})+(?=$|[^\d,])/;

/** Reads `1200`, `1,200`, `1.2k`, `3m`, `1.5b`; null for anything else. */
export function readCount(text: string): number | null {
  const match = countPattern.exec(withoutCommas(text));
  if (!match) return null;
  const suffix = (match[3] ?? '').toLowerCase();
  const factor = countUnits.find((unit) => unit.suffix === suffix)?.factor ?? 1;
  return scale(match[1] ?? '', match[2] ?? '', factor);
}

/** Reads a number of bytes: `1200`, `1.5kB`, `2GB`, `2G` are decimal, `1.5KiB`, `2GiB` binary; null for anything else. */
export function readBytes(text: string): number | null {
  const match = bytesPattern.exec(withoutCommas(text));
  if (!match) return null;
  const power = ' kmgtp'.indexOf((match[3] ?? '').toLowerCase() || ' ');
  const binary = match[4] !== '';
  if (binary && power === 0) return null;
  return scale(match[1] ?? '', match[2] ?? '', binary ? 1024 ** power : 1000 ** power);
}

export function formatCount(value: number): string {
  return shortest(value, countUnits, readCount);
}

export function formatBytes(value: number): string {
  return shortest(value, byteUnits, readBytes);
}

function withoutCommas(text: string): string {
  return thousands.test(text) ? text.replaceAll(',', '') : text;
}

/** Decimal factors go into the exponent, so that 1.1k is 1100 and not 1100.0000000000001. */
function scale(digits: string, exponent: string, factor: number): number | null {
  const tens = Math.round(Math.log10(factor));
  const decimal = 10 ** tens === factor;
  const power = Number(exponent.slice(1) || '0') + (decimal ? tens : 0);
  const value = Number(`${digits}e${power}`) * (decimal ? 1 : factor);
  return Number.isFinite(value) ? value : null;
}

/** The shortest text that reads back as exactly this number; the larger unit where two are as short. */
function shortest(value: number, units: readonly Unit[], read: (text: string) => number | null): string {
  const candidates = units.filter((unit) => value >= unit.factor).map((unit) => `${value / unit.factor}${unit.suffix}`);
  const exact = candidates.filter((text) => read(text) === value);
  return exact.length === 0 ? String(value) : exact.reduce((best, text) => (text.length < best.length ? text : best));
}
