import { expect, test } from 'vitest';
import { mayOverwrite } from './may-overwrite.ts';

test.each([
  [{ target: '/a/b.csv', overwrite: false, agreed: null }, false],
  [{ target: '/a/b.csv', overwrite: true, agreed: null }, true],
  [{ target: '/a/b.csv ', overwrite: false, agreed: '/a/b.csv' }, true],
  // Chosen in the dialog, then changed by hand.
  [{ target: '/a/c.csv', overwrite: false, agreed: '/a/b.csv' }, false],
  [{ target: '', overwrite: false, agreed: null }, false],
])('%j may be replaced: %s', (choice, expected) => {
  expect(mayOverwrite(choice)).toBe(expected);
});
