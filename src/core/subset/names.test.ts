import { expect, test } from 'vitest';
import { windowsFault } from '../mirror/index.ts';
import { NameCheck } from './names.ts';

test.each([
  ['con', 'reserved'], ['Aux.txt', 'reserved'], ['COM9', 'reserved'], ['lpt\u00b9.md', 'reserved'], ['console', null], ['com10', null], ['.con', null],
  ['name.', 'ending'], ['name ', 'ending'], ['.gitignore', null], ['a.b', null],
  ['a:b', 'character'], ['what?', 'character'], ['a\\b', 'character'], ['tab\there', 'character'], ['émoji🤗', null],
])('%j is %s on Windows', (name, fault) => {
  expect(windowsFault(name)).toBe(fault);
});

test('names collide by case and by the way a letter is written, in one folder alone', () => {
  const names = new NameCheck();
  for (const path of ['a/Readme', 'a/README', 'a/caf\u00e9', 'a/cafe\u0301', 'b/readme']) names.add(path);
  const on = (ignoresCase: boolean, windowsNames: boolean): number[] => names.faultsOn({ ignoresCase, windowsNames }).map(({ count }) => count);
  expect(names.warnings()).toMatchObject([{ count: 2, examples: ['a/README', 'a/cafe\u0301'] }]);
  expect(on(true, false)).toEqual([2]);
  expect(on(false, true)).toEqual([]);
});
