import { expect, test } from 'vitest';
import { printableText } from './text.ts';

test('lines and tabs stay, and nothing else reaches the terminal', () => {
  expect(printableText('a\tb\r\nc\u001B[31md\u202Ee\u0007')).toBe('a\tb\nc\\u{1b}[31md\\u{202e}e\\u{7}');
});
