import { expect, test } from 'vitest';
import { clonePathsOfUrl, folderOfAddress, gitHubRepository } from './github.ts';

test.each([
  ['https://github.com/onnx/models', 'onnx/models'], ['http://www.github.com/a/b/', 'a/b'], ['https://github.com/a/b.git', 'a/b'], ['https://github.com/a/b/blob/master/hubconf.py', 'a/b'], ['https://github.com/a/b.c/tree/main/x', 'a/b.c'],
  ['https://github.com/a/b#readme', 'a/b'], ['git@github.com:a/b.git', 'a/b'], ['HTTPS://GitHub.com/A/B', 'A/B'],
  ['https://gitlab.com/a/b', null], ['https://github.com/a', null], ['https://github.com/../..', null], ['https://github.com/a/..', null], ['https://evil.org/github.com/a/b', null], ['', null], [null, null],
])('%s: %s', (address, repository) => {
  expect(gitHubRepository(address)).toBe(repository);
});

test('likely folders of several addresses, each once', () => {
  expect(clonePathsOfUrl('https://github.com/a/b', null, 'https://github.com/a/b/tree/x', 'https://x.org', 'https://github.com/c/d')).toEqual(['a/b', 'c/d']);
});

test.each([
  ['https://github.com/onnx/models/tree/master/vision/classification/vgg', 'vision/classification/vgg'], ['https://github.com/onnx/models/blob/main/text/bert/', 'text/bert'], ['text/bert', 'text/bert'], ['', ''],
])('the folder of %s', (address, folder) => {
  expect(folderOfAddress(address)).toBe(folder);
});
