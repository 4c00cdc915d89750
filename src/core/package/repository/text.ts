const replacement = '\uFFFD';
const maxDecoders = 16;
const decoders = new Map<string, TextDecoder | null>();

/** Text of a commit: by its encoding header, else UTF-8, else Latin-1, which reads anything and keeps different bytes different. */
export function decodeText(bytes: Buffer, start: number, end: number, encoding: string | null): string {
  if (encoding !== null) {
    const decoded = decoderFor(encoding)?.decode(bytes.subarray(start, end));
    if (decoded !== undefined) {
      return decoded;
    }
  }
  const text = bytes.toString('utf8', start, end);
  if (!text.includes(replacement) || Buffer.from(text, 'utf8').equals(bytes.subarray(start, end))) {
    return text;
  }
  return bytes.toString('latin1', start, end);
}

/** Null for UTF-8, which needs none, and for names that no decoder knows. */
function decoderFor(encoding: string): TextDecoder | null {
  const label = encoding.toLowerCase();
  const known = decoders.get(label);
  if (known !== undefined) {
    return known;
  }
  if (decoders.size >= maxDecoders) {
    decoders.clear();
  }
  const decoder = /^utf-?8$/.test(label) ? null : createDecoder(label);
  decoders.set(label, decoder);
  return decoder;
}

function createDecoder(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label, { ignoreBOM: true });
  } catch {
    return null;
  }
}
