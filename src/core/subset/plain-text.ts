import type { Room } from './byte-runs.ts';

const wordBytes = 4;
const ones = 0x01010101;
const highBits = 0x80808080 | 0;
const spaces = 0x20 * ones;
/** In place of bytes that are none of the text. */
const letters = 0x61 * ones;

/** A character of ASCII in each byte of a word. */
export const inEachByte = (character: string): number => character.charCodeAt(0) * ones;

/** Whether a text has a control character or one of two others, which stand in each byte of a word; looked at in words, as "Bit Twiddling Hacks" (Anderson) finds zeros. */
export function hasMarks({ view }: Room, start: number, end: number, one: number, other: number): boolean {
  let found = 0;
  let at = start;
  for (; at + wordBytes <= end; at += wordBytes) found |= marksIn(view.getInt32(at, true), one, other);
  if (at < end) {
    const behind = -1 << (8 * (end - at));
    found |= marksIn((view.getInt32(at, true) & ~behind) | (letters & behind), one, other);
  }
  return found !== 0;
}

function marksIn(word: number, one: number, other: number): number {
  const first = word ^ one;
  const second = word ^ other;
  return (((word - spaces) & ~word) | ((first - ones) & ~first) | ((second - ones) & ~second)) & highBits;
}
