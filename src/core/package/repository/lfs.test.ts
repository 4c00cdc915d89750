import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRepository, parseLfsPointer } from './index.ts';
import { lfsObjectPath } from './lfs.ts';
import { createPlayground, initRepository, missingGitReason, type Playground } from './testing-git.ts';

const oid = '4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393';
const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 12345\n`;

describe('LFS pointers', () => {
  it.each([
    ['a pointer', pointer, { oid, size: 12345 }],
    ['Windows line ends', pointer.replaceAll('\n', '\r\n'), { oid, size: 12345 }],
    ['the pre-release address', pointer.replace('https://git-lfs.github.com', 'https://hawser.github.com'), { oid, size: 12345 }],
    ['extensions', pointer.replace('oid', 'ext-0-foo sha256:00\noid'), { oid, size: 12345 }],
    ['an empty file', pointer.replace('12345', '0'), { oid, size: 0 }],
    ['another version', pointer.replace('spec/v1', 'spec/v9'), null],
    ['a short oid', pointer.replace('sha256:4d', 'sha256:'), null],
    ['another hash', pointer.replace('sha256', 'md5'), null],
    ['a negative size', pointer.replace('12345', '-1'), null],
    ['a size beyond 2^53', pointer.replace('12345', '99999999999999999'), null],
    ['no size', pointer.replace('size', 'sizes'), null],
    ['a blank first line', `\n${pointer}`, null],
    ['more than 1,024 bytes', pointer + 'x'.repeat(1024), null],
    ['one word', 'version', null],
    ['nothing', '', null],
  ])('reads %s', (_label, text, expected) => {
    expect(parseLfsPointer(Buffer.from(text))).toEqual(expected);
  });

  it('makes a path only from a SHA-256', () => {
    expect(lfsObjectPath('git', oid)).toBe(join('git', 'lfs', 'objects', '4d', '7a', oid));
    expect(lfsObjectPath('git', `../../${oid}`)).toBeNull();
  });
});

describe.skipIf(missingGitReason !== null)(`LFS in a repository ${missingGitReason ?? ''}`, () => {
  let playground: Playground;
  beforeAll(() => {
    playground = createPlayground();
  });
  afterAll(() => playground.remove());

  it('finds the pointer in a commit and the file git-lfs keeps', () => {
    const path = initRepository(playground, 'lfs');
    writeFileSync(join(path, 'model.bin'), pointer);
    playground.git(path, ['add', '.']);
    playground.git(path, ['commit', '-qm', 'Add model']);
    const repository = openRepository(path, { mirrorRoot: playground.mirror });
    const [file] = repository.listFiles(repository.head()?.sha ?? '', { limit: 10 }).files;
    const found = parseLfsPointer(repository.readBlob(file?.sha ?? '', 1024).bytes);
    expect(found).toEqual({ oid, size: 12345 });
    expect(repository.lfsObject(oid)).toBeNull();
    const stored = lfsObjectPath(join(path, '.git'), oid) ?? '';
    mkdirSync(dirname(stored), { recursive: true });
    writeFileSync(stored, 'x'.repeat(77));
    expect(repository.lfsObject(oid)).toEqual({ path: stored, size: 77 });
  });

  it('reads the URL of origin from the text of the config, without includes', () => {
    const path = initRepository(playground, 'config');
    const config = join(path, '.git', 'config');
    const read = (text: string): string | null => {
      writeFileSync(config, text);
      return openRepository(path, { mirrorRoot: playground.mirror }).remoteOrigin();
    };
    for (const text of [
      '[remote "origin"]\n\turl = https://example.org/a/b.git\n',
      '[Remote "origin"] URL=https://example.org/x # comment\n',
      '[remote "origin"]\r\n\turl = "https://example.org/with space#x" ; comment\r\n',
      '[remote "other"]\n\turl = other\n[remote "origin"]\n\turl = a\\\nb\\tc\\\\d\\"e\n',
    ]) {
      writeFileSync(config, text);
      expect(read(text)).toBe(playground.gitText(path, ['config', '-f', config, 'remote.origin.url']));
    }
    expect(read('[remote "Origin"]\n\turl = x\n')).toBeNull();
    expect(read('[include]\n\tpath = other\n[broken\nurl = x\n\0\0')).toBeNull();
  });
});
