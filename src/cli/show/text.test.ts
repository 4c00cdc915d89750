import { expect, test } from 'vitest';
import { hexLines, printableText } from './text.ts';

test('lines and tabs stay, and nothing else reaches the terminal', () => {
  expect(printableText('a\tb\r\nc\u001B[31md\u202Ee\u0007')).toBe('a\tb\nc\\u{1b}[31md\\u{202e}e\\u{7}');
});

test('bytes stand sixteen on a line', () => {
  expect(hexLines(Buffer.from('0123456789abcdef\u0000é'))).toEqual([
    '00000000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef',
    '00000010  00 c3 a9                                         ...',
  ]);
});
