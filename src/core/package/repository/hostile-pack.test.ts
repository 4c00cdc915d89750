import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GitDataError, openRepository, type Repository } from './index.ts';

interface Entry {
  readonly sha: string;
  /** Bytes of the entry as the pack stores them. */
  readonly stored: Buffer;
}

const commitType = 1;
const offsetDeltaType = 6;
const referenceDeltaType = 7;
const shaOf = (letter: string): string => letter.repeat(40);

/** The header of a pack entry: type and size in groups of seven bits after a first one of four. */
function entryHeader(type: number, size: number): Buffer {
  const bytes = [(type << 4) | (size & 15)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(rest % 128);
  }
  return Buffer.from(bytes);
}

function variableSize(size: number): number[] {
  const bytes = [size % 128];
  for (let rest = Math.floor(size / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(rest % 128);
  }
  return bytes;
}

function entry(sha: string, type: number, prefix: Buffer, content: Buffer, announced = content.length): Entry {
  return { sha, stored: Buffer.concat([entryHeader(type, announced), prefix, deflateSync(content)]) };
}

/** A pack and an index that agree with each other, so that only the entries themselves are wrong. */
function writePack(folder: string, entries: readonly Entry[]): void {
  const header = Buffer.alloc(12);
  header.write('PACK', 'latin1');
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(entries.length, 8);
  const offsets = entries.map((_, index) => 12 + entries.slice(0, index).reduce((sum, { stored }) => sum + stored.length, 0));
  const content = Buffer.concat([header, ...entries.map(({ stored }) => stored)]);
  const checksum = createHash('sha1').update(content).digest();
  writeFileSync(join(folder, 'pack-x.pack'), Buffer.concat([content, checksum]));
  const sorted = entries.map(({ sha }, index) => ({ sha: Buffer.from(sha, 'hex'), offset: offsets[index] ?? 0 })).sort((left, right) => Buffer.compare(left.sha, right.sha));
  const fanout = Buffer.alloc(1024);
  for (let byte = 0; byte < 256; byte += 1) {
    fanout.writeUInt32BE(sorted.filter(({ sha }) => (sha[0] ?? 0) <= byte).length, byte * 4);
  }
  const table = Buffer.alloc(sorted.length * 4);
  sorted.forEach(({ offset }, index) => table.writeUInt32BE(offset, index * 4));
  const index = [Buffer.from('ff744f6300000002', 'hex'), fanout, ...sorted.map(({ sha }) => sha), Buffer.alloc(sorted.length * 4), table, checksum, Buffer.alloc(20)];
  writeFileSync(join(folder, 'pack-x.idx'), Buffer.concat(index));
}

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

  const openWith = (entries: readonly Entry[]): Repository => {
    writePack(join(git, 'objects', 'pack'), entries);
    return openRepository(join(mirror, 'clone'), { mirrorRoot: mirror });
  };

  const commitBytes = Buffer.from(`tree ${shaOf('b')}\nauthor Ada <a@b> 5 +0000\ncommitter Ada <a@b> 5 +0000\n\nMessage`);
  const plain = entry(shaOf('b'), commitType, Buffer.alloc(0), commitBytes);
  const copyAll = (result: number, ...instructions: readonly number[]): Buffer => Buffer.from([...variableSize(commitBytes.length), ...variableSize(result), ...instructions]);
  const deltaOn = (base: string, delta: Buffer): Entry => entry(shaOf('a'), referenceDeltaType, Buffer.from(base, 'hex'), delta);

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
