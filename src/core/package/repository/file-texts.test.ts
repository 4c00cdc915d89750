import { expect, test } from 'vitest';
import { readGitFileTexts, type GitFileTexts } from './file-texts.ts';

const sha = 'a'.repeat(40);

function read(files: Readonly<Record<string, string>>): GitFileTexts {
  return readGitFileTexts((path) => files[path] ?? null);
}

test('HEAD is followed through loose and packed references', () => {
  expect(read({ HEAD: `${sha.toUpperCase()}\n` }).head).toEqual({ kind: 'resolved', branch: null, sha });
  expect(read({ HEAD: 'ref: refs/heads/main\n', 'refs/heads/main': `${sha}\n` }).head).toEqual({ kind: 'resolved', branch: 'main', sha });
  const packed = `# pack-refs with: peeled\n${'b'.repeat(40)} refs/heads/main\n${sha} refs/heads/a/b\n^${sha}\n`;
  expect(read({ HEAD: 'ref: refs/heads/a/b\n', 'packed-refs': packed }).head).toEqual({ kind: 'resolved', branch: 'a/b', sha });
  expect(read({ HEAD: 'ref: refs/heads/main\n', 'refs/heads/main': sha, 'packed-refs': packed }).head).toMatchObject({ sha });
});

test.each([
  ['no HEAD', {}, 'unknown'],
  ['a branch without a commit', { HEAD: 'ref: refs/heads/main' }, 'unborn'],
  ['a reference that leads out', { HEAD: 'ref: refs/heads/../../config' }, 'unknown'],
  ['a loop', { HEAD: 'ref: refs/heads/a', 'refs/heads/a': 'ref: refs/heads/a' }, 'unknown'],
  ['no text at all', { HEAD: '' }, 'unknown'],
  ['reftable', { HEAD: `${sha}`, config: '[core]\nrepositoryformatversion = 1\n[extensions]\nrefStorage = reftable\n' }, 'unknown'],
] as const)('%s', (_name, files, kind) => {
  expect(read(files).head.kind).toBe(kind);
});

test('the origin comes from the config', () => {
  expect(read({ config: '[remote "origin"]\n\turl = https://huggingface.co/a/b\n' }).origin).toBe('https://huggingface.co/a/b');
  expect(read({ config: '[core]\n' }).origin).toBeNull();
});
