import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ViewContent } from '../../shared/contract/index.ts';
import { viewLimits } from '../../shared/domain/index.ts';
import { openUserDatabase, type UserDatabase } from './user-database.ts';

let dataDir = '';
let user: UserDatabase;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ptmx-views-'));
  user = openUserDatabase(dataDir);
});

afterEach(() => {
  user.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const view = (name: string, query = name): ViewContent => ({ name, query, columns: [{ id: 'name', width: null, pinned: true }, { id: 'size', width: 90, pinned: false }] });
const names = (): readonly string[] => user.views.list().map(({ name }) => name);
const idOf = (name: string): string => user.views.list().find((candidate) => candidate.name === name)?.id ?? '';

describe('saved views', () => {
  test('are read back as written, in the order in which they were saved, also after a restart', () => {
    const query = 'task:"fill mask" -license:mit größe 🤗 %_\\ sort:-downloads,name';
    user.views.save(view('Zwei', query));
    user.views.save(view('Eins'));
    user.close();
    user = openUserDatabase(dataDir);
    expect(user.views.list()).toMatchObject([view('Zwei', query), view('Eins')]);
  });

  test('have names of their own, whatever the case and accents', () => {
    user.views.save(view('Café'));
    expect(() => user.views.save(view('CAFE', 'other'))).toThrow('There is a view named “Café” already.');
    const { id } = user.views.save(view('Other'));
    expect(() => user.views.change(id, { name: 'cafe' }, {})).toThrow('There is a view named “Café” already.');
    user.views.change(idOf('Café'), { name: 'CAFÉ' }, {});
    expect(names()).toEqual(['CAFÉ', 'Other']);
  });

  test('are changed in part, and not where they were changed elsewhere', () => {
    const { id } = user.views.save(view('Mine', 'a'));
    user.views.change(id, { query: 'b' }, { query: 'a' });
    expect(() => user.views.change(id, { query: 'c' }, { query: 'a' })).toThrow('The view “Mine” was changed elsewhere meanwhile.');
    // The name is as it was: renaming does not mind what became of the search.
    user.views.change(id, { name: 'Yours' }, { name: 'Mine' });
    expect(user.views.list()).toMatchObject([{ name: 'Yours', query: 'b' }]);
    expect(() => user.views.change('0'.repeat(16), { name: 'x' }, {})).toThrow('not there any more');
  });

  test('are put back where they were, with their ids', () => {
    for (const name of ['a', 'b', 'c', 'd']) user.views.save(view(name));
    const before = user.views.list();
    const removed = user.views.remove([{ id: idOf('c') }, { id: idOf('a') }]);
    expect(names()).toEqual(['b', 'd']);
    user.views.restore(removed);
    expect(user.views.list()).toEqual(before);
    expect(() => user.views.restore(removed)).toThrow('is there already');
  });

  test('are all removed or none, and none that was changed elsewhere', () => {
    const first = user.views.save(view('a'));
    const second = user.views.save(view('b'));
    user.views.change(second.id, { query: 'else' }, {});
    expect(() => user.views.remove([{ id: first.id, was: view('a') }, { id: second.id, was: view('b') }])).toThrow('changed elsewhere');
    expect(names()).toEqual(['a', 'b']);
  });

  test('are ordered as asked, unless others came meanwhile', () => {
    for (const name of ['a', 'b', 'c']) user.views.save(view(name));
    const [a = '', b = '', c = ''] = user.views.list().map(({ id }) => id);
    user.views.reorder([c, a, b], [a, b, c]);
    expect(names()).toEqual(['c', 'a', 'b']);
    expect(() => user.views.reorder([a, b, c], [a, b, c])).toThrow('changed elsewhere');
    expect(() => user.views.reorder([a, b])).toThrow('added or deleted elsewhere');
    expect(names()).toEqual(['c', 'a', 'b']);
  });

  test('from a file get a number where the name is taken, and come in once', () => {
    user.views.save(view('Small', 'size:<1GB'));
    const shared = [view('Small', 'size:<1MB'), view('small', 'size:<1KB'), view('Large')];
    const first = user.views.addAll(shared);
    expect(names()).toEqual(['Small', 'Small 2', 'small 3', 'Large']);
    expect(first.renamed).toEqual([{ from: 'Small', to: 'Small 2' }, { from: 'small', to: 'small 3' }]);
    expect(user.views.addAll([view('Large')])).toMatchObject({ added: [], same: 1 });
  });

  test('are as many as fit; the others are named', () => {
    user.views.addAll(Array.from({ length: viewLimits.views - 1 }, (_, at) => view(`v${at}`)));
    expect(user.views.addAll([view('fits'), view('does not')])).toMatchObject({ added: [{ name: 'fits' }], leftOut: ['does not'] });
    expect(() => user.views.save(view('nor this'))).toThrow('500 views at most');
  });

  test('of another version show the columns that are known', () => {
    user.views.save(view('Mine'));
    const database = new Database(join(dataDir, 'user.db'));
    database.prepare('UPDATE view SET columns = ?').run(JSON.stringify([{ id: 'aura', width: null, pinned: false }, { id: 'size', width: 90, pinned: false }]));
    database.close();
    expect(user.views.list()[0]?.columns).toEqual([{ id: 'size', width: 90, pinned: false }]);
  });
});
