/** A value as Python's `json` module writes it: NaN and infinities may stand among the numbers. */
export type PythonValue = null | boolean | number | string | readonly PythonValue[] | PythonObject;

/** Keys whose value is undefined are left out, as the generator leaves out optional keys. */
export interface PythonObject {
  readonly [key: string]: PythonValue | undefined;
}

/** The text of `json.dump(value, indent=4)`: ASCII only, empty lists and objects on one line, no final line feed. */
export function dumpPython(value: PythonValue, indent = ''): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return ascii(value);
  if (typeof value === 'boolean') return String(value);
  const inner = `${indent}    `;
  if (isList(value)) return block('[', ']', value.map((item) => inner + dumpPython(item, inner)), indent);
  const members = Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [`${inner}${ascii(key)}: ${dumpPython(item, inner)}`]));
  return block('{', '}', members, indent);
}

function isList(value: readonly PythonValue[] | PythonObject): value is readonly PythonValue[] {
  return Array.isArray(value);
}

function block(open: string, close: string, lines: readonly string[], indent: string): string {
  return lines.length === 0 ? open + close : `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

function number(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  // Python writes 1e-05 where JavaScript writes 0.00001.
  if (!Number.isInteger(value) && Math.abs(value) < 1e-4) return value.toExponential().replace(/e-(\d)$/, 'e-0$1');
  return String(value);
}

function ascii(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
