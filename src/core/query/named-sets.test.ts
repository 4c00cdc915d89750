import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countFacets } from './facets.ts';
import { setNamedSets } from './named-sets.ts';
import { setOfIds } from './package-ids.ts';
import { countSearch, searchPackages } from './search.ts';
import { openTestIndex, type OpenTestIndex, testMirror } from './testing.ts';
import { noLimit } from './time-limit.ts';

let open: OpenTestIndex;

beforeEach(() => {
  open = openTestIndex({ packages: [{ name: 'a' }, { name: 'b' }, { name: 'c', license: 'mit' }] });
});
afterEach(() => open.close());

function bind(revision: string, sets: Readonly<Record<string, readonly number[]>>): void {
  setNamedSets(open.database, 'subset', {
    revision,
    names: Object.keys(sets),
    packages: (name) => (sets[name] ? setOfIds(sets[name], 3) : null),
    unknown: (name) => `There is no subset named “${name}”.`,
  });
}

const count = (query: string): number => countSearch(open.context, query);
const notes = (query: string) => searchPackages(open.context, { mirror: testMirror, query, offset: 0, limit: 10, extra: [] }).notes;

describe('subset:', () => {
  it('is a condition like any other', () => {
    bind('1', { 'my sample': [1, 2], other: [3] });
    expect(count('subset:"My Sample"')).toBe(2);
    expect(count('-subset:"my sample"')).toBe(1);
    expect(count('subset:"my sample",other')).toBe(3);
    expect(count('subset:"my sample" subset:other')).toBe(0);
    expect(count('subset:(other OR "my sample") license:mit')).toBe(1);
  });

  it('is looked for anew when its sets changed', () => {
    bind('1', { s: [1] });
    expect([count('subset:s'), count('-subset:s'), count('a OR subsets:s')]).toEqual([1, 2, 1]);
    bind('1', { s: [1, 2] });
    expect(count('subset:s'), 'the same revision').toBe(1);
    bind('2', { s: [1, 2] });
    expect([count('subset:s'), count('-subset:s'), count('a OR subsets:s')]).toEqual([2, 1, 2]);
  });

  it('is a facet: each set with what the result has of it, apart from what the search asks of sets', () => {
    bind('1', { both: [1, 2, 3], two: [1, 2], none: [] });
    const facet = (query: string, more: object = {}, limit = noLimit) => countFacets(open.context, { mirror: testMirror, query, fields: ['subset'], limit: 10, contains: '', include: [], ...more }, limit).facets[0];
    expect(facet('-license:mit subset:two')).toEqual({ field: 'subset', values: [{ value: 'both', count: 2 }, { value: 'two', count: 2 }], missing: 0, more: 0, exact: true });
    expect(facet('', { contains: 'W', include: ['None', 'gone', 'two'] })?.values).toEqual([{ value: 'two', count: 2 }, { value: 'none', count: 0 }, { value: 'gone', count: 0 }]);
    expect(facet('', { limit: 1 })).toMatchObject({ values: [{ value: 'both', count: 3 }], more: 1 });
    expect(facet('', { include: ['two'] }, { isOver: () => true })).toMatchObject({ values: [{ value: 'two', count: 0 }], exact: false });
    bind('2', { two: [1, 2] });
    expect(facet('')).toMatchObject({ values: [{ value: 'two', count: 2 }], missing: 1 });
  });

  it('says which names no set has, and where they stand', () => {
    bind('1', { s: [1] });
    expect(notes('b subset:s,"no one"')).toEqual([{ severity: 'warning', from: 11, to: 19, message: 'There is no subset named “no one”.' }]);
    expect(notes('-subset:(s OR gone)')).toEqual([{ severity: 'warning', from: 14, to: 18, message: 'There is no subset named “gone”.' }]);
    expect(count('subset:gone')).toBe(0);
    expect(notes('subset:s')).toEqual([]);
  });
});
