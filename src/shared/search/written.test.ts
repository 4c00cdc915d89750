import { expect, test } from 'vitest';
import { unknownFields } from './written.ts';

test('words that begin like a field are told of, addresses and fields are not', () => {
  expect(unknownFields('signed:yes bert -clone:yes SIGNED:no')).toBe('Searched as words, for there is no field signed:, clone:, SIGNED:.');
  expect(unknownFields('task:fill-mask http://x license:mit "signed: a phrase" has:clone')).toBeNull();
});
