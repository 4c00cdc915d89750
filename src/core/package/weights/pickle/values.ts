import { clipped } from '../report.ts';

/** What stands on the stack of an unpickler, as far as the pickle alone tells; null is anything else. */
export type Value =
  | null
  | string
  | number
  | { readonly kind: 'import'; readonly name: string }
  | { readonly kind: 'tuple'; readonly items: readonly Value[] }
  | { readonly kind: 'dict'; readonly items: ReadonlyMap<string, Value> }
  /** What a call gives, never made. */
  | { readonly kind: 'call'; readonly callee: string; readonly arguments: Value }
  | { readonly kind: 'persistent'; readonly id: Value };

export function calleeOf(value: Value): string {
  if (value !== null && typeof value === 'object') {
    if (value.kind === 'import') return value.name;
    if (value.kind === 'call') return `what ${clipped(value.callee, 200)} gives`;
  }
  return '(computed)';
}

export function tupleItems(value: Value | undefined): readonly Value[] {
  return value !== null && typeof value === 'object' && value.kind === 'tuple' ? value.items : [];
}

/** For people; what is not known is an ellipsis. */
export function describeValue(value: Value, depth = 0): string {
  if (value === null || depth > 4) return '…';
  if (typeof value === 'string') return JSON.stringify(clipped(value, 120));
  if (typeof value === 'number') return String(value);
  switch (value.kind) {
    case 'import':
      return value.name;
    case 'tuple': {
      const shown = value.items.slice(0, 8).map((item) => describeValue(item, depth + 1));
      return `(${shown.join(', ')}${value.items.length > 8 ? ', …' : ''})`;
    }
    case 'dict':
      return `{${[...value.items].slice(0, 4).map(([key, item]) => `${JSON.stringify(clipped(key, 40))}: ${describeValue(item, depth + 1)}`).join(', ')}}`;
    case 'call':
      return `${clipped(value.callee, 80)}${depth > 2 ? '(…)' : describeValue(value.arguments, depth + 1)}`;
    case 'persistent':
      return `persistent ${describeValue(value.id, depth + 1)}`;
  }
}

/** The text that Python's repr wrote between quotes: opcode STRING of protocol 0. */
export function unquoted(line: string): string {
  const body = /^(['"])([\s\S]*)\1\s*$/.exec(line)?.[2] ?? line;
  return body.replace(/\\(x[\da-fA-F]{2}|[0-7]{1,3}|[\s\S])/g, (_whole, escape: string) => {
    if (escape.startsWith('x')) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    if (/^[0-7]/.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8) & 255);
    return simpleEscapes[escape] ?? (escape === '\n' ? '' : /['"\\]/.test(escape) ? escape : `\\${escape}`);
  });
}

const simpleEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', f: '\f', v: '\v' };

/** Python's raw-unicode-escape: opcode UNICODE of protocol 0. */
export function rawUnicode(line: string): string {
  return line.replace(/\\u([\da-fA-F]{4})|\\U([\da-fA-F]{8})/g, (whole, short: string | undefined, long: string | undefined) => {
    const code = Number.parseInt(short ?? long ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
