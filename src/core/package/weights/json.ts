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
  const duplicates: string[] = [];
  let at = 0;

  const fail = (): never => {
    throw new FormatError('malformed', `Its JSON is broken at byte ${at}.`);
  };
  const blank = (): void => {
    for (let byte = bytes[at]; byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09; byte = bytes[at]) at += 1;
  };
  const text = (): string => {
    if (bytes[at] !== 0x22) fail();
    const start = at + 1;
    let end = start;
    let isPlain = true;
    for (; ; end += 1) {
      const byte = bytes[end];
      if (byte === undefined || byte < 0x20) fail();
      if (byte === 0x22) break;
      if (byte === 0x5c) {
        isPlain = false;
        end += 1;
      }
    }
    at = end + 1;
    return isPlain ? bytes.toString('utf8', start, end) : unescaped(bytes.toString('utf8', start - 1, end + 1), fail);
  };
  const number = (): number => {
    const start = at;
    for (let byte = bytes[at] ?? 0; isOfNumber(byte); byte = bytes[at] ?? 0) at += 1;
    const written = bytes.toString('latin1', start, at);
    return /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(written) ? Number(written) : fail();
  };
  const word = (expected: string, value: JsonValue): JsonValue => {
    if (bytes.toString('latin1', at, at + expected.length) !== expected) fail();
    at += expected.length;
    return value;
  };
  const list = (depth: number): JsonValue => {
    const items: JsonValue[] = [];
    at += 1;
    blank();
    if (bytes[at] === 0x5d) {
      at += 1;
      return items;
    }
    for (;;) {
      items.push(value(depth));
      if (bytes[at] === 0x2c) at += 1;
      else if (bytes[at] === 0x5d) break;
      else fail();
    }
    at += 1;
    return items;
  };
  const object = (depth: number): JsonValue => {
    const members = new Map<string, JsonValue>();
    at += 1;
    blank();
    if (bytes[at] === 0x7d) {
      at += 1;
      return members;
    }
    for (;;) {
      blank();
      const key = text();
      blank();
      if (bytes[at] !== 0x3a) fail();
      at += 1;
      if (members.has(key) && duplicates.length < maxDuplicates) duplicates.push(key);
      members.set(key, value(depth));
      if (bytes[at] === 0x2c) at += 1;
      else if (bytes[at] === 0x7d) break;
      else fail();
    }
    at += 1;
    return members;
  };
  const value = (depth: number): JsonValue => {
    budget.step(stepsOfValue);
    if (depth > maxJsonDepth) throw new FormatError('limit', `Its JSON is nested deeper than ${maxJsonDepth} levels.`);
    blank();
    const byte = bytes[at];
    const found = byte === 0x7b ? object(depth + 1)
      : byte === 0x5b ? list(depth + 1)
      : byte === 0x22 ? text()
      : byte === 0x74 ? word('true', true)
      : byte === 0x66 ? word('false', false)
      : byte === 0x6e ? word('null', null)
      : number();
    blank();
    return found;
  };

  const parsed = value(0);
  if (at < bytes.length) fail();
  return { value: parsed, duplicates };
}

/** Digits, signs, the point and the letter e. */
function isOfNumber(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e || byte === 0x45 || byte === 0x65;
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
