/**
 * Lays JSON out as Python's `json.dump(value, file, indent=4)` does, token by token: keys keep their order and twice-named
 * keys stay twice, which parsing and writing again would lose. The source must be JSON (NaN and Infinity allowed).
 * Source: the CPython documentation of `json` and of `repr(float)`. `level`: how deep the value stands.
 */
export function layOut(source: string, level: number): string {
  const out: string[] = [];
  let depth = level;
  for (let at = 0; at < source.length; ) {
    const char = source.charAt(at);
    if (isSpace(char)) {
      at += 1;
    } else if (char === '{' || char === '[') {
      const next = skipSpace(source, at + 1);
      const isEmpty = source[next] === '}' || source[next] === ']';
      if (!isEmpty) depth += 1;
      out.push(isEmpty ? char + source.charAt(next) : char + lineAt(depth));
      at = isEmpty ? next + 1 : at + 1;
    } else if (char === '}' || char === ']') {
      depth -= 1;
      out.push(lineAt(depth) + char);
      at += 1;
    } else if (char === ',' || char === ':') {
      out.push(char === ',' ? `,${lineAt(depth)}` : ': ');
      at += 1;
    } else {
      const end = char === '"' ? endOfString(source, at) : endOfScalar(source, at);
      const token = source.slice(at, end);
      out.push(char === '"' ? pythonString(token) : pythonScalar(token));
      at = end;
    }
  }
  return out.join('');
}

/** Whether a record is laid out as `json.dump(indent=4)` lays it out at that level, told from its two ends. */
export function isLaidOut(record: Buffer, level: number): boolean {
  if (record.length === 2) return record.toString('latin1') === '{}';
  const start = Buffer.from(`{${lineAt(level + 1)}"`);
  const end = Buffer.from(`${lineAt(level)}}`);
  return record.subarray(0, start.length).equals(start) && record.subarray(-end.length).equals(end);
}

export function lineAt(level: number): string {
  return `\n${' '.repeat(4 * level)}`;
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\n' || char === '\r' || char === '\t';
}

function skipSpace(source: string, from: number): number {
  let at = from;
  while (at < source.length && isSpace(source.charAt(at))) at += 1;
  return at;
}

function endOfString(source: string, start: number): number {
  for (let from = start + 1; ; ) {
    const close = source.indexOf('"', from);
    if (close < 0) return source.length;
    let slashes = 0;
    while (source[close - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return close + 1;
    from = close + 1;
  }
}

function endOfScalar(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && !',]}:'.includes(source.charAt(at)) && !isSpace(source.charAt(at))) at += 1;
  return at;
}

const shortEscapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' };

function pythonString(token: string): string {
  if (/^"[ !#-[\]-~]*"$/.test(token)) return token;
  const text: unknown = JSON.parse(token);
  // Without the flag u, so that a character outside the basic plane becomes its two surrogates.
  return `"${String(text).replaceAll(/[^ !#-[\]-~]/g, (char) => shortEscapes[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}

function pythonScalar(token: string): string {
  if (token === '-0') return '0';
  return /^-?\d+[.eE]/.test(token) ? pythonFloat(Number(token)) : token;
}

/** As `repr(float)`: the shortest digits, with an exponent below 1e-4 and from 1e16 on. */
function pythonFloat(value: number): string {
  if (!Number.isFinite(value)) return value < 0 ? '-Infinity' : 'Infinity';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [mantissa = '0', power = '0'] = Math.abs(value).toExponential().split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    return `${sign}${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const digits = mantissa.replace('.', '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}
