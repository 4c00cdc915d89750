import { afterEach, describe, expect, it } from 'vitest';
import { matches } from '../../shared/search/match.ts';
import { randomFrom, randomNode } from '../../shared/search/testing-random.ts';
import { normalise, type SearchTree } from '../../shared/search/tree.ts';
import { seed } from '../../../test/fixtures/seed.ts';
import { packagesOf } from './found-packages.ts';
import { idsOf } from './package-ids.ts';
import { openTestIndex, type OpenTestIndex, type TestIndex } from './testing.ts';
import { randomIndex, recordOf, storableNode } from './testing-random.ts';

let open: OpenTestIndex | null = null;

afterEach(() => {
  open?.close();
  open = null;
});

function openIndex(index: TestIndex): OpenTestIndex {
  open?.close();
  open = openTestIndex(index);
  return open;
}

function found({ database }: OpenTestIndex, tree: SearchTree): readonly number[] {
  return [...idsOf(packagesOf(database, tree))];
}

describe('packagesOf', () => {
  it('finds in an index exactly what the plain meaning of the language finds', () => {
    console.log(`found-packages seed ${seed}`);
    const random = randomFrom(seed);
    let hits = 0;
    for (let round = 0; round < 12; round += 1) {
      const index = randomIndex(random);
      const opened = openIndex(index);
      const records = index.packages.map((item) => recordOf(item, index));
      for (let query = 0; query < 60; query += 1) {
        const tree = normalise(storableNode(randomNode(random, 3)));
        const wanted = records.flatMap((record, position) => (matches(tree, record) ? [position + 1] : []));
        hits += wanted.length > 0 && wanted.length < records.length ? 1 : 0;
        expect(found(opened, tree), `seed ${seed}: ${JSON.stringify(tree)}`).toEqual(wanted);
      }
    }
    expect(hits, `seed ${seed}: searches that told packages apart`).toBeGreaterThan(120);
  });

  it('takes any text without failing', () => {
    const opened = openIndex({ packages: [{ name: 'bert-base', tags: ['c++'] }, { name: 'a"b\'c' }] });
    const texts = ['"', 'a"b', "'", 'a\u0000b', '\u0000\u0000\u0000', '\ud83e', 'NEAR(', 'name:', '*', 'x*', '%_%', '\\', '-', 'OR', '^bert', '{name}', '\u0301\u0301\u0301'];
    for (const text of texts) {
      for (const tree of [
        { kind: 'word', text, prefix: true },
        { kind: 'phrase', text },
        { kind: 'value', field: 'name', values: [text] },
        { kind: 'value', field: 'maintainer', values: [text] },
      ] as const) {
        expect(found(opened, tree).every((id) => id === 1 || id === 2)).toBe(true);
      }
    }
    expect(found(opened, { kind: 'word', text: 'a"b', prefix: false })).toEqual([2]);
  });

  it('takes thousands of conditions', () => {
    const opened = openIndex({ packages: [{ name: 'bert' }] });
    const children = Array.from({ length: 3000 }, (_, number) => ({ kind: 'range', field: 'likes', min: number, max: null, minInclusive: true, maxInclusive: false }) as const);
    expect(found(opened, { kind: 'not', child: { kind: 'any', children } })).toEqual([1]);
  });
});
