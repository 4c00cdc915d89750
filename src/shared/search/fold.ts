const ascii = /^[\0-\x7f]*$/;
const marks = /\p{M}+/gu;
const finalSigma = /ς/g;
const tokens = /[\p{L}\p{N}\p{Co}]+/gu;

/** Whether a text is ASCII alone. */
export function isAscii(text: string): boolean {
  return ascii.test(text);
}

/**
 * The form in which texts are compared: NFKD, without marks, lower case. `fold(fold(x)) === fold(x)`, and folding two
 * texts apart gives the same as folding them together, so that prefixes and substrings survive it.
 */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  // toLowerCase writes a sigma at the end of a word differently, which would break prefixes.
  return text.normalize('NFKD').replace(marks, '').toLowerCase().replace(finalSigma, 'σ');
}

/** The folded runs of letters and digits in a text, as SQLite's unicode61 tokenizer cuts folded text. */
export function tokensOf(text: string): readonly string[] {
  return fold(text).match(tokens) ?? [];
}
