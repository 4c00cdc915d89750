const bytesPerLine = 16;
const mostBefore = 200;

/** The end of a text: its last two lines, 200 characters at most; an ellipsis stands for what is left out. */
export function tailOf(text: string): string {
  const lines = text.split('\n').slice(-3).join('\n');
  const tail = lines.slice(-mostBefore);
  return tail.length < text.length ? `…${tail}` : tail;
}

/** Hex digits as lines of place, sixteen bytes and what of them is ASCII: "00001f40  7b 22 …  {"". */
export function hexLines(hex: string, start: number): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at < hex.length; at += bytesPerLine * 2) {
    const pairs = hex.slice(at, at + bytesPerLine * 2).match(/../g) ?? [];
    const place = (start + at / 2).toString(16).padStart(8, '0');
    lines.push(`${place}  ${pairs.join(' ').padEnd(bytesPerLine * 3 - 1)}  ${pairs.map(asciiOf).join('')}`);
  }
  return lines;
}

function asciiOf(pair: string): string {
  const code = Number.parseInt(pair, 16);
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·';
}
