const mostBefore = 200;

/** The end of a text: its last two lines, 200 characters at most; an ellipsis stands for what is left out. */
export function tailOf(text: string): string {
  const lines = text.split('\n').slice(-3).join('\n');
  const tail = lines.slice(-mostBefore);
  return tail.length < text.length ? `…${tail}` : tail;
}

/** The bytes that hex digits write, two for each. */
export function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
