import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GitDataError, openRepository, type Repository } from './index.ts';
import { commitType, entry, entryHeader, offsetDeltaType, referenceDeltaType, shaOf, variableSize, type WrittenEntry, writePack } from './testing-pack.ts';

describe('hostile packs', () => {
  let mirror = '';
  let git = '';
  beforeEach(() => {
    mirror = realpathSync(mkdtempSync(join(tmpdir(), 'hostile-pack-')));
    git = join(mirror, 'clone', '.git');
    mkdirSync(join(git, 'objects', 'pack'), { recursive: true });
    mkdirSync(join(git, 'refs', 'heads'), { recursive: true });
    writeFileSync(join(git, 'HEAD'), `${shaOf('a')}\n`);
  });
  afterEach(() => rmSync(mirror, { recursive: true, force: true }));

  const openWith = (entries: readonly WrittenEntry[]): Repository => {
    writePack(join(git, 'objects', 'pack'), entries);
    return openRepository(join(mirror, 'clone'), { mirrorRoot: mirror });
  };

  const commitBytes = Buffer.from(`tree ${shaOf('b')}\nauthor Ada <a@b> 5 +0000\ncommitter Ada <a@b> 5 +0000\n\nMessage`);
  const plain = entry(shaOf('b'), commitType, Buffer.alloc(0), commitBytes);
  const copyAll = (result: number, ...instructions: readonly number[]): Buffer => Buffer.from([...variableSize(commitBytes.length), ...variableSize(result), ...instructions]);
  const deltaOn = (base: string, delta: Buffer): WrittenEntry => entry(shaOf('a'), referenceDeltaType, Buffer.from(base, 'hex'), delta);

  it('reads a sound pack written the same way', () => {
    const repository = openWith([plain, deltaOn(shaOf('b'), copyAll(commitBytes.length, 0x90, commitBytes.length))]);
    expect(repository.state).toEqual({ kind: 'readable' });
    expect(repository.problems()).toEqual([]);
    expect(repository.readCommit(shaOf('a')).message).toBe('Message');
    expect(repository.blobSize(shaOf('a'))).toBe(commitBytes.length);
  });

  it('ends on deltas that are each other\'s base, and on one that is its own', () => {
    const delta = copyAll(commitBytes.length, 0x90, commitBytes.length);
    const circle = openWith([deltaOn(shaOf('b'), delta), entry(shaOf('b'), referenceDeltaType, Buffer.from(shaOf('a'), 'hex'), delta)]);
    expect(circle.state).toMatchObject({ kind: 'unreadable', reason: expect.stringContaining('never ends') });
    expect(openWith([deltaOn(shaOf('a'), delta)]).state.kind).toBe('unreadable');
    expect(openWith([deltaOn(shaOf('c'), delta)]).state).toMatchObject({ kind: 'unreadable', reason: expect.stringContaining('base') });
  });

  it.each([
    ['a copy beyond the base', copyAll(commitBytes.length, 0x91, 50, commitBytes.length)],
    ['a copy beyond the result', copyAll(10, 0x90, 20)],
    ['an insert beyond the delta', copyAll(10, 10, 1, 2)],
    ['a reserved instruction', copyAll(10, 0)],
    ['a cut copy instruction', copyAll(10, 0xff, 0)],
    ['too little output', copyAll(10, 1, 65)],
    ['another base size', Buffer.from([3, 3, 3, 65, 65, 65])],
    ['an endless size', Buffer.alloc(40, 0xff)],
    ['no content', Buffer.alloc(0)],
    ['a result of a terabyte', copyAll(2 ** 40, 0x90, 10)],
  ])('refuses a delta with %s', (_label, delta) => {
    const repository = openWith([plain, deltaOn(shaOf('b'), delta)]);
    expect(repository.state.kind).toBe('unreadable');
    expect(repository.walkCommits([shaOf('a'), shaOf('b')], () => undefined)).toMatchObject({ visited: 1, unreadable: [{ sha: shaOf('a') }] });
  });

  it.each([
    ['a base before the file', entry(shaOf('a'), offsetDeltaType, Buffer.from([0xff, 0x7f]), commitBytes)],
    ['a base at its own place', entry(shaOf('a'), offsetDeltaType, Buffer.from([0x00]), commitBytes)],
    ['an endless distance', entry(shaOf('a'), offsetDeltaType, Buffer.alloc(70, 0xff), commitBytes)],
    ['the reserved type', entry(shaOf('a'), 5, Buffer.alloc(0), commitBytes)],
    ['type zero', entry(shaOf('a'), 0, Buffer.alloc(0), commitBytes)],
    ['less content than announced', entry(shaOf('a'), commitType, Buffer.alloc(0), commitBytes, 4000)],
    ['more content than announced', entry(shaOf('a'), commitType, Buffer.alloc(0), commitBytes, 20)],
    ['a size of an exabyte', entry(shaOf('a'), commitType, Buffer.alloc(0), commitBytes, 2 ** 60)],
    ['no zlib stream', { sha: shaOf('a'), stored: Buffer.concat([entryHeader(commitType, 10), Buffer.from('garbage')]) }],
    ['a bomb', entry(shaOf('a'), commitType, Buffer.alloc(0), Buffer.alloc(50_000_000))],
  ])('refuses an entry with %s', (_label, bad) => {
    const repository = openWith([plain, bad]);
    expect(repository.state.kind).toBe('unreadable');
    expect(() => repository.readBlob(shaOf('a'), 100)).toThrow(GitDataError);
    expect(repository.walkCommits([shaOf('b'), shaOf('a')], () => undefined).visited).toBe(1);
  });

  it('ends on folders and commits that contain themselves', () => {
    const tree = Buffer.concat([Buffer.from('40000 again\0'), Buffer.from(shaOf('c'), 'hex')]);
    const commit = Buffer.from(`tree ${shaOf('c')}\nparent ${shaOf('a')}\n\n`);
    const tag = Buffer.from(`object ${shaOf('d')}\ntype tag\n\n`);
    const none = Buffer.alloc(0);
    const repository = openWith([entry(shaOf('a'), commitType, none, commit), entry(shaOf('c'), 2, none, tree), entry(shaOf('d'), 4, none, tag)]);
    expect(repository.walkCommits([shaOf('a'), shaOf('d')], () => undefined)).toMatchObject({ visited: 1, missing: [], unreadable: [] });
    expect(repository.listFiles(shaOf('a'), { limit: 10 })).toMatchObject({ files: [], truncated: true });
    const selfish = openWith([entry(shaOf('a'), commitType, none, Buffer.from(`tree ${shaOf('a')}\n\n`))]);
    expect(() => selfish.readTree(shaOf('a'))).toThrow('is not a folder');
  });

  it.skipIf(process.platform === 'win32')('does not wait on a fifo in place of a file (skipped on Windows: it has none)', () => {
    for (const name of ['config', 'packed-refs', 'shallow', 'refs/heads/main']) {
      execFileSync('mkfifo', [join(git, name)]);
    }
    rmSync(join(git, 'HEAD'));
    execFileSync('mkfifo', [join(git, 'HEAD')]);
    const repository = openWith([plain]);
    expect(repository.state.kind).toBe('no-head');
    expect(repository.refs()).toEqual([]);
    expect(repository.walkCommits([shaOf('b')], () => undefined).visited).toBe(1);
  });

  it('gives an object of a pack that does not match its index only when content and name agree', () => {
    const none = Buffer.alloc(0);
    const honest = createHash('sha1').update(`commit ${commitBytes.length}\0`).update(commitBytes).digest('hex');
    writePack(join(git, 'objects', 'pack'), [plain, entry(honest, commitType, none, commitBytes)]);
    const pack = join(git, 'objects', 'pack', 'pack-x.pack');
    const bytes = readFileSync(pack);
    writeFileSync(pack, bytes.fill(0, bytes.length - 20));
    const repository = openRepository(join(mirror, 'clone'), { mirrorRoot: mirror });
    const outcome = repository.walkCommits([shaOf('b'), honest], () => undefined);
    expect(outcome).toMatchObject({ visited: 1, unreadable: [{ sha: shaOf('b'), reason: expect.stringContaining('its name stands for') }] });
    expect(repository.problems().map(({ code }) => code)).toEqual(['pack-damaged']);
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['garbage', Buffer.alloc(5000, 0x5a)],
    ['of a future version', Buffer.concat([Buffer.from('ff744f6300000009', 'hex'), Buffer.alloc(2000)])],
  ])('leaves out a pack whose index is %s', (_label, bytes) => {
    writePack(join(git, 'objects', 'pack'), [plain]);
    writeFileSync(join(git, 'objects', 'pack', 'pack-x.idx'), bytes);
    const repository = openRepository(join(mirror, 'clone'), { mirrorRoot: mirror });
    expect(repository.state.kind).toBe('unreadable');
    expect(repository.problems().map(({ code }) => code)).toEqual(['pack-unreadable']);
  });
});
