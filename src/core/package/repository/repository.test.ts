import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../../../test/fixtures/seed.ts';
import { GitDataError, openRepository } from './index.ts';
import { createPlayground, initRepository, missingGitReason, randomHistory, type Playground } from './testing-git.ts';
import { repositoriesIn } from './testing-repositories.ts';


describe.skipIf(missingGitReason !== null)(`reading repositories as git does (seed ${seed}) ${missingGitReason ?? ''}`, () => {
  let playground: Playground;
  beforeAll(() => {
    playground = createPlayground();
  });
  afterAll(() => playground.remove());
  const { open, importHistory, copyOf, packFile, expectSameAsGit } = repositoriesIn(() => playground, seed);

  it('reads loose objects only, with every kind of file', () => {
    const path = initRepository(playground, 'loose');
    mkdirSync(join(path, 'sub folder', 'deeper'), { recursive: true });
    writeFileSync(join(path, 'README.md'), '# Hello\n');
    writeFileSync(join(path, 'sub folder', 'deeper', 'größe 模型.txt'), 'x'.repeat(5000));
    writeFileSync(join(path, 'empty'), '');
    writeFileSync(join(path, 'run.sh'), '#!/bin/sh\n', { mode: 0o755 });
    symlinkSync('README.md', join(path, 'link'));
    playground.git(path, ['add', '.']);
    playground.git(path, ['update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},module`]);
    playground.git(path, ['commit', '-qm', 'First\n\nwith body']);
    playground.git(path, ['commit', '-q', '--allow-empty', '-m', 'Second']);
    playground.git(path, ['tag', '-a', 'v1', '-m', 'A tag']);
    expect(existsSync(packFile(path, '.pack'))).toBe(false);
    expectSameAsGit(path);
  });

  it('reads deep chains of deltas, merges and two roots', () => {
    const path = importHistory('packed', 220);
    playground.git(path, ['tag', '-a', 'release', '-m', 'Released', 'HEAD~3']);
    playground.git(path, ['branch', 'side', 'HEAD~10']);
    playground.git(path, ['pack-refs', '--all']);
    playground.git(path, ['repack', '-q', '-adf', '--depth=50', '--window=50']);
    expect(playground.gitText(path, ['verify-pack', '-v', packFile(path, '.idx')])).toMatch(/chain length = \d+/);
    expect(playground.gitText(path, ['rev-list', '--max-parents=0', '--count', 'HEAD'])).toBe('2');
    expectSameAsGit(path);
  });

  it('reads version 1 indexes, reference deltas, several packs, a mixture with loose objects, and beside a multi-pack index and a commit-graph', () => {
    const path = importHistory('mixed', 60);
    playground.git(path, ['-c', 'repack.useDeltaBaseOffset=false', '-c', 'pack.indexVersion=1', 'repack', '-q', '-adf']);
    expect(readFileSync(packFile(path, '.idx')).readUInt32BE(0)).not.toBe(0xff744f63);
    playground.git(path, ['commit', '-q', '--allow-empty', '-m', 'Packed alone']);
    playground.git(path, ['-c', 'pack.indexVersion=2', 'repack', '-q', '-d']);
    playground.git(path, ['commit', '-q', '--allow-empty', '-m', 'Loose']);
    expectSameAsGit(path);
    playground.git(path, ['multi-pack-index', 'write']);
    playground.git(path, ['commit-graph', 'write', '--reachable']);
    expectSameAsGit(path);
  });

  it('reads 64-bit offsets in an index', () => {
    const path = importHistory('large-offsets', 30);
    const pack = packFile(path, '.pack');
    rmSync(packFile(path, '.idx'));
    // Offsets from 4096 on go to the table of large offsets.
    playground.git(path, ['index-pack', '--index-version=2,0x1000', pack]);
    const index = readFileSync(packFile(path, '.idx'));
    const objects = index.readUInt32BE(8 + 255 * 4);
    expect(index.length).toBeGreaterThan(8 + 1024 + objects * 28 + 40);
    expectSameAsGit(path);
  });

  it('reads SHA-256 repositories, loose and packed', () => {
    const path = importHistory('sha256', 40, ['--object-format=sha256']);
    playground.git(path, ['commit', '-q', '--allow-empty', '-m', 'Loose']);
    expectSameAsGit(path);
    playground.git(path, ['repack', '-q', '-adf']);
    expectSameAsGit(path);
    expect(open(path).head()?.sha).toMatch(/^[0-9a-f]{64}$/);
  });

  it('reads bare repositories, detached HEADs and linked work trees', () => {
    const source = importHistory('source', 20);
    const bare = join(playground.mirror, 'bare');
    playground.git(playground.mirror, ['clone', '-q', '--bare', source, bare]);
    expectSameAsGit(bare);
    const detached = copyOf(source, 'detached');
    playground.git(detached, ['update-ref', '--no-deref', 'HEAD', 'HEAD~2']);
    expectSameAsGit(detached);
    expect(open(detached).head()?.ref).toBeNull();
    expect(open(source).head()?.ref).toBe('refs/heads/main');
    const workTree = join(playground.mirror, 'work-tree');
    playground.git(source, ['worktree', 'add', '-q', '--no-checkout', '-b', 'other', workTree, 'HEAD~1']);
    expectSameAsGit(workTree);
  });

  it('reads a shallow clone without calling the cut-off parents missing', () => {
    const source = importHistory('deep', 20);
    const path = join(playground.mirror, 'shallow');
    playground.git(playground.mirror, ['clone', '-q', '--no-checkout', '--depth', '3', `file://${source}`, path]);
    const repository = open(path);
    const seen: string[] = [];
    const outcome = repository.walkCommits([repository.head()?.sha ?? ''], (commit) => {
      seen.push(commit.sha);
    });
    expect(seen).toEqual(playground.gitText(path, ['log', '--format=%H']).split('\n'));
    expect(outcome.missing).toEqual([]);
  });

  it('goes on where blobs and parents are missing', () => {
    const path = initRepository(playground, 'missing');
    writeFileSync(join(path, 'kept'), 'kept');
    writeFileSync(join(path, 'lost'), 'lost');
    playground.git(path, ['add', '.']);
    playground.git(path, ['commit', '-qm', 'One']);
    const lostParent = playground.gitText(path, ['rev-parse', 'HEAD']);
    playground.git(path, ['commit', '-q', '--allow-empty', '-m', 'Two']);
    const lostBlob = playground.gitText(path, ['rev-parse', 'HEAD:lost']);
    for (const sha of [lostBlob, lostParent]) {
      rmSync(join(path, '.git', 'objects', sha.slice(0, 2), sha.slice(2)));
    }
    const repository = open(path);
    const head = repository.head()?.sha ?? '';
    const outcome = repository.walkCommits([head], () => undefined);
    expect(outcome).toEqual({ visited: 1, missing: [lostParent], unreadable: [], stopped: false });
    expect(repository.listFiles(head, { limit: 10 }).files.map(({ path, size }) => [path, size])).toEqual([['kept', 4], ['lost', null]]);
    expect(() => repository.readBlob(lostBlob, 10)).toThrow(GitDataError);
    expect(() => repository.readBlob('../../../../etc/passwd', 10)).toThrow('is no object name');
  });

  it('reads the beginning of large files, loose, packed and compressed a thousandfold', () => {
    const path = initRepository(playground, 'large');
    const contents = [Buffer.alloc(8_000_000), Buffer.from(randomHistory(500, seed))];
    const shas = contents.map((content) => playground.gitText(path, ['hash-object', '-w', '--stdin'], content));
    const check = (): void => {
      const repository = open(path);
      for (const [index, content] of contents.entries()) {
        for (const length of [0, 1, 1000, 300_000, content.length]) {
          const blob = repository.readBlob(shas[index] ?? '', length);
          expect(Buffer.compare(blob.bytes, content.subarray(0, length))).toBe(0);
          expect({ size: blob.size, truncated: blob.truncated }).toEqual({ size: content.length, truncated: length < content.length });
        }
      }
    };
    check();
    shas.forEach((sha, index) => playground.git(path, ['tag', `blob-${index}`, sha]));
    playground.git(path, ['repack', '-q', '-adf']);
    expect(playground.gitText(path, ['count-objects'])).toMatch(/^0 objects/);
    check();
  });

  it('bounds listings and stops walks', () => {
    const repository = open(importHistory('bounded', 40));
    const head = repository.head()?.sha ?? '';
    const some = repository.listFiles(head, { limit: 2 });
    expect([some.files.length, some.truncated]).toEqual([2, true]);
    let count = 0;
    expect(repository.walkCommits([head], () => (++count === 5 ? 'stop' : undefined))).toMatchObject({ visited: 5, stopped: true });
    expect(repository.walkCommits([head], () => undefined, { signal: () => true })).toMatchObject({ visited: 0, stopped: true });
    repository.close();
    expect(repository.walkCommits([head], () => undefined).missing).toEqual([head]);
  });

  describe('states', () => {
    it('names what is wrong with a folder', () => {
      const { mirror } = playground;
      mkdirSync(join(mirror, 'empty'));
      mkdirSync(join(mirror, 'other'));
      writeFileSync(join(mirror, 'other', 'file'), '');
      expect(open(join(mirror, 'empty')).state).toEqual({ kind: 'empty', reason: 'The folder is empty.' });
      expect(open(join(mirror, 'other')).state.kind).toBe('unreadable');
      expect(open(join(mirror, 'absent')).state.kind).toBe('unreadable');
      expect(open(join(mirror, 'nul\0byte')).state.kind).toBe('unreadable');
      expect(openRepository(mirror, { mirrorRoot: join(mirror, 'absent') }).state.kind).toBe('unreadable');
      expect(open(initRepository(playground, 'unborn')).state).toMatchObject({ kind: 'unborn', reason: 'HEAD names refs/heads/main, which has no commit yet.' });
      expect(open(join(mirror, 'empty')).walkCommits(['a'.repeat(40)], () => undefined).missing).toHaveLength(1);
    });

    it('names what is wrong with HEAD', () => {
      const path = importHistory('heads', 8);
      const head = join(path, '.git', 'HEAD');
      const cases: readonly [string, string][] = [
        ['ref: refs/heads/none\n', 'unborn'],
        ['ref: ../../outside\n', 'no-head'],
        ['ref: refs/../../x\n', 'no-head'],
        ['garbage\n', 'no-head'],
        [`${'0123456789'.repeat(4)}\n`, 'unreadable'],
        [`${playground.gitText(path, ['rev-parse', 'HEAD^{tree}'])}\n`, 'unreadable'],
      ];
      for (const [text, kind] of cases) {
        writeFileSync(head, text);
        expect([text, open(path).state.kind]).toEqual([text, kind]);
      }
      writeFileSync(join(path, '.git', 'refs', 'heads', 'loop'), 'ref: refs/heads/loop\n');
      writeFileSync(head, 'ref: refs/heads/loop\n');
      expect(open(path).state.kind).toBe('unreadable');
      expect(open(path).refs().map(({ name }) => name)).toEqual(['refs/heads/main']);
      rmSync(head);
      expect(open(path).state.kind).toBe('no-head');
    });

    it('refuses formats it does not know', () => {
      const path = importHistory('formats', 8);
      const config = join(path, '.git', 'config');
      writeFileSync(config, '[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = reftable\n');
      expect(open(path).state).toMatchObject({ kind: 'unreadable', reason: expect.stringContaining('has no list of tables') });
      writeFileSync(config, '[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = other\n');
      expect(open(path).state).toMatchObject({ kind: 'unsupported', reason: expect.stringContaining('other') });
      writeFileSync(config, '[core]\n\trepositoryformatversion = 1\n[extensions]\n\tfuture = yes\n');
      expect(open(path).state).toMatchObject({ kind: 'unsupported', reason: expect.stringContaining('future') });
      writeFileSync(config, '[core]\n\trepositoryformatversion = 2\n');
      expect(open(path).state.kind).toBe('unsupported');
    });
  });
});
