import { expect, test } from 'vitest';
import { typeByName } from './file-types.ts';

test.each([
  ['docs/README.MD', 'Markdown'],
  ['LICENSE', 'licence'],
  ['a/License.txt', 'licence'],
  ['.gitattributes', 'git'],
  ['x.tar.gz', 'archive'],
  ['noend', null],
  ['a.constructor', null],
  ['folder.json/file', null],
  ['', null],
])('%s is %s', (path, type) => {
  expect(typeByName(path)).toBe(type);
});
