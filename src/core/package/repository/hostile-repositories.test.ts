import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../../../test/fixtures/seed.ts';
import { type Repository } from './index.ts';
import { createPlayground, fingerprintFolder, initRepository, missingGitReason, type Playground, writeRawCommit } from './testing-git.ts';
import { repositoriesIn } from './testing-repositories.ts';


describe.skipIf(missingGitReason !== null)(`hostile repositories (seed ${seed}) ${missingGitReason ?? ''}`, () => {
  let playground: Playground;
  beforeAll(() => {
    playground = createPlayground();
  });
  afterAll(() => playground.remove());
  const { open, importHistory, copyOf, packFile, gitLog, asLogLine, walkAll, expectSameAsGit } = repositoriesIn(() => playground, seed);

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
