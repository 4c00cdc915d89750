/**
 * Tolerant access to fields of hub records, whose types differ from record to record (domain.md, traps 10 and 19).
 * A value of another type reads as missing; nothing throws.
 */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first of the named fields that is there and not null. */
export function pick(fields: Fields, ...names: readonly string[]): unknown {
  for (const name of names) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** Trimmed text, or null where there is none. "N/A" is how the ONNX records write a missing value. */
export function text(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return null;
  const trimmed = value.trim();
  return trimmed === '' || trimmed === 'N/A' ? null : trimmed;
}

/** The texts of a list, or the one text that stands in its place; anything else in the list is passed over. */
export function texts(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value : [value];
  const found: string[] = [];
  for (const item of list) {
    const one = text(item);
    if (one !== null && !found.includes(one)) found.push(one);
  }
  return found;
}

export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A finite number, also where it is written as text; null otherwise. */
export function number(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value)) return null;
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
  const zoned = /[zZ]$|[-+]\d\d:?\d\d$/.test(value) || !/[T ]\d\d:/.test(value) ? value : `${value}Z`;
  const milliseconds = Date.parse(zoned);
  return Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000);
}

const unitBytes: Readonly<Record<string, number>> = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3 };

/** Bytes of a size in free text ("13.5 MB", "2.28MB", "11 kB"); decimal units as the ONNX tables use them. */
export function bytesOfText(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const found = /^\s*([\d.]+)\s*([kmgt]?i?b)\s*$/i.exec(value);
  const amount = Number(found?.[1]);
  const unit = unitBytes[found?.[2]?.toLowerCase() ?? ''];
  return found && unit !== undefined && Number.isFinite(amount) ? Math.round(amount * unit) : null;
}
