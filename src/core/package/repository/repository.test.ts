import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GitDataError, openRepository, type Commit, type Repository } from './index.ts';
import { createPlayground, fingerprintFolder, initRepository, missingGitReason, type Playground, randomHistory, writeRawCommit } from './testing-git.ts';

const seed = Number(process.env['TEST_SEED'] ?? Date.now() % 1_000_000);
const separator = '\u0001';

describe.skipIf(missingGitReason !== null)(`reading repositories as git does (seed ${seed}) ${missingGitReason ?? ''}`, () => {
  let playground: Playground;
  beforeAll(() => {
    playground = createPlayground();
  });
  afterAll(() => playground.remove());

  const open = (path: string): Repository => openRepository(path, { mirrorRoot: playground.mirror });

  const importHistory = (name: string, commits: number, options: readonly string[] = [], historySeed = seed): string => {
    const path = initRepository(playground, name, options);
    playground.git(path, ['-c', 'fastimport.unpackLimit=0', 'fast-import', '--quiet', '--done'], randomHistory(commits, historySeed));
    return path;
  };

  const copyOf = (source: string, name: string): string => {
    const path = join(playground.mirror, name);
    playground.git(playground.mirror, ['clone', '-q', '--no-hardlinks', '--no-checkout', source, path]);
    return path;
  };

  const packFile = (path: string, ending: string): string => {
    const folder = join(path, '.git', 'objects', 'pack');
    return join(folder, readdirSync(folder).find((name) => name.endsWith(ending)) ?? 'absent');
  };

  const gitLog = (path: string, range: readonly string[]): string[] => {
    const format = ['%H', '%T', '%P', '%an', '%ae', '%ad', '%cn', '%ce', '%cd', '%B'].join(separator);
    return playground.gitText(path, ['log', '-z', '--date=raw', `--format=${format}`, ...range]).split('\0').map((line) => line.trimEnd()).filter((line) => line !== '');
  };

  const rawDate = (time: number | null, offset: number): string => {
    const minutes = Math.abs(offset);
    return `${time} ${offset < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`;
  };

  const asLogLine = (commit: Commit): string => {
    const { author, committer } = commit;
    const fields = [commit.sha, commit.tree, commit.parents.join(' '), author.name, author.email, rawDate(author.time, author.offset)];
    return [...fields, committer.name, committer.email, rawDate(committer.time, committer.offset), commit.message].join(separator).trimEnd();
  };

  const walkAll = (repository: Repository, from: readonly string[]): string[] => {
    const lines: string[] = [];
    const outcome = repository.walkCommits(from, (commit) => {
      lines.push(asLogLine(commit));
    });
    expect(outcome).toEqual({ visited: lines.length, missing: [], unreadable: [], stopped: false });
    return lines;
  };

  /** Every object's type and size by git, every content by the hash that is its name, HEAD's history and files by git. */
  const expectSameAsGit = (path: string): void => {
    const repository = open(path);
    expect(repository.state).toEqual({ kind: 'readable' });
    const head = playground.gitText(path, ['rev-parse', 'HEAD']);
    expect(repository.head()?.sha).toBe(head);
    expect(walkAll(repository, [head])).toEqual(gitLog(path, ['HEAD']));
    const references = repository.refs();
    expect(references.map(({ name, sha }) => `${sha} ${name}`).join('\n')).toBe(playground.gitText(path, ['for-each-ref', '--format=%(objectname) %(refname)']));
    expect(new Set(walkAll(repository, [head, ...references.map(({ sha }) => sha)]))).toEqual(new Set(gitLog(path, ['--all', 'HEAD'])));
    expectSameFiles(repository, path, head);
    expectSameObjects(repository, path, head.length === 64 ? 'sha256' : 'sha1');
    expect(repository.problems()).toEqual([]);
    repository.close();
  };

  const expectSameFiles = (repository: Repository, path: string, head: string): void => {
    const listing = repository.listFiles(head, { limit: 100_000 });
    const modes = { file: '100644 blob', executable: '100755 blob', symlink: '120000 blob', submodule: '160000 commit' };
    const lines = listing.files.map((file) => `${modes[file.kind]} ${file.sha} ${String(file.size ?? '-').padStart(7)}\t${file.path}`);
    expect(lines).toEqual(playground.gitText(path, ['ls-tree', '-r', '-l', '-z', head]).split('\0').filter((line) => line !== ''));
    expect({ truncated: listing.truncated, unreadable: listing.unreadableFolders }).toEqual({ truncated: false, unreadable: [] });
  };

  const expectSameObjects = (repository: Repository, path: string, algorithm: 'sha1' | 'sha256'): void => {
    const lines = playground.gitText(path, ['cat-file', '--batch-all-objects', '--batch-check']).split('\n');
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) {
      const [sha = '', type = '', size = ''] = line.split(' ');
      const object = repository.readObject(sha);
      expect(`${object.type} ${object.bytes.length} ${repository.blobSize(sha)}`).toBe(`${type} ${size} ${size}`);
      expect(createHash(algorithm).update(`${type} ${size}\0`).update(object.bytes).digest('hex')).toBe(sha);
    }
  };

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

  describe('hostile repositories', () => {
    it('does not leave the mirror through .git files, links or alternates', () => {
      const { mirror, outside } = playground;
      const secret = join(outside, 'secret');
      playground.git(mirror, ['clone', '-q', importHistory('inside', 10), secret]);
      const make = (name: string, fill: (path: string) => void): Repository => {
        const path = join(mirror, 'escapes', name);
        mkdirSync(path, { recursive: true });
        fill(path);
        return open(path);
      };
      const escapes = [
        make('file', (path) => writeFileSync(join(path, '.git'), `gitdir: ${join(secret, '.git')}\n`)),
        make('relative', (path) => writeFileSync(join(path, '.git'), 'gitdir: ../../../mirror-not/secret/.git\n')),
        make('link', (path) => symlinkSync(join(secret, '.git'), join(path, '.git'))),
        make('common', (path) => {
          playground.git(path, ['init', '-q']);
          writeFileSync(join(path, '.git', 'commondir'), join(secret, '.git'));
        }),
        make('objects', (path) => {
          playground.git(path, ['init', '-q']);
          rmSync(join(path, '.git', 'objects'), { recursive: true });
          symlinkSync(join(secret, '.git', 'objects'), join(path, '.git', 'objects'));
        }),
        open(secret),
      ];
      expect(escapes.map(({ state }) => state.kind)).toEqual(escapes.map(() => 'outside-mirror'));
      const followed = make('stays', (path) => writeFileSync(join(path, '.git'), 'gitdir: ../../inside/.git\n'));
      expect(followed.state.kind).toBe('readable');
    });

    it('ignores alternates, packs and references outside, follows those inside, and ends cycles', () => {
      const { mirror, outside } = playground;
      const source = importHistory('lender', 15);
      const borrower = join(mirror, 'borrower');
      playground.git(mirror, ['clone', '-q', '--no-checkout', '--shared', source, borrower]);
      expectSameAsGit(borrower);
      writeFileSync(join(source, '.git', 'objects', 'info', 'alternates'), `${join(borrower, '.git', 'objects')}\n../../../borrower/.git/objects\n`);
      expectSameAsGitHistory(borrower, source);
      renameSync(source, join(outside, 'lender'));
      writeFileSync(join(borrower, '.git', 'objects', 'info', 'alternates'), `${join(outside, 'lender', '.git', 'objects')}\n`);
      const cut = open(borrower);
      expect(cut.state.kind).toBe('unreadable');
      expect(cut.problems()).toEqual([{ code: 'alternate-ignored', message: 'An alternate object store lies outside the mirror.' }]);

      const linked = importHistory('linked-pack', 9);
      const pack = packFile(linked, '.pack');
      renameSync(pack, join(outside, 'stolen.pack'));
      symlinkSync(join(outside, 'stolen.pack'), pack);
      expect(open(linked).state.kind).toBe('unreadable');
      writeFileSync(join(outside, 'value'), `${'ab'.repeat(20)}\n`);
      symlinkSync(join(outside, 'value'), join(linked, '.git', 'refs', 'heads', 'stolen'));
      expect(open(linked).refs().map(({ name }) => name)).toEqual(['refs/heads/main']);
    });

    const expectSameAsGitHistory = (path: string, reference: string): void => {
      const repository = open(path);
      expect(walkAll(repository, [repository.head()?.sha ?? ''])).toEqual(gitLog(reference, ['HEAD']));
    };

    it('writes nothing and runs nothing, whatever config and hooks say', () => {
      const path = importHistory('traps', 12);
      const trap = join(playground.outside, 'sprung');
      const command = `touch ${trap}`;
      for (const [key, value] of [['core.fsmonitor', command], ['core.pager', command], ['core.sshCommand', command], ['diff.external', command], ['filter.x.smudge', command], ['gpg.program', command], ['include.path', '../../../mirror-not/included'], ['remote.origin.url', `ext::${command}`]] as const) {
        playground.git(path, ['config', key, value]);
      }
      writeFileSync(join(playground.outside, 'included'), '[remote "origin"]\n\turl = included\n');
      mkdirSync(join(path, '.git', 'hooks'), { recursive: true });
      for (const hook of ['post-checkout', 'reference-transaction', 'post-index-change']) {
        writeFileSync(join(path, '.git', 'hooks', hook), `#!/bin/sh\n${command}\n`, { mode: 0o755 });
      }
      const before = fingerprintFolder(playground.mirror);
      const repository = open(path);
      const head = repository.head()?.sha ?? '';
      repository.refs();
      repository.walkCommits([head], () => undefined);
      repository.listFiles(head, { limit: 100 });
      expect(repository.remoteOrigin()).toBe(`ext::${command}`);
      repository.close();
      expect(fingerprintFolder(playground.mirror)).toEqual(before);
      expect(existsSync(trap)).toBe(false);
    });

    it('names grafts and replacements and does not apply them', () => {
      const path = importHistory('grafts', 10);
      const [head = '', older = ''] = playground.gitText(path, ['log', '--format=%H']).split('\n');
      playground.git(path, ['replace', older, head]);
      mkdirSync(join(path, '.git', 'info'), { recursive: true });
      writeFileSync(join(path, '.git', 'info', 'grafts'), `${head}\n`);
      const repository = open(path);
      expect(repository.walkCommits([head], () => undefined).visited).toBeGreaterThan(5);
      repository.refs();
      expect(repository.problems().map(({ code }) => code)).toEqual(['grafts-ignored', 'replacements-ignored']);
    });

    it('survives cut packs and says which commits are unreadable', () => {
      const path = importHistory('cut', 60);
      const all = playground.gitText(path, ['log', '--format=%H']).split('\n');
      const pack = packFile(path, '.pack');
      const { length } = readFileSync(pack);
      chmodSync(pack, 0o644);
      truncateSync(pack, Math.floor(length * 0.6));
      const repository = open(path);
      const outcome = repository.walkCommits(all, () => undefined);
      expect(repository.problems()).toMatchObject([{ code: 'pack-damaged' }]);
      expect(outcome.unreadable.length).toBeGreaterThan(0);
      expect(outcome.visited).toBeGreaterThan(0);
      expect(outcome.visited + outcome.unreadable.length).toBe(all.length);
    });

    it('never gives one object for another when index and pack do not belong together', () => {
      const path = importHistory('swapped', 30);
      const other = importHistory('swapped-other', 30, [], seed + 1);
      const truth = new Set(gitLog(path, ['HEAD']));
      const all = playground.gitText(path, ['log', '--format=%H']).split('\n');
      const pack = packFile(path, '.pack');
      unlinkSync(pack);
      writeFileSync(pack, readFileSync(packFile(other, '.pack')));
      const repository = open(path);
      const outcome = repository.walkCommits(all, (commit) => {
        expect(truth.has(asLogLine(commit))).toBe(true);
      });
      expect(outcome.visited + outcome.unreadable.length).toBe(all.length);
      expect(outcome.unreadable.length).toBeGreaterThan(0);
    });

    it('survives any damaged byte in index, pack and loose files', () => {
      const source = importHistory('fuzz-source', 12);
      const head = playground.gitText(source, ['rev-parse', 'HEAD']);
      const path = copyOf(source, 'fuzz');
      const files = [packFile(path, '.idx'), packFile(path, '.pack')];
      for (const file of files) {
        const original = readFileSync(file);
        unlinkSync(file);
        for (let round = 0; round < 80; round += 1) {
          const damaged = Buffer.from(original);
          const at = (round * 7919 + seed) % damaged.length;
          damaged[at] = (damaged[at] ?? 0) ^ (1 + ((round * 31) % 255));
          writeFileSync(file, round % 10 === 9 ? damaged.subarray(0, at) : damaged);
          const repository = open(path);
          repository.refs();
          const { visited } = repository.walkCommits([head], () => undefined);
          expect(visited).toBeLessThanOrEqual(12);
        }
        writeFileSync(file, original);
      }
      expect(open(path).walkCommits([head], () => undefined).visited).toBe(12);
    });

    it('passes over a damaged copy when another place has a good one', () => {
      const path = importHistory('two-copies', 8);
      const head = playground.gitText(path, ['rev-parse', 'HEAD']);
      const folder = join(path, '.git', 'objects', head.slice(0, 2));
      const lender = copyOf(path, 'two-copies-lender');
      rmSync(packFile(path, '.idx'));
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, head.slice(2)), 'not zlib');
      expect(open(path).state).toMatchObject({ kind: 'unreadable', reason: expect.stringContaining('inflated') });
      writeFileSync(join(path, '.git', 'objects', 'info', 'alternates'), join(lender, '.git', 'objects'));
      expect(open(path).state.kind).toBe('readable');
    });

    it('ends with a list on trees that contain each other and on commits that name nonsense', () => {
      const path = initRepository(playground, 'nonsense');
      const empty = playground.gitText(path, ['mktree'], '');
      const wide = Array.from({ length: 12 }, () => empty).reduce((below) => playground.gitText(path, ['mktree'], Array.from({ length: 10 }, (_, index) => `040000 tree ${below}\t${index}`).join('\n')), empty);
      const sha = writeRawCommit(playground, path, Buffer.from(`tree ${wide}\nparent ${'z'.repeat(40)}\nparent ${'0'.repeat(40)}\n\n`));
      writeFileSync(join(path, '.git', 'refs', 'heads', 'main'), `${sha}\n`);
      const repository = open(path);
      expect(repository.listFiles(sha, { limit: 100 })).toMatchObject({ files: [], truncated: true });
      expect(repository.walkCommits([sha], () => undefined)).toMatchObject({ visited: 1, missing: ['z'.repeat(40), '0'.repeat(40)] });
    });
  });
});
