import { type Budget, FormatError } from './bytes.ts';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | ReadonlyMap<string, JsonValue>;

export interface ParsedJson {
  readonly value: JsonValue;
  /** Names that one object has twice, first ones only: parsers differ in which they take. */
  readonly duplicates: readonly string[];
}

const maxJsonDepth = 24;
/** A value makes an object, which costs three times what an opcode does. */
const stepsOfValue = 3;
const maxDuplicates = 20;

/**
 * RFC 8259 within a budget: each value takes its steps, so that a header of a million empty lists ends at a limit and not in memory. Says of
 * names that come twice, which JSON.parse does not.
 */
export function parseJsonWithin(bytes: Buffer, budget: Budget): ParsedJson {
  const written = bytes.toString('utf8');
  const duplicates: string[] = [];
  let at = 0;

  const fail = (): never => {
    throw new FormatError('malformed', `Its JSON is broken at character ${at}.`);
  };
  const blank = (): void => {
    for (let code = written.charCodeAt(at); code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09; code = written.charCodeAt(at)) at += 1;
  };
  const text = (): string => {
    if (written.charCodeAt(at) !== 0x22) fail();
    const start = at + 1;
    let end = start;
    let isPlain = true;
    for (; ; end += 1) {
      const code = written.charCodeAt(end);
      // Behind the end it is no number.
      if (!(code >= 0x20)) fail();
      if (code === 0x22) break;
      if (code === 0x5c) {
        isPlain = false;
        end += 1;
      }
    }
    at = end + 1;
    return isPlain ? written.slice(start, end) : unescaped(written.slice(start - 1, end + 1), fail);
  };
  const number = (): number => {
    const start = at;
    let whole = 0;
    for (let code = written.charCodeAt(at); code >= 0x30 && code <= 0x39; code = written.charCodeAt(at)) {
      whole = whole * 10 + code - 0x30;
      at += 1;
    }
    // Lengths and offsets are digits alone, and exact up to 15 of them.
    if (at > start && at - start <= 15 && !isOfNumber(written.charCodeAt(at)) && (at - start === 1 || written.charCodeAt(start) !== 0x30)) return whole;
    while (isOfNumber(written.charCodeAt(at))) at += 1;
    const digits = written.slice(start, at);
    return /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(digits) ? Number(digits) : fail();
  };
  const word = (expected: string, value: JsonValue): JsonValue => {
    if (!written.startsWith(expected, at)) fail();
    at += expected.length;
    return value;
  };
  /** Passes a comma, or the end of a list or object; whether it was the end. */
  const ends = (closing: number): boolean => {
    const code = written.charCodeAt(at);
    if (code !== 0x2c && code !== closing) fail();
    at += 1;
    return code === closing;
  };
  const isEmpty = (closing: number): boolean => {
    at += 1;
    blank();
    if (written.charCodeAt(at) !== closing) return false;
    at += 1;
    return true;
  };
  const list = (depth: number): JsonValue => {
    const items: JsonValue[] = [];
    if (isEmpty(0x5d)) return items;
    do items.push(value(depth));
    while (!ends(0x5d));
    return items;
  };
  const object = (depth: number): JsonValue => {
    const members = new Map<string, JsonValue>();
    if (isEmpty(0x7d)) return members;
    do {
      blank();
      const key = text();
      blank();
      if (written.charCodeAt(at) !== 0x3a) fail();
      at += 1;
      if (members.has(key) && duplicates.length < maxDuplicates) duplicates.push(key);
      members.set(key, value(depth));
    } while (!ends(0x7d));
    return members;
  };
  const value = (depth: number): JsonValue => {
    budget.step(stepsOfValue);
    if (depth > maxJsonDepth) throw new FormatError('limit', `Its JSON is nested deeper than ${maxJsonDepth} levels.`);
    blank();
    const code = written.charCodeAt(at);
    const found = code === 0x7b ? object(depth + 1)
      : code === 0x5b ? list(depth + 1)
      : code === 0x22 ? text()
      : code === 0x74 ? word('true', true)
      : code === 0x66 ? word('false', false)
      : code === 0x6e ? word('null', null)
      : number();
    blank();
    return found;
  };

  const parsed = value(0);
  if (at < written.length) fail();
  return { value: parsed, duplicates };
}

/** Digits, signs, the point and the letter e. */
function isOfNumber(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2b || code === 0x2d || code === 0x2e || code === 0x45 || code === 0x65;
}

function unescaped(quoted: string, fail: () => never): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return fail();
  }
}

const noMembers: ReadonlyMap<string, JsonValue> = new Map();

export function membersOf(value: JsonValue | undefined): ReadonlyMap<string, JsonValue> {
  return value instanceof Map ? value : noMembers;
}

export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** Zero or more, and exact. */
export function countOf(value: JsonValue | undefined): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
