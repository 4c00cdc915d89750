import { afterEach, describe, expect, it } from 'vitest';
import { sortValues, type SortName } from '../../shared/search/fields.ts';
import { randomFrom } from '../../shared/search/testing-random.ts';
import type { SearchTree, SortKey } from '../../shared/search/tree.ts';
import { packagesPerBlock } from '../index/index.ts';
import { seed } from '../../../test/fixtures/seed.ts';
import { packagesOf } from './found-packages.ts';
import { idsOf } from './package-ids.ts';
import { orderedIds } from './package-order.ts';
import { sizeOf } from './package-set.ts';
import { openTestIndex, type OpenTestIndex } from './testing.ts';
import { orderOf, type SqlValue } from './testing-order.ts';
import { randomIndex } from './testing-random.ts';

let open: OpenTestIndex | null = null;

afterEach(() => {
  open?.close();
  open = null;
});

function ordered({ database }: OpenTestIndex, tree: SearchTree, sort: readonly SortKey[], offset = 0, limit = Infinity): number[] {
  const set = packagesOf(database, tree);
  return [...orderedIds(database, { tree, sort, set, count: sizeOf(set) }, offset, limit)];
}

describe('orderedIds', () => {
  it('orders as SQL does, by any keys, from any place', () => {
    console.log(`package-order seed ${seed}`);
    const random = randomFrom(seed);
    const names = Object.keys(sortValues) as SortName[];
    for (let round = 0; round < 40; round += 1) {
      const index = randomIndex(random);
      open?.close();
      open = openTestIndex(index);
      const tree: SearchTree = random.below(2) === 0 ? { kind: 'everything' } : { kind: 'word', text: random.pick(index.packages).name.slice(0, 1 + random.below(4)).trim() || 'a', prefix: true };
      const sort = random.list(0, 3, () => random.pick(names)).map((by) => ({ by, descending: by !== 'relevance' && random.below(2) === 0 }));
      const { sql, params } = orderOf(tree, sort);
      const found = idsOf(packagesOf(open.database, tree));
      const wanted = open.database.prepare<SqlValue[], number>(`SELECT p.id FROM package AS p WHERE p.id IN (${[...found].join(',')}) ORDER BY ${sql}`).pluck().all(...params);
      expect(ordered(open, tree, sort), `seed ${seed}: ${JSON.stringify({ tree, sort })}`).toEqual(wanted);
      const offset = random.below(6);
      expect(ordered(open, tree, sort, offset, 3), `seed ${seed}: from ${offset}`).toEqual(wanted.slice(offset, offset + 3));
    }
  });

  it('finds and orders across blocks what is frequent, rare, or in one block only', () => {
    const many = packagesPerBlock + 700;
    const packages = Array.from({ length: many }, (_, at) => ({
      name: `owner/model-of-some-length-${(at * 7919) % many}`,
      task: at % 5 === 0 ? 'fill-mask' : at % 900 === 1 ? 'rare-task' : null,
      library: at > packagesPerBlock ? 'late' : null,
      tags: at % 40 === 0 ? ['some'] : [],
      numbers: { downloads: at % 7 === 0 ? null : (at * 7919) % many, bytes: at < 10 ? 2 ** 40 + at : null },
    }));
    open = openTestIndex({ packages });
    const idsWhere = (test: (item: (typeof packages)[number]) => boolean): number[] => packages.flatMap((item, at) => (test(item) ? [at + 1] : []));
    const find = (field: 'task' | 'library' | 'tag', value: string): number[] => [...idsOf(packagesOf((open as OpenTestIndex).database, { kind: 'value', field, values: [value] }))];
    expect(find('task', 'fill-mask')).toEqual(idsWhere(({ task }) => task === 'fill-mask'));
    expect(find('task', 'rare-task')).toEqual(idsWhere(({ task }) => task === 'rare-task'));
    expect(find('library', 'late')).toEqual(idsWhere(({ library }) => library === 'late'));
    expect(find('tag', 'some')).toEqual(idsWhere(({ tags }) => tags.length > 0));
    const byDownloads = packages.map((item, at) => ({ id: at + 1, value: item.numbers.downloads ?? -1 })).sort((left, right) => right.value - left.value || left.id - right.id).map(({ id }) => id);
    const sort = [{ by: 'downloads', descending: true }] as const;
    expect(ordered(open, { kind: 'everything' }, sort, 0, 100)).toEqual(byDownloads.slice(0, 100));
    expect(ordered(open, { kind: 'everything' }, sort, many - 60, 100)).toEqual(byDownloads.slice(-60));
    expect(ordered(open, { kind: 'everything' }, [{ by: 'size', descending: false }], 0, 3)).toEqual([1, 2, 3]);
    const byName = packages.map(({ name }, at) => ({ name, id: at + 1 })).sort((left, right) => (left.name < right.name ? -1 : 1)).map(({ id }) => id);
    expect(ordered(open, { kind: 'everything' }, [{ by: 'name', descending: false }])).toEqual(byName);
    for (const sort of [['name'], ['task', 'name'], ['library', 'task', 'size'], ['likes', 'downloads']] as const) {
      for (const descending of [false, true]) {
        const keys = sort.map((by) => ({ by, descending }));
        // Few are found in another way than all are ordered.
        for (const few of [1, 40, 900]) expect(ordered(open, { kind: 'everything' }, keys, 0, few), `${sort.join()} ${few}`).toEqual(ordered(open, { kind: 'everything' }, keys).slice(0, few));
      }
    }
  });
});
