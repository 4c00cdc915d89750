import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PackageKey } from '../../shared/domain/index.ts';
import { openUserDatabase, type UserDatabase } from './user-database.ts';

const mirror = '0123456789abcdef';
const key = (name: string, ordinal = 0): PackageKey => ({ hub: 'huggingface', name, ordinal });
let dataDir = '';
let user: UserDatabase;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ptmx-notes-'));
  user = openUserDatabase(dataDir);
});

afterEach(() => {
  user.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function reopen(): void {
  user.close();
  user = openUserDatabase(dataDir);
}

const listed = (of = mirror) => [...user.annotations.each(of)].map(({ package: { name, ordinal }, note, tags }) => [name, ordinal, note, tags]);

describe('annotations', () => {
  test('are read back as written, by mirror, name and ordinal, also after a restart', () => {
    const { annotations } = user;
    const note = 'Zwei Zeilen\nmit "Zeichen" — 数据 🤗 \0 %_\\';
    const before = Date.now();
    annotations.setNote(mirror, key('org/model'), note);
    annotations.changeTags(mirror, key('org/model'), { add: ['Check me', '  To   do '], remove: [] });
    annotations.setNote(mirror, key('org/model', 1), 'The second of that name');
    annotations.setNote(mirror, key('Org/Model'), 'Another one');
    annotations.setNote('f'.repeat(16), key('org/model'), 'In another mirror');
    reopen();
    expect(user.annotations.of(mirror, key('org/model'))).toMatchObject({ note, tags: ['Check me', 'To do'] });
    expect(user.annotations.of(mirror, key('org/model')).changedAt).toBeGreaterThanOrEqual(before);
    expect(user.annotations.of(mirror, key('org/model', 2))).toEqual({ note: '', tags: [], changedAt: null });
    expect(user.annotations.count(mirror)).toBe(3);
    expect(listed('f'.repeat(16))).toEqual([['org/model', 0, 'In another mirror', []]]);
  });

  test('of a package are gone when the last of them is taken away', () => {
    user.annotations.setNote(mirror, key('a'), 'x');
    user.annotations.changeTags(mirror, key('a'), { add: ['t'], remove: [] });
    user.annotations.setNote(mirror, key('a'), '');
    expect(listed()).toEqual([['a', 0, '', ['t']]]);
    user.annotations.changeTags(mirror, key('a'), { add: [], remove: ['T'] });
    expect(user.annotations.count(mirror)).toBe(0);
    expect(user.annotations.tags(mirror)).toEqual([]);
  });

  test('are listed with those changed last first', () => {
    for (const name of ['a', 'b', 'c']) user.annotations.merge(mirror, [{ package: key(name), note: name, tags: [], changedAt: { a: 2, b: 3, c: 1 }[name] ?? 0 }]);
    expect(listed().map(([name]) => name)).toEqual(['b', 'a', 'c']);
  });

  test('outlive the mirror in the list of mirrors', () => {
    user.saveMirror({ id: mirror, title: 'Mine', sources: ['/mine'], isSample: false, openedAt: 1 });
    user.annotations.setNote(mirror, key('a'), 'Kept');
    user.forgetMirror(mirror);
    expect(user.annotations.of(mirror, key('a')).note).toBe('Kept');
  });

  test('of a hub that only another version knows are kept, and not listed', () => {
    user.annotations.setNote(mirror, key('a'), 'x');
    const raw = new Database(join(dataDir, 'user.db'));
    raw.exec(`UPDATE annotation SET hub = 'later'`);
    raw.close();
    expect(listed()).toEqual([]);
    expect(user.annotations.count(mirror)).toBe(1);
  });
});

describe('tags', () => {
  test('are compared without case and accents, shown as written, counted in their most frequent spelling', () => {
    const { annotations } = user;
    expect(annotations.changeTags(mirror, key('a'), { add: ['Größe', 'grösse', 'GRÖßE'], remove: [] }).tags).toEqual(['Größe', 'grösse']);
    annotations.changeTags(mirror, key('b'), { add: ['LATER'], remove: [] });
    for (const name of ['c', 'd']) annotations.changeTags(mirror, key(name), { add: ['later'], remove: [] });
    expect(annotations.tags(mirror)).toEqual([{ tag: 'later', count: 3 }, { tag: 'Größe', count: 1 }, { tag: 'grösse', count: 1 }]);
  });

  test('can be respelled in one change', () => {
    user.annotations.changeTags(mirror, key('a'), { add: ['gpu'], remove: [] });
    expect(user.annotations.changeTags(mirror, key('a'), { add: ['GPU'], remove: ['gpu'] }).tags).toEqual(['GPU']);
  });

  test('without a letter or digit are tags too', () => {
    expect(user.annotations.changeTags(mirror, key('a'), { add: ['⭐️', '\u0301', '!'], remove: [] }).tags).toHaveLength(3);
    expect(() => user.annotations.changeTags(mirror, key('a'), { add: ['  '], remove: [] })).toThrow('at least one character');
  });
});

describe('limits', () => {
  test('a package has a hundred tags at most; one too many changes nothing', () => {
    const many = Array.from({ length: 100 }, (_, at) => `tag ${at}`);
    expect(user.annotations.changeTags(mirror, key('a'), { add: many, remove: [] }).tags).toHaveLength(100);
    expect(() => user.annotations.changeTags(mirror, key('a'), { add: ['more'], remove: [] })).toThrow('100 tags at most');
    expect(user.annotations.changeTags(mirror, key('a'), { add: ['more'], remove: ['tag 0'] }).tags).toHaveLength(100);
  });

  test('a note has a hundred thousand characters', () => {
    const long = 'ä'.repeat(100_000);
    expect(user.annotations.setNote(mirror, key('a'), long).note).toBe(long);
    expect(() => user.annotations.setNote(mirror, key('a'), `${long}x`)).toThrow('CHECK');
    expect(user.annotations.of(mirror, key('a')).note).toBe(long);
  });
});

describe('changes from two sides', () => {
  test('a note that was changed elsewhere is not overwritten unseen', () => {
    user.annotations.setNote(mirror, key('a'), 'first');
    const other = openUserDatabase(dataDir);
    other.annotations.setNote(mirror, key('a'), 'theirs', 'first');
    other.close();
    expect(() => user.annotations.setNote(mirror, key('a'), 'mine', 'first')).toThrow('changed elsewhere');
    expect(user.annotations.of(mirror, key('a')).note).toBe('theirs');
    expect(user.annotations.setNote(mirror, key('a'), 'theirs', 'first').note, 'the same text is no conflict').toBe('theirs');
  });

  test('an import is taken back exactly and done again, except where something was changed since', () => {
    user.annotations.setNote(mirror, key('a'), 'mine');
    user.annotations.changeTags(mirror, key('a'), { add: ['own'], remove: [] });
    const before = user.annotations.of(mirror, key('a'));
    const theirs = (name: string, note: string) => ({ package: key(name), note, tags: ['team'], changedAt: 1 });
    // The file names one package twice.
    const { changes } = user.annotations.merge(mirror, [theirs('a', 'theirs'), theirs('b', 'new'), theirs('a', 'more'), theirs('c', 'new')]);
    const after = listed();
    user.annotations.setNote(mirror, key('c'), 'changed since');
    expect(user.annotations.putBack(mirror, changes)).toBe(3);
    expect(user.annotations.of(mirror, key('a'))).toEqual(before);
    expect(listed().map(([name, , note]) => [name, note]).sort()).toEqual([['a', 'mine'], ['c', 'changed since']]);
    user.annotations.setNote(mirror, key('c'), 'new');
    expect(user.annotations.putBack(mirror, changes.map((change) => ({ ...change, before: change.after, after: change.before })).reverse())).toBe(3);
    expect([...listed()].sort()).toEqual([...after].sort());
  });

  test('an import that fails in the middle changes nothing', () => {
    const good = { package: key('a'), note: 'x', tags: [], changedAt: 1 };
    expect(() => user.annotations.merge(mirror, [good, { ...good, package: key('b'), note: 'x'.repeat(100_001) }])).toThrow('CHECK');
    expect(user.annotations.count(mirror)).toBe(0);
  });
});
