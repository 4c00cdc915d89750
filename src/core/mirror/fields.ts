import type { Normalised } from '../../shared/domain/index.ts';

/**
 * Tolerant access to fields of hub records, whose types differ from record to record (domain.md, traps 10 and 19).
 * A value of another type reads as missing; nothing throws.
 */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Trimmed text, or null where there is none. "N/A" is how the ONNX records write a missing value. */
export function text(value: unknown): string | null {
  if (typeof value === 'string') {
    const trimmed = isTight(value) ? value : value.trim();
    return trimmed === '' || trimmed === 'N/A' ? null : trimmed;
  }
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** Whether a text begins and ends with visible ASCII, so that trimming would change nothing. */
function isTight(value: string): boolean {
  if (value.length === 0) return false;
  const first = value.charCodeAt(0);
  const last = value.charCodeAt(value.length - 1);
  return first > 0x20 && first < 0x7f && last > 0x20 && last < 0x7f;
}

const noTexts: readonly string[] = [];
/** Longer lists are told apart with a set. */
const shortList = 32;

/** The distinct texts of a list, or the one text that stands in its place; anything else in the list is passed over. */
export function texts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) {
    const one = text(value);
    return one === null ? noTexts : [one];
  }
  if (value.length > shortList) {
    const found = new Set<string>();
    for (const item of value) {
      const one = text(item);
      if (one !== null) found.add(one);
    }
    return [...found];
  }
  const found: string[] = [];
  for (let at = 0; at < value.length; at += 1) {
    const one = text(value[at]);
    if (one !== null && !found.includes(one)) found.push(one);
  }
  return found;
}

/** The value beside itself in lower case, by which values are compared. */
export function lowerCased(value: string | null): Normalised | null {
  return value === null ? null : { value: value.toLowerCase(), original: value };
}

/** A value that is compared as it is written. */
export function asWritten(value: string | null): Normalised | null {
  return value === null ? null : { value, original: value };
}

/** What a field that is no map reads as. */
export const noFields: Fields = {};

export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : noFields;
}

const noItems: readonly unknown[] = [];

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : noItems;
}

/** A finite number, also where it is written as text; null otherwise. */
export function number(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.length > 64 || !/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value)) return null;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : null;
}

/** A count: a whole number that is not negative. */
export function count(value: unknown): number | null {
  const found = number(value);
  return found !== null && Number.isInteger(found) && found >= 0 && found <= Number.MAX_SAFE_INTEGER ? found : null;
}

/** Seconds since 1970 of an ISO date, of a date without a time zone (read as UTC), or of a Unix time. */
export function time(value: unknown): number | null {
  if (typeof value === 'number') return value > 0 && value < 1e11 ? Math.floor(value) : null;
  if (typeof value !== 'string') return null;
  const quick = utcTime(value);
  if (quick !== null) return quick;
  const zoned = /[zZ]$|[-+]\d\d:?\d\d$/.test(value) || !/[T ]\d\d:/.test(value) ? value : `${value}Z`;
  const milliseconds = Date.parse(zoned);
  return Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000);
}

/** `2021-08-30T12:04:48.000Z` and its like, which nearly all dates of the hubs are; null for anything else. */
function utcTime(value: string): number | null {
  const { length } = value;
  if (length < 20 || length > 30 || value.charCodeAt(10) !== 0x54 || value.charCodeAt(length - 1) !== 0x5a) return null;
  if (value.charCodeAt(4) !== 0x2d || value.charCodeAt(7) !== 0x2d || value.charCodeAt(13) !== 0x3a || value.charCodeAt(16) !== 0x3a) return null;
  if (length > 20 && (value.charCodeAt(19) !== 0x2e || digits(value, 20, length - 1) < 0)) return null;
  const year = digits(value, 0, 4);
  const month = digits(value, 5, 7);
  const day = digits(value, 8, 10);
  const hour = digits(value, 11, 13);
  const minute = digits(value, 14, 16);
  const second = digits(value, 17, 19);
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > 28 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}

/** The number that the characters write, or -1 where one is no digit. */
function digits(value: string, start: number, end: number): number {
  let sum = 0;
  for (let at = start; at < end; at += 1) {
    const digit = value.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    sum = sum * 10 + digit;
  }
  return sum;
}

const unitBytes: Readonly<Record<string, number>> = {
  b: 1, byte: 1, bytes: 1, k: 1e3, kb: 1e3, m: 1e6, mb: 1e6, g: 1e9, gb: 1e9, t: 1e12, tb: 1e12, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3, tib: 1024 ** 4,
};

/** Bytes of a size in free text ("13.5 MB", "2.28MB", "11 kB", "1,024 KB", "~5 GiB"); decimal units as the ONNX tables use them. */
export function bytesOfText(value: unknown): number | null {
  if (typeof value !== 'string' || value.length > 64) return null;
  const found = /^\s*~?\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)\s*([a-z]{1,5})\.?\s*$/i.exec(value);
  if (!found?.[1] || !found[2]) return null;
  const unit = unitBytes[found[2].toLowerCase()];
  return unit === undefined ? null : Math.round(Number(found[1].replaceAll(',', '')) * unit);
}
