/**
 * JSON.parse for what Python's `json.dump` writes: bare NaN, Infinity and -Infinity are read as null (missing).
 * Throws a SyntaxError for anything else that is not JSON.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error;
    return JSON.parse(withoutNonFinite(text));
  }
}

/** Replaces the bare words outside strings; inside a string they are text. Takes time linear in the text. */
function withoutNonFinite(text: string): string {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf('"', at);
    const between = open < 0 ? text.slice(at) : text.slice(at, open);
    parts.push(between.replace(/-?\b(?:NaN|Infinity)\b/g, 'null'));
    if (open < 0) break;
    const end = endOfString(text, open);
    parts.push(text.slice(open, end));
    at = end;
  }
  return parts.join('');
}

function endOfString(text: string, open: number): number {
  for (let close = text.indexOf('"', open + 1); close >= 0; close = text.indexOf('"', close + 1)) {
    let slashes = 0;
    while (text[close - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return close + 1;
  }
  return text.length;
}
