import { expect, test } from 'vitest';
import { linkTextStaysInside } from './containment.ts';

test.each([
  ['a/b', 0, true], ['./a', 0, true], ['../a', 1, true], ['../../a/b', 2, true], ['..', 1, true],
  ['..', 0, false], ['../../a', 1, false], ['a/../b', 5, false], ['../a/..', 5, false],
  ['/etc/passwd', 5, false], ['C:\\Windows', 5, false], ['c:x', 5, false], ['\\\\host\\share', 5, false], ['..\\..\\a', 1, false],
] as const)('a link to %s, %d folders deep', (target, depth, expected) => {
  expect(linkTextStaysInside(target, depth)).toBe(expected);
});
