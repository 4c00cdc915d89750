/** Bits of a set of trigrams: 24 kB of words set a third of them. */
const trigramBits = 1 << 16;

function hashOf(first: number, second: number, third: number): number {
  return (Math.imul(first, 961) + Math.imul(second, 31) + third) & (trigramBits - 1);
}

/** Which runs of three bytes a text holds, a bit for each value of their hash. */
export function trigramsOf(bytes: Uint8Array): Uint32Array {
  const bits = new Uint32Array(trigramBits >>> 5);
  for (let at = 0; at + 2 < bytes.length; at += 1) {
    const trigram = hashOf(bytes[at] as number, bytes[at + 1] as number, bytes[at + 2] as number);
    bits[trigram >>> 5] = (bits[trigram >>> 5] as number) | (1 << (trigram & 31));
  }
  return bits;
}

/** A test for what may hold a text, a character for each byte: it skips most blocks of words for all but the shortest texts. */
export function trigramTest(text: string): (trigrams: Uint32Array) => boolean {
  const wanted = Array.from({ length: Math.max(0, text.length - 2) }, (_, at) => hashOf(text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)));
  return (trigrams) => wanted.every((trigram) => ((trigrams[trigram >>> 5] as number) & (1 << (trigram & 31))) !== 0);
}
