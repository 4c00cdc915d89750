import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DecisionContent } from '../../shared/contract/index.ts';
import { linesOf, listOfKeys, packageLine } from './package-list.ts';
import type { StoredDefinition } from './subset-cycles.ts';
import { openUserDatabase, type UserDatabase } from './user-database.ts';
import type { SubsetStore } from './subsets.ts';

let folder = '';
let user: UserDatabase;
let store: SubsetStore;
const mirror = '0'.repeat(16);
const contents = { fingerprint: 'f', count: 1, hash: 'h', held: null };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptm-subsets-'));
  user = openUserDatabase(folder);
  store = user.subsets;
});
afterEach(() => {
  user.close();
  rmSync(folder, { recursive: true, force: true });
});

function add(name: string, definition: StoredDefinition): string {
  const [id = ''] = store.add(mirror, [{ name, note: '', tags: [], definition, reason: 'made', contents }]);
  return id;
}
const query = (text: string): StoredDefinition => ({ kind: 'query', query: text });
const decision = (text: string | null): DecisionContent => ({
  title: 'D', stage: 'selection', query: text, candidates: [], threshold: 1, evaluation: '', deployment: '', history: [],
  requirements: { purpose: 'subset:"my sample"', task: '', inputs: '', outputs: '', licences: [], maxBytes: null, maxParameters: null, keepUnknown: true, latency: '' },
});

describe('subsets in the user database', () => {
  it('keep every version, go back to one without a new one, and keep lists apart from definitions', () => {
    const key = { hub: 'huggingface', name: 'a\n"b"', ordinal: 2 } as const;
    const id = add('S', { kind: 'list', list: listOfKeys([key, { ...key, ordinal: 10 }, key]) });
    const { definition: kept } = store.get(mirror, id).current;
    expect(kept.kind === 'list' && [...linesOf(kept.list)]).toEqual([packageLine({ ...key, ordinal: 10 }), packageLine(key)]);
    store.change(mirror, id, {}, { version: 1 }, { definition: query('bert'), reason: 'changed', contents });
    store.goToVersion(mirror, id, 1, 2);
    store.change(mirror, id, {}, {}, { definition: query('gpt'), reason: 'changed', contents });
    expect(store.versions(mirror, id).map(({ version, definition }) => [version, definition.kind === 'query' ? definition.query : definition.kind])).toEqual([[3, 'gpt'], [2, 'bert'], [1, 'list']]);
    expect(() => store.goToVersion(mirror, id, 1, 2)).toThrow('changed elsewhere');
    expect(() => store.change(mirror, id, { name: 'T' }, { name: 'other' }, null)).toThrow('changed elsewhere');
  });

  it('belong to a mirror, and tell names apart as the search compares them', () => {
    add('Émile  1', query('a'));
    expect(() => add('emile 1', query('b'))).toThrow('There is a subset named “Émile  1” already.');
    const [other] = store.add('1'.repeat(16), [{ name: 'emile 1', note: '', tags: [], definition: query('b'), reason: 'made', contents }]);
    expect(store.list(mirror).map(({ name }) => name)).toEqual(['Émile  1']);
    expect(() => store.get(mirror, other ?? '')).toThrow('not there any more');
  });

  it('are never made of themselves, and stay while others are made of them', () => {
    const a = add('a', query('bert'));
    const b = add('b', { kind: 'operation', operation: 'union', of: [a, add('c', query('gpt'))] });
    const before = store.revision();
    expect(() => store.change(mirror, a, {}, {}, { definition: query('-subset:"B"'), reason: 'changed', contents })).toThrow('A subset cannot be made of itself: “a” is made of “b” is made of “a”.');
    expect(() => store.change(mirror, a, {}, {}, { definition: { kind: 'operation', operation: 'union', of: [a, b] }, reason: 'changed', contents })).toThrow('made of itself');
    expect(() => store.remove(mirror, [a])).toThrow('“b” is made of it');
    expect(store.revision(), 'nothing was changed').toBe(before);
    store.remove(mirror, [a, b]);
    expect(store.list(mirror).map(({ name }) => name)).toEqual(['c']);
    expect(() => store.restore(mirror, [b])).toThrow('is not there');
    store.restore(mirror, [b, a]);
    expect(store.list(mirror).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(store.revision()).not.toBe(before);
  });

  it('are followed by the searches of others when they are renamed', () => {
    const a = add('my sample', query('bert'));
    const b = add('b', query('x subset:"My Sample",other -subset:(b2 OR "my sample")'));
    store.change(mirror, a, { name: 'pilot, 2' }, {}, null);
    expect(store.get(mirror, b).current.definition).toEqual(query('x subset:"pilot, 2",other -subset:(b2 OR "pilot, 2")'));
    store.change(mirror, a, { name: 'my' }, { name: 'pilot, 2' }, null);
    expect(store.get(mirror, b).current).toMatchObject({ version: 1, definition: query('x subset:my,other -subset:(b2 OR my)') });
  });

  it('are followed by the searches of decisions of their mirror, which stay as they were otherwise', () => {
    const a = add('my sample', query('bert'));
    const asking = user.decisions.create(mirror, decision('x subset:"My sample" -subset:mine'));
    const others = [user.decisions.create(mirror, decision('"my sample"')), user.decisions.create(mirror, decision(null)), user.decisions.create('1'.repeat(16), decision('subset:"my sample"'))];
    store.change(mirror, a, { name: 'pilot, 2' }, {}, null);
    expect(user.decisions.get(mirror, asking.id)).toEqual({ ...asking, query: 'x subset:"pilot, 2" -subset:mine' });
    store.change(mirror, a, { name: 'My sample' }, {}, null);
    expect(user.decisions.get(mirror, asking.id)).toEqual(asking);
    expect([...user.decisions.list(mirror), ...user.decisions.list('1'.repeat(16))].filter(({ id }) => id !== asking.id)).toEqual(expect.arrayContaining(others));
    const long = user.decisions.create(mirror, decision(`subset:"my sample" ${'x'.repeat(9980)}`));
    expect(() => store.change(mirror, a, { name: 'a much longer name' }, {}, null)).toThrow('longer than 10,000 characters');
    expect([store.get(mirror, a).name, user.decisions.get(mirror, long.id), user.decisions.get(mirror, asking.id)], 'nothing was renamed').toEqual(['My sample', long, asking]);
  });

  it('tell which saved views and dashboards ask for a name, and write another one into those that are to follow', () => {
    const a = add('my sample', query('bert'));
    const one = user.views.save({ name: 'V', query: 'x -subset:"My sample"', columns: [{ id: 'name', width: null, pinned: true }] });
    const two = user.views.save({ name: 'W', query: 'subset:"my sample",b', columns: [{ id: 'name', width: null, pinned: true }] });
    const tile = { measure: 'licences', part: null, query: 'subset:"my sample"', parameters: {}, look: 'chart' as const };
    const board = user.dashboards.save({ name: 'D', tiles: [{ ...tile, query: 'bert' }, tile] });
    user.views.save({ name: 'other', query: '"my sample" subset:mine', columns: [{ id: 'name', width: null, pinned: true }] });
    store.add('1'.repeat(16), [{ name: 'MY sample', note: '', tags: [], definition: query('b'), reason: 'made', contents }]);
    const shown = ({ id, name }: { id: string; name: string }) => ({ id, name });
    expect(store.namedIn(mirror, a)).toEqual({ views: [one, two].map(shown), dashboards: [shown(board)], mirrors: ['1'.repeat(16)] });
    store.change(mirror, a, { name: 'pilot, 2' }, {}, null, { views: [one.id], dashboards: [board.id] });
    expect(user.views.list().map((view) => view.query)).toEqual(['x -subset:"pilot, 2"', 'subset:"my sample",b', '"my sample" subset:mine']);
    expect(user.dashboards.list()[0]?.tiles.map((each) => each.query)).toEqual(['bert', 'subset:"pilot, 2"']);
    store.change(mirror, a, { name: 'my sample' }, {}, null, { views: [one.id], dashboards: [board.id] });
    expect(user.views.list()[0]?.query).toBe('x -subset:"my sample"');
    user.views.change(two.id, { query: `subset:"my sample" ${'x'.repeat(9980)}` }, {});
    const before = store.revision();
    expect(() => store.change(mirror, a, { name: 'a much longer name' }, {}, null, { views: [two.id], dashboards: [] })).toThrow('longer than 10,000 characters');
    expect([store.revision(), store.get(mirror, a).name]).toEqual([before, 'my sample']);
  });
});
