import { afterEach, describe, expect, it } from 'vitest';
import { hubIds, type PackageKey } from '../../shared/domain/index.ts';
import { randomFrom } from '../../shared/search/testing-random.ts';
import { linesOf, listOfKeys, packageLine } from '../index/index.ts';
import { fullSet, idsOf, setOfIds } from '../query/index.ts';
import { openTestIndex, type OpenTestIndex } from '../query/testing.ts';
import { seed } from '../../../test/fixtures/seed.ts';
import { eachLine, linesInKeyOrder, placeList } from './package-lines.ts';
import { sharedDefinition, storedDefinition } from './share-definition.ts';

let open: OpenTestIndex | null = null;

afterEach(() => {
  open?.close();
  open = null;
});

/** Names that begin alike and go on with what JSON escapes, with what comes before a quote, and with what UTF-8 and UTF-16 order otherwise. */
const pieces = ['a', 'b', 'ab', ' ', '!', '"', '\\', '#', '/', '~', '\u0001', '\u007f', 'é', '\ue000', '😀', 'z'];

describe('lines of packages', () => {
  it('come in the order of UTF-16 units, whether they are sorted or read along the key index', () => {
    const random = randomFrom(seed);
    const names = [...new Set(Array.from({ length: 3000 }, () => random.list(1, 5, () => random.pick(pieces)).join('')))];
    const keys = names.map((name): PackageKey => ({ hub: random.pick(hubIds), name, ordinal: 0 }));
    open = openTestIndex({ packages: keys.map(({ hub, name }) => ({ hub, name })) });
    const { database } = open;
    const wanted = keys.map((key, at) => [packageLine(key), at + 1] as const).filter(() => random.below(4) > 0);
    const set = setOfIds(wanted.map(([, id]) => id), keys.length);
    const sorted = [...wanted].sort(([left], [right]) => (left < right ? -1 : 1));
    expect([...linesInKeyOrder(database, set)], `seed ${seed}`).toEqual(sorted);
    expect([...eachLine(database, set)], `seed ${seed}`).toEqual(sorted);
  });

  it('of a list are found in the mirror alike one by one and side by side', () => {
    const random = randomFrom(seed);
    open = openTestIndex({ packages: Array.from({ length: 900 }, (_, at) => ({ name: `o/p${at}` })) });
    for (const most of [40, 2000]) {
      const keys = Array.from({ length: most }, (): PackageKey => ({ hub: 'huggingface', name: `o/p${random.below(1800)}`, ordinal: 0 }));
      const list = listOfKeys(keys);
      const { set, here } = placeList(open.database, list);
      const there = new Set(keys.map(({ name }) => Number(name.slice(3)) + 1).filter((id) => id <= 900));
      expect([...idsOf(set)], `seed ${seed}`).toEqual([...there].sort((left, right) => left - right));
      const lines = [...linesOf(list)];
      expect([...idsOf(here)].map((position) => lines[position]), `seed ${seed}`).toEqual([...there].map((id) => packageLine({ hub: 'huggingface', name: `o/p${id - 1}`, ordinal: 0 })).sort());
    }
    expect(placeList(open.database, listOfKeys([])).set).toEqual(setOfIds([], 900));
    expect(idsOf(fullSet(900))).toHaveLength(900);
  });
});

describe('a list in a file', () => {
  const keys = (count: number): readonly PackageKey[] => Array.from({ length: count }, (_, at) => ({ hub: 'huggingface', name: `o/p${at}`, ordinal: 0 }));

  it('is names as long as they are few, else packed, and the same list again', () => {
    const few = { kind: 'list', list: listOfKeys(keys(3)) } as const;
    expect(sharedDefinition(few)).toEqual({ kind: 'list', packages: keys(3) });
    const many = { kind: 'list', list: listOfKeys(keys(200_001)) } as const;
    const packed = sharedDefinition(many);
    if (packed.kind !== 'packed-list') throw new Error('not packed');
    expect(packed).toMatchObject({ total: 200_001, sha256: many.list.sha256 });
    const again = storedDefinition(packed);
    expect(again.kind === 'list' && [again.list.total, again.list.sha256]).toEqual([200_001, many.list.sha256]);
    const [first = '', second = '', ...rest] = packed.blocks;
    for (const blocks of [packed.blocks.slice(1), [second, first, ...rest], ['AAAA', ...rest], [first, first, ...rest], []]) expect(() => storedDefinition({ ...packed, blocks })).toThrow('is not what it says');
    expect(() => storedDefinition({ ...packed, total: 5 })).toThrow('is not what it says');
  });
});
