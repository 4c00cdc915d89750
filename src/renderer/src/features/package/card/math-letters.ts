/** Where capital and small letters of an alphabet begin in Unicode, and those that stand elsewhere (Letterlike Symbols). */
const alphabets: Readonly<Record<string, { readonly capital: number; readonly small: number; readonly elsewhere: Readonly<Record<string, string>> }>> = {
  'double-struck': { capital: 0x1d538, small: 0x1d552, elsewhere: { C: 'ℂ', H: 'ℍ', N: 'ℕ', P: 'ℙ', Q: 'ℚ', R: 'ℝ', Z: 'ℤ' } },
  script: { capital: 0x1d49c, small: 0x1d4b6, elsewhere: { B: 'ℬ', E: 'ℰ', F: 'ℱ', H: 'ℋ', I: 'ℐ', L: 'ℒ', M: 'ℳ', R: 'ℛ', e: 'ℯ', g: 'ℊ', o: 'ℴ' } },
  fraktur: { capital: 0x1d504, small: 0x1d51e, elsewhere: { C: 'ℭ', H: 'ℌ', I: 'ℑ', R: 'ℜ', Z: 'ℨ' } },
};

/** Letters in an alphabet of mathematics, which browsers do not make of `mathvariant` any more (MathML Core, 4.2); others stay. */
export function lettersOf(text: string, variant: string): string {
  const alphabet = Object.hasOwn(alphabets, variant) ? alphabets[variant] : undefined;
  if (alphabet === undefined) return text;
  return text.replaceAll(/[A-Za-z]/g, (letter) => {
    const first = letter < 'a' ? alphabet.capital - 0x41 : alphabet.small - 0x61;
    return alphabet.elsewhere[letter] ?? String.fromCodePoint(first + (letter.codePointAt(0) ?? 0));
  });
}
