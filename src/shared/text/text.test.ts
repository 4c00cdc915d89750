import { expect, test } from 'vitest';
import { hexLines } from './hex-lines.ts';
import { hiddenLabel, splitHidden } from './hidden-characters.ts';

const marked = (text: string): string => splitHidden(text).map((piece) => (piece.kind === 'text' ? piece.text : `[${hiddenLabel(piece)}]`)).join('');

test('what cannot be seen is named, and runs of it once', () => {
  expect(marked('a\u202Eb\u202C\u2066\u2066 \0\0\0c\u{E0041}')).toBe('a[U+202E]b[U+202C][U+2066 ×2] [U+0000 ×3]c[U+E0041]');
  expect(marked('tabs\tand\r\nlines, joiners \u200D\u200C and letters ä漢😀')).toBe('tabs\tand\r\nlines, joiners \u200D\u200C and letters ä漢😀');
  expect(splitHidden('')).toEqual([]);
});

test('bytes stand sixteen on a line', () => {
  expect(hexLines(Buffer.from('0123456789abcdef\u0000é'))).toEqual([
    '00000000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef',
    '00000010  00 c3 a9                                         ...',
  ]);
});
