import { afterEach, describe, expect, it } from 'vitest';
import { foldSubsetName } from '../../shared/domain/index.ts';
import { printValue } from '../../shared/search/print.ts';
import { randomFrom } from '../../shared/search/testing-random.ts';
import { listOfKeys, type StoredDefinition, subsetsNamedIn } from '../index/index.ts';
import { countSearch, idsOf, searchPackages, unknownSets } from '../query/index.ts';
import { openTestIndex, type OpenTestIndex } from '../query/testing.ts';
import { seed } from '../../../test/fixtures/seed.ts';
import { contentsOf, driftOf } from './contents.ts';
import { bindSubsets } from './resolve.ts';
import { withSubsets } from './with-subsets.ts';

let open: OpenTestIndex | null = null;

afterEach(() => {
  open?.close();
  open = null;
});

function openNames(...names: readonly string[]): OpenTestIndex {
  open?.close();
  open = openTestIndex({ packages: names.map((name) => ({ name })) });
  return open;
}

const list = (...names: readonly string[]): StoredDefinition => ({ kind: 'list', list: listOfKeys(names.map((name) => ({ hub: 'huggingface', name, ordinal: 0 }))) });
const idOf = (name: string): string => name.codePointAt(0)?.toString(16).padStart(16, '0') ?? '';
const subset = (name: string, definition: StoredDefinition) => ({ id: idOf(name), name, definition });

describe('bindSubsets', () => {
  it('unites, intersects and takes away as plain sets do', () => {
    console.log(`set operations seed ${seed}`);
    const random = randomFrom(seed);
    const names = Array.from({ length: 40 }, (_, at) => `p${at}`);
    const { database } = openNames(...names);
    for (let round = 0; round < 40; round += 1) {
      const lists = ['a', 'b', 'c'].map((name) => ({ name, members: names.filter(() => random.below(3) > 0) })).map(({ name, members }) => ({ name, members: members.length === 0 ? ['p0'] : members }));
      const operation = random.pick(['union', 'intersection', 'difference'] as const);
      const sets = bindSubsets(database, [...lists.map(({ name, members }) => subset(name, list(...members))), subset('x', { kind: 'operation', operation, of: lists.map(({ name }) => idOf(name)) })], `${round}`);
      const [first, ...others] = lists.map(({ members }) => new Set(members)) as [Set<string>, ...Set<string>[]];
      const wanted = names.filter((name) => {
        if (operation === 'union') return first.has(name) || others.some((other) => other.has(name));
        if (operation === 'intersection') return first.has(name) && others.every((other) => other.has(name));
        return first.has(name) && !others.some((other) => other.has(name));
      });
      expect([...idsOf(sets.packages(idOf('x')))].map((id) => names[id - 1]), `seed ${seed} ${operation}`).toEqual(wanted);
    }
  });

  it('is live: a search over another subset, a sample of a search', () => {
    const { database, context } = openNames('bert-a', 'bert-b', 'gpt');
    bindSubsets(database, [subset('b', { kind: 'query', query: 'bert' }), subset('n', { kind: 'query', query: '-subset:B' }), subset('s', { kind: 'sample', from: { kind: 'subset', id: idOf('b') }, rule: { kind: 'uniform', count: 1 }, seed: '1' })], '1');
    expect(['subset:b', 'subset:n gpt', 'subset:s subset:b', 'subset:s subset:n'].map((query) => countSearch(context, query))).toEqual([2, 1, 1, 0]);
  });

  it('refuses what is made of itself', () => {
    const { database } = openNames('a');
    const cycle = [subset('a', { kind: 'query', query: 'subset:b' }), subset('b', { kind: 'sample', from: { kind: 'query', query: '-subset:"A"' }, rule: { kind: 'uniform', count: 1 }, seed: '1' })];
    expect(() => bindSubsets(database, cycle, '1')).toThrow('made of itself');
  });

  it('is asked for by any name, however it is written, and by nothing else', () => {
    const hostile = ['=HYPERLINK("http://x","y")', '../../etc/passwd', 'a "quoted" \\ back\\', 'שלום\u202ertl', '🤗 (OR) -not', '*', 'bert*', '-neg', 'subset:Pilot', 'zero\u200bwidth', 'AND', 'x,y', '1..2', '>5', "it's", 'Émile', '日本 ', '\u0000', 'x'.repeat(100)];
    const { database, context } = openNames('a', 'b');
    for (const name of hostile) {
      bindSubsets(database, [subset(name, list('a'))], name);
      expect(countSearch(context, `subset:${printValue(name)}`), name).toBe(1);
      expect(countSearch(context, `b -subset:${printValue(name)} b`), name).toBe(1);
      expect(subsetsNamedIn(`x subset:${printValue(name)} y`), name).toEqual([foldSubsetName(name)]);
      expect(unknownSets(database, `subset:${printValue(`${name}2`)}`), name).toHaveLength(1);
    }
  });

  it('is found by a name that it had before, as long as no other one has it', () => {
    const { database, context } = openNames('a', 'b');
    const renamed = { ...subset('new', list('a')), formerNames: ['Older', 'Öld'] };
    bindSubsets(database, [renamed], '1');
    expect(searchPackages(context, { mirror: '', query: 'subset:old', offset: 0, limit: 5, extra: [] })).toMatchObject({ total: 1, notes: [{ message: '“old” is named “new” now.' }] });
    expect([unknownSets(database, 'subset:old'), searchPackages(context, { mirror: '', query: 'subset:new', offset: 0, limit: 5, extra: [] }).notes]).toEqual([[], []]);
    const other = { ...subset('old', list('a', 'b')), id: 'f'.repeat(16) };
    bindSubsets(database, [other, renamed], '2');
    expect(searchPackages(context, { mirror: '', query: 'subset:old', offset: 0, limit: 5, extra: [] })).toMatchObject({ total: 2, notes: [] });
    expect(() => bindSubsets(database, [{ ...renamed, definition: { kind: 'query', query: 'subset:older' } }], '3')).toThrow('made of itself');
  });

  it('stands for those of a manifest only as long as its export is chosen', () => {
    const { database, context } = openNames('a', 'b');
    bindSubsets(database, [subset('s', list('a'))], 'mine');
    expect(withSubsets(database, [subset('s', list('a', 'b'))], () => countSearch(context, 'subset:s'))).toBe(2);
    expect(countSearch(context, 'subset:s')).toBe(1);
  });
});

describe('driftOf', () => {
  it('tells what came, what went, and what is gone from the mirror', () => {
    const before = openNames('a', 'b', 'c', 'old');
    const kept = contentsOf(before.database, bindSubsets(before.database, [], '').packagesOf(list('a', 'b', 'old')));
    expect(kept).toMatchObject({ count: 3, fingerprint: 'f00d', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(driftOf(before.database, bindSubsets(before.database, [], '').packagesOf(list('b', 'a', 'old')), kept)).toMatchObject({ same: true, now: 3 });
    const after = openNames('new', 'c', 'b', 'a');
    const drift = driftOf(after.database, bindSubsets(after.database, [], '').packagesOf(list('a', 'c', 'new')), kept);
    const names = ({ packages }: { readonly packages: readonly { readonly name: string }[] }): readonly string[] => packages.map(({ name }) => name);
    expect({ ...drift, came: names(drift.came), went: names(drift.went), gone: names(drift.gone) }).toEqual({ same: false, now: 3, byName: true, came: ['c', 'new'], went: ['b'], gone: ['old'] });
    expect(driftOf(after.database, bindSubsets(after.database, [], '').packagesOf(list('a')), { hash: kept.hash, held: null })).toMatchObject({ same: false, byName: false, came: { total: 0 } });
  });
});
