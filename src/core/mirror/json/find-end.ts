const quote = 0x22;
const backslash = 0x5c;

export type EndOfValue =
  | { readonly kind: 'found'; readonly end: number }
  /** The buffer ends inside the value. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'too-deep' };

const incomplete: EndOfValue = { kind: 'incomplete' };
const tooDeep: EndOfValue = { kind: 'too-deep' };

/** Index just after the string whose opening quote stands at `start`, or -1 where the buffer ends first. */
function endOfString(buffer: Buffer, start: number, limit: number): number {
  let at = start + 1;
  for (;;) {
    const close = buffer.indexOf(quote, at);
    if (close < 0 || close >= limit) return -1;
    let slashes = 0;
    while (buffer[close - 1 - slashes] === backslash) slashes += 1;
    if (slashes % 2 === 0) return close + 1;
    at = close + 1;
  }
}

/**
 * Finds where the JSON value that starts at `start` ends, by counting brackets outside strings. It does not judge the
 * value: JSON.parse does. Works on bytes, which is right for UTF-8 because all structural characters are ASCII.
 */
export function findEndOfValue(buffer: Buffer, start: number, limit: number, maxDepth: number): EndOfValue {
  const first = buffer[start];
  if (first === quote) {
    const end = endOfString(buffer, start, limit);
    return end < 0 ? incomplete : { kind: 'found', end };
  }
  if (first !== 0x7b && first !== 0x5b) return findEndOfScalar(buffer, start, limit);
  let depth = 0;
  for (let at = start; at < limit; at += 1) {
    const byte = buffer[at];
    if (byte === quote) {
      const end = endOfString(buffer, at, limit);
      if (end < 0) return incomplete;
      at = end - 1;
    } else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > maxDepth) return tooDeep;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
      if (depth === 0) return { kind: 'found', end: at + 1 };
    }
  }
  return incomplete;
}

function findEndOfScalar(buffer: Buffer, start: number, limit: number): EndOfValue {
  for (let at = start; at < limit; at += 1) {
    const byte = buffer[at] ?? 0;
    if (byte <= 0x20 || byte === 0x2c || byte === 0x5d || byte === 0x7d) return { kind: 'found', end: Math.max(at, start + 1) };
  }
  return incomplete;
}
