import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../../../test/fixtures/seed.ts';
import { openRepository, type Repository } from './index.ts';
import { parseReftable } from './reftable.ts';
import { createPlayground, initRepository, missingGitReason, type Playground, randomHistory, seededRandom } from './testing-git.ts';
import { writeReftable, type WrittenReference } from './testing-reftable.ts';

const shaOf = (number: number, bytes = 20): string => number.toString(16).padStart(bytes * 2, '0');
const many = Array.from({ length: 300 }, (_, number): WrittenReference => [`refs/changes/${number % 10}/größe-${number}`, { sha: shaOf(number) }]);
const read = (bytes: Buffer, hashBytes = 20): Record<string, unknown> => Object.fromEntries(parseReftable(bytes, hashBytes, 1000));

describe('tables of references', () => {
  it('reads every kind of value, names of other scripts, and passes over names that would leave the folder', () => {
    const references: WrittenReference[] = [
      ['HEAD', { to: 'refs/heads/main' }],
      ['refs/heads/main', { sha: shaOf(1) }],
      ['refs/heads/模型', { sha: shaOf(2) }],
      ['refs/tags/v1', { sha: shaOf(3), peeled: shaOf(1) }],
      ['refs/heads/gone', 'deleted'],
      ['refs/heads/odd', { to: '../../outside' }],
      ['refs/../../outside', { sha: shaOf(4) }],
    ];
    expect(read(writeReftable({ references }))).toEqual({
      HEAD: { kind: 'symbolic', name: 'refs/heads/main' },
      'refs/heads/main': { kind: 'sha', sha: shaOf(1) },
      'refs/heads/模型': { kind: 'sha', sha: shaOf(2) },
      'refs/tags/v1': { kind: 'sha', sha: shaOf(3) },
      'refs/heads/gone': { kind: 'deleted' },
      'refs/heads/odd': { kind: 'malformed' },
    });
  });

  it.each([
    ['aligned blocks', { blockBytes: 4096 }],
    ['unaligned blocks', { blockBytes: 0 }],
    ['names that all stand whole', { betweenRestarts: 1 }],
    ['one block', { inBlock: 300, blockBytes: 65_536 }],
    ['two names a block', { inBlock: 2, blockBytes: 256 }],
  ])('reads %s and their index', (_label, how) => {
    expect(read(writeReftable({ references: many, ...how }))).toEqual(Object.fromEntries(many.map(([name, value]) => [name, { kind: 'sha', ...(value as { sha: string }) }])));
  });

  it('reads an empty table, and names of SHA-256', () => {
    expect(read(writeReftable({ references: [] }))).toEqual({});
    const table = writeReftable({ references: [['refs/heads/main', { sha: shaOf(5, 32) }]], hashBytes: 32 });
    expect(read(table, 32)).toEqual({ 'refs/heads/main': { kind: 'sha', sha: shaOf(5, 32) } });
    expect(() => read(table, 20)).toThrow('made for another hash');
  });

  it('refuses what is damaged or too much', () => {
    const table = writeReftable({ references: many });
    expect(() => parseReftable(table, 20, 299)).toThrow('more than 299 references');
    expect(() => read(Buffer.from('REFT'))).toThrow('no reftable');
    expect(() => read(table.subarray(0, -1))).toThrow('damaged');
  });

  it(`ends with a list or a refusal whatever byte is changed (seed ${seed})`, () => {
    const table = writeReftable({ references: many, blockBytes: 0 });
    const random = seededRandom(seed);
    const outcomes = Array.from({ length: 600 }, () => {
      const bytes = Buffer.from(table);
      const at = random(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 + random(255));
      return outcomeOf(bytes);
    });
    // Blocks have no checksum: a changed byte may change a name or a value, but makes none more.
    expect(new Set(outcomes.filter((outcome) => typeof outcome === 'string' && outcome !== 'GitDataError'))).toEqual(new Set());
    expect(Math.max(...outcomes.filter((outcome) => typeof outcome === 'number'))).toBe(many.length);
    expect(outcomes.filter((outcome) => outcome === 'GitDataError').length).toBeGreaterThan(5);
  });
});

/** How many references were read, or the name of the error. */
function outcomeOf(bytes: Buffer): number | string {
  try {
    return parseReftable(bytes, 20, 1000).size;
  } catch (error) {
    return error instanceof Error ? error.name : 'no error';
  }
}

describe.skipIf(missingGitReason !== null)(`repositories with reftables ${missingGitReason ?? ''}`, () => {
  let playground: Playground;
  let path: string;
  let tables: string;
  let shas: readonly string[];
  beforeAll(() => {
    playground = createPlayground();
    path = initRepository(playground, 'tables');
    playground.git(path, ['fast-import', '--quiet', '--done'], randomHistory(12, 5));
    playground.git(path, ['tag', '-a', 'v1', '-m', 'First', 'HEAD~3']);
    shas = playground.gitText(path, ['log', '--format=%H']).split('\n');
    const tag = playground.gitText(path, ['rev-parse', 'v1']);
    tables = join(path, '.git', 'reftable');
    mkdirSync(tables);
    // As git 2.45 and later leave it: the files of the old way say nothing.
    rmSync(join(path, '.git', 'refs'), { recursive: true });
    mkdirSync(join(path, '.git', 'refs'));
    writeFileSync(join(path, '.git', 'refs', 'heads'), 'this repository uses the reftable format\n');
    writeFileSync(join(path, '.git', 'HEAD'), 'ref: refs/heads/.invalid\n');
    writeFileSync(join(path, '.git', 'config'), '[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = reftable\n');
    writeFileSync(join(tables, '0x000000000001-0x000000000002-aaaaaaaa.ref'), writeReftable({ references: [['HEAD', { to: 'refs/heads/main' }], ['refs/heads/main', { sha: shas[4] ?? '' }], ['refs/heads/old', { sha: shas[5] ?? '' }]] }));
    writeFileSync(join(tables, '0x000000000003-0x000000000003-bbbbbbbb.ref'), writeReftable({ references: [['refs/heads/main', { sha: shas[0] ?? '' }], ['refs/heads/old', 'deleted'], ['refs/tags/v1', { sha: tag, peeled: shas[3] ?? '' }]] }));
    writeFileSync(join(tables, 'tables.list'), '0x000000000001-0x000000000002-aaaaaaaa.ref\n0x000000000003-0x000000000003-bbbbbbbb.ref\n');
  });
  afterAll(() => playground.remove());
  const open = (name = path): Repository => openRepository(name, { mirrorRoot: playground.mirror });

  it('reads HEAD and references of a stack, the newest table deciding', () => {
    const repository = open();
    expect(repository.state).toEqual({ kind: 'readable' });
    expect(repository.head()).toEqual({ ref: 'refs/heads/main', sha: shas[0] });
    expect(repository.refs().map(({ name }) => name)).toEqual(['refs/heads/main', 'refs/tags/v1']);
    expect(repository.walkCommits(repository.refs().map(({ sha }) => sha), () => undefined).visited).toBe(12);
    expect(repository.problems()).toEqual([]);
  });

  it('gives HEAD of a linked work tree from its own stack', () => {
    const linked = join(playground.mirror, 'linked');
    const git = join(path, '.git', 'worktrees', 'linked');
    mkdirSync(join(git, 'reftable'), { recursive: true });
    mkdirSync(linked);
    writeFileSync(join(linked, '.git'), `gitdir: ${git}\n`);
    writeFileSync(join(git, 'commondir'), '../..\n');
    writeFileSync(join(git, 'HEAD'), 'ref: refs/heads/.invalid\n');
    writeFileSync(join(git, 'reftable', 'own.ref'), writeReftable({ references: [['HEAD', { sha: shas[2] ?? '' }]] }));
    writeFileSync(join(git, 'reftable', 'tables.list'), 'own.ref\n');
    expect(open(linked).head()).toEqual({ ref: null, sha: shas[2] });
  });

  it('names tables that are missing, damaged or elsewhere, and a stack that is not there', () => {
    const copy = join(playground.mirror, 'broken');
    cpSync(path, copy, { recursive: true });
    const list = join(copy, '.git', 'reftable', 'tables.list');
    writeFileSync(join(copy, '.git', 'reftable', 'bad.ref'), 'REFT but no more');
    writeFileSync(list, '0x000000000001-0x000000000002-aaaaaaaa.ref\nbad.ref\nabsent.ref\n../../../../mirror-not/secret.ref\n');
    const repository = open(copy);
    expect(repository.head()?.sha).toBe(shas[4]);
    expect(repository.problems().map(({ message }) => message)).toEqual([
      'The table of references bad.ref cannot be read: it is no reftable.',
      'The table of references absent.ref cannot be read: the file is not there.',
      'The table of references ../../../../mirror-not/secret.ref cannot be read: the name is none of a table.',
    ]);
    rmSync(list);
    expect(open(copy).state).toEqual({ kind: 'unreadable', reason: 'HEAD: The repository keeps its references in reftable format, but has no list of tables.' });
    expect(open(copy).refs()).toEqual([]);
  });
});
