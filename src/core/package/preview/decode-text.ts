/** Bytes from the beginning by which a file is known. */
export const headBytes = 8192;

export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252';

/** How the bytes at a file's beginning read as text, or null where they are none. */
export function guessEncoding(head: Uint8Array): Encoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'UTF-16LE';
  if (head[0] === 0xfe && head[1] === 0xff) return 'UTF-16BE';
  if (head.includes(0)) return guessWide(head);
  if (isUtf8(head)) return 'UTF-8';
  let controls = 0;
  for (const byte of head) if (byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b)) controls += 1;
  return controls * 50 < head.length ? 'Windows-1252' : null;
}

/** Fewer bytes are too few to tell by. */
const leastWide = 16;

/** UTF-16 without a mark: in most alphabets every other byte is 0, and the others hardly ever. */
function guessWide(head: Uint8Array): Encoding | null {
  if (head.length < leastWide) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < head.length; at += 1) {
    if (head[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const pairs = head.length / 2;
  if (odd > pairs * 0.6 && even < pairs * 0.02) return 'UTF-16LE';
  return even > pairs * 0.6 && odd < pairs * 0.02 ? 'UTF-16BE' : null;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

const labels = { 'UTF-8': 'utf-8', 'UTF-16LE': 'utf-16le', 'UTF-16BE': 'utf-16be', 'Windows-1252': 'windows-1252' } as const;

export interface DecodedText {
  readonly text: string;
  /** Bytes that it was read from, from the first on. */
  readonly used: number;
}

/**
 * Bytes from the middle of a file as text. Where more follows, it ends behind its last line if one ends in its second half, and never
 * within a character. Bytes that are wrong read as U+FFFD; a byte order mark stays, for whoever shows the text to mark it.
 */
export function decodeText(bytes: Uint8Array, encoding: Encoding, goesOn: boolean): DecodedText {
  const used = goesOn ? endOfText(bytes, encoding) : bytes.length;
  return { text: new TextDecoder(labels[encoding], { ignoreBOM: true }).decode(bytes.subarray(0, used)), used };
}

function endOfText(bytes: Uint8Array, encoding: Encoding): number {
  if (encoding === 'UTF-16LE' || encoding === 'UTF-16BE') return endOfWideText(bytes, encoding === 'UTF-16LE' ? 1 : 0);
  const line = bytes.lastIndexOf(0x0a) + 1;
  if (line > bytes.length / 2 || encoding === 'Windows-1252') return line > bytes.length / 2 ? line : bytes.length;
  // A character has at most three bytes behind its first.
  for (let at = bytes.length - 1; at >= Math.max(0, bytes.length - 4); at -= 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return at === 0 || at + lengthOfCharacter(byte) <= bytes.length ? bytes.length : at;
  }
  return bytes.length;
}

function lengthOfCharacter(first: number): number {
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
}

function endOfWideText(bytes: Uint8Array, high: 0 | 1): number {
  const whole = bytes.length - (bytes.length % 2);
  const last = bytes[whole - 2 + high] ?? 0;
  return last >= 0xd8 && last <= 0xdb && whole > 2 ? whole - 2 : whole;
}
