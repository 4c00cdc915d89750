import { fold } from './fold.ts';

/** The folded words of what somebody typed to find things by their names. */
export function typedWords(text: string): readonly string[] {
  return fold(text).split(/\s+/).filter(Boolean);
}

/** Whether each of some typed words is a part of one of the texts. Where nothing was typed, everything is found. */
export function hasWords(texts: readonly string[], words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const folded = texts.map(fold);
  return words.every((word) => folded.some((text) => text.includes(word)));
}
