import { expect, test } from 'vitest';
import { isSpdxId, normaliseLicense } from './licenses.ts';

test.each([
  ['mit', 'MIT'], ['MIT', 'MIT'], ['apache-2.0', 'Apache-2.0'], ['apache-2', 'Apache-2.0'], ['Apache License  2.0', 'Apache-2.0'], ['cc-by-nc-sa-4.0', 'CC-BY-NC-SA-4.0'], ['gpl-3.0', 'GPL-3.0-only'], ['gplv3', 'GPL-3.0-only'], ['cc0', 'CC0-1.0'], ['lgpl-lr', 'LGPLLR'],
])('%s is %s', (original, value) => {
  expect(normaliseLicense(original)).toEqual({ value, original });
  expect(isSpdxId(value)).toBe(true);
});

test.each(['other', 'openrail', '???', 'unknown', 'Creativeml-OpenRAIL-M', 'constructor', '__proto__', 'toString'])('%s is no SPDX id and keeps its spelling in lower case', (original) => {
  expect(normaliseLicense(original)).toEqual({ value: original.toLowerCase(), original });
  expect(isSpdxId(original.toLowerCase())).toBe(false);
});

test('spellings are told apart however often they come, also when there are very many', () => {
  for (let at = 0; at < 10_000; at += 1) normaliseLicense(`license ${at}`);
  expect(normaliseLicense('license 9999')).toEqual({ value: 'license 9999', original: 'license 9999' });
  expect(normaliseLicense('Mit')).toEqual({ value: 'MIT', original: 'Mit' });
});
