import { afterEach, describe, expect, it } from 'vitest';
import { contract, type CallAnswer, type CallInput, type Facet, type FacetField, type HistogramField } from '../../shared/contract/index.ts';
import { hasValues, isValues } from '../../shared/search/fields.ts';
import { fold } from '../../shared/search/fold.ts';
import { matches, type SearchableRecord } from '../../shared/search/match.ts';
import { removeValue, withoutField } from '../../shared/search/edit.ts';
import { print } from '../../shared/search/print.ts';
import { type Random, randomFrom, randomNode } from '../../shared/search/testing-random.ts';
import { normalise, type SearchNode, type SearchTree } from '../../shared/search/tree.ts';
import { StoppedError } from '../index/index.ts';
import { seed } from '../../../test/fixtures/seed.ts';
import { countFacets } from './facets.ts';
import { countHistogram } from './histogram.ts';
import { openTestIndex, type OpenTestIndex, type TestIndex, testMirror, type TestPackage } from './testing.ts';
import { randomIndex, recordOf, storableNode } from './testing-random.ts';
import { noLimit, type TimeLimit } from './time-limit.ts';

const searchFields = {
  hub: 'hub', owner: 'owner', task: 'task', architecture: 'arch', license: 'license', library: 'library', dataset: 'dataset',
  language: 'language', tag: 'tag', format: 'format', paper: 'paper', base: 'base', maintainer: 'maintainer',
} as const satisfies Record<Exclude<FacetField, 'has' | 'is' | 'subset'>, keyof SearchableRecord['values']>;
const listedFields = Object.keys(searchFields) as (keyof typeof searchFields)[];
const numberFields = ['downloads', 'likes', 'stars', 'files', 'params', 'size', 'dependents', 'created', 'modified'] as const satisfies readonly HistogramField[];

let open: OpenTestIndex | null = null;

afterEach(() => {
  open?.close();
  open = null;
});

function openIndex(index: TestIndex, isStopped?: () => boolean): OpenTestIndex {
  open?.close();
  open = openTestIndex(index, isStopped);
  return open;
}

function facet({ context }: OpenTestIndex, field: FacetField, args: Partial<CallInput<'packages.facets'>> = {}, limit: TimeLimit = noLimit): Facet {
  const call = contract['packages.facets'];
  const [answer] = call.answer.parse(countFacets(context, call.args.parse({ mirror: testMirror, fields: [field], limit: 500, ...args }), limit)).facets;
  if (!answer) throw new Error(`${field} was not answered`);
  return answer;
}

function histogram({ context }: OpenTestIndex, field: HistogramField, query = '', bins = 24): CallAnswer<'packages.histogram'> {
  const call = contract['packages.histogram'];
  return call.answer.parse(countHistogram(context, call.args.parse({ mirror: testMirror, query, field, bins })));
}

/** `value (count)` by falling count. */
function listed({ values }: Facet): readonly string[] {
  return values.map(({ value, count }) => `${value} ${count}`);
}

/** Is over when it is asked for the nth time, whatever the clock says. */
function overAt(ask: number): TimeLimit {
  let asked = 0;
  return { isOver: () => (asked += 1) >= ask };
}

/** A text may be cut to what is printed: the tree that the engine reads from it is the one to compare with. */
function randomSearch(random: Random): { readonly query: string; readonly tree: SearchTree } {
  const tree = normalise(storableNode(randomNode(random, 2)));
  return { query: print(tree), tree };
}

function countMatching(records: readonly SearchableRecord[], tree: SearchTree): number {
  return records.filter((record) => matches(tree, record)).length;
}

function both(tree: SearchTree, condition: SearchNode): SearchTree {
  return normalise(tree.kind === 'everything' ? condition : { kind: 'all', children: [tree, condition] });
}

describe('facets and histograms beside a plain count', () => {

  it('count what the plain meaning of the language counts', () => {
    console.log(`facets seed ${seed}`);
    const random = randomFrom(seed);
    let compared = 0;
    for (let round = 0; round < 12; round += 1) {
      const index = randomIndex(random);
      const records = index.packages.map((item) => recordOf(item, index));
      const opened = openIndex(index);
      for (let query = 0; query < 12; query += 1) {
        const search = randomSearch(random);
        const field = random.pick(listedFields);
        compared += expectFacet(records, search, field, facet(opened, field, { query: search.query }));
        expectFlags(records, search, opened);
        expectHistogram(records, search, histogram(opened, random.pick(numberFields), search.query, 1 + random.below(30)));
      }
    }
    expect(compared, `seed ${seed}: values that some but not all packages have`).toBeGreaterThan(100);
  });

  function expectFacet(records: readonly SearchableRecord[], { query, tree }: ReturnType<typeof randomSearch>, field: (typeof listedFields)[number], answer: Facet): number {
    const own = searchFields[field];
    const others = withoutField(tree, own);
    const inResult = records.filter((record) => matches(others, record));
    for (const { value, count } of answer.values) {
      const wanted = countMatching(records, both(others, { kind: 'value', field: own, values: [value] }));
      expect(count, `seed ${seed}: ${field} ${JSON.stringify(value)} in ${query}`).toBe(fold(value.trim()) === '' ? count : wanted);
    }
    const counts = answer.values.map(({ count }) => count);
    expect(counts, `seed ${seed}: the most frequent first`).toEqual(counts.toSorted((left, right) => right - left));
    expect(answer).toMatchObject({ exact: true, more: 0, missing: inResult.filter((record) => record.values[own].length === 0).length });
    return answer.values.filter(({ count }) => count > 0 && count < records.length).length;
  }

  function expectFlags(records: readonly SearchableRecord[], { query, tree }: ReturnType<typeof randomSearch>, opened: OpenTestIndex): void {
    const wanted = Object.keys(isValues).map((value) => {
      const flag = { kind: 'flag', field: 'is', value: value as keyof typeof isValues } as const;
      return `${value} ${countMatching(records, both(removeValue(tree, 'is', value), flag))}`;
    });
    expect(listed(facet(opened, 'is', { query })), `seed ${seed}: is: in ${query}`).toEqual(wanted);
    const ofHas = Object.keys(hasValues).map((value) => {
      const flag = { kind: 'flag', field: 'has', value: value as keyof typeof hasValues } as const;
      return `${value} ${countMatching(records, both(removeValue(tree, 'has', value), flag))}`;
    });
    expect(listed(facet(opened, 'has', { query })), `seed ${seed}: has: in ${query}`).toEqual(ofHas);
  }

  function expectHistogram(records: readonly SearchableRecord[], { query, tree }: ReturnType<typeof randomSearch>, answer: CallAnswer<'packages.histogram'>): void {
    const { field, bins } = answer;
    const others = withoutField(tree, field);
    const found = records.filter((record) => matches(others, record)).map((record) => record.numbers[field]);
    const numbers = found.filter((number) => number !== null).toSorted((left, right) => left - right);
    const label = `seed ${seed}: ${field} in ${query}`;
    expect(answer, label).toMatchObject({ missing: found.length - numbers.length, min: numbers[0] ?? null, max: numbers.at(-1) ?? null });
    expect(answer.median, label).toBe(numbers[(numbers.length - 1) >> 1] ?? null);
    for (const { from, to, count } of bins) {
      const condition: SearchNode = { kind: 'range', field, min: from, max: to, minInclusive: true, maxInclusive: false };
      expect(count, `${label} from ${from} to ${to}`).toBe(countMatching(records, both(others, condition)));
    }
    expect(bins.reduce((sum, { count }) => sum + count, 0), label).toBe(numbers.length);
    expect(bins.slice(1).map(({ from }) => from), `${label}: one begins where the other ends`).toEqual(bins.slice(0, -1).map(({ to }) => to));
  }
});

const people: TestIndex = {
  repositories: [
    { path: 'r/1', authors: [{ name: 'Ada', email: 'ada@x.org', commits: 3 }, { name: 'Bo', email: 'bo@x.org' }] },
    { path: 'r/2', authors: [{ name: 'ada', email: 'other@x.org' }] },
  ],
  packages: [
    { name: 'a', owner: 'Zoo', license: { value: 'Apache-2.0', original: 'apache2' }, tags: ['PyTorch', 'pytorch'], papers: ['arxiv:1810.04805'], repository: 'r/1', numbers: { downloads: 0, modified: Date.parse('2021-03-05') / 1000 } },
    { name: 'b', owner: 'zoo', license: 'mit', tags: ['pytorch'], papers: ['1810.04805'], repository: 'r/2', numbers: { downloads: 12, modified: Date.parse('2022-01-01') / 1000 } },
    { name: 'c', owner: 'ZOO', license: 'mit', tags: ['onnx'], repository: 'r/1', numbers: { downloads: 5400, likes: 3 } },
    { name: 'd', owner: 'aquarium', gated: true, repository: null, bases: [{ base: 'b' }, { base: 'b', relation: 'finetune' }] },
  ],
};

describe('countFacets', () => {
  it('takes spellings that fold to the same for one value, and counts a package once', () => {
    const opened = openIndex(people);
    expect(listed(facet(opened, 'owner'))).toEqual(['ZOO 3', 'aquarium 1']);
    expect(listed(facet(opened, 'tag'))).toEqual(['pytorch 2', 'onnx 1']);
    expect(listed(facet(opened, 'base'))).toEqual(['b 1']);
    expect(listed(facet(opened, 'maintainer'))).toEqual(['Ada 3', 'Bo 2']);
    expect(facet(opened, 'maintainer').missing).toBe(1);
  });

  it('counts by a value what the search finds by it', () => {
    expect(listed(facet(openIndex(people), 'paper'))).toEqual(['1810.04805 2', 'arxiv:1810.04805 1']);
  });

  it('finds values by a part of their text, folded, and lists those that are asked for by name', () => {
    const opened = openIndex(people);
    expect(listed(facet(opened, 'owner', { contains: 'QUA' }))).toEqual(['aquarium 1']);
    expect(listed(facet(opened, 'maintainer', { contains: 'o' }))).toEqual(['Bo 2']);
    expect(facet(opened, 'license', { limit: 1 })).toMatchObject({ values: [{ value: 'mit', count: 2 }], more: 1 });
    expect(listed(facet(opened, 'license', { limit: 1, include: ['apache-2.0', 'MIT', 'nowhere'] }))).toEqual(['mit 2', 'Apache-2.0 1', 'nowhere 0']);
  });

  it('lists equal counts by their texts, however many there are', () => {
    const packages = Array.from({ length: 40 }, (_, at): TestPackage => ({ name: `p${at}`, owner: `owner-${String(39 - at).padStart(2, '0')}` }));
    expect(listed(facet(openIndex({ packages }), 'owner', { limit: 3 }))).toEqual(['owner-00 1', 'owner-01 1', 'owner-02 1']);
  });

  it('counts a flag without its own condition, and with those on other flags', () => {
    const opened = openIndex(people);
    const counts = (query: string) => Object.fromEntries(facet(opened, 'is', { query }).values.map(({ value, count }) => [value, count]));
    expect(counts('-is:gated')).toMatchObject({ gated: 1, cloned: 3 });
    expect(counts('is:cloned')).toMatchObject({ gated: 0, cloned: 3 });
    expect(facet(opened, 'has', { contains: 'li' }).values).toEqual([{ value: 'license', count: 3 }]);
  });

  it('stops when nobody waits any more, and goes on from there when asked again', () => {
    let stopped = true;
    const opened = openIndex(people, () => stopped);
    expect(() => facet(opened, 'tag')).toThrow(StoppedError);
    stopped = false;
    expect(listed(facet(opened, 'license'))).toEqual(['mit 2', 'Apache-2.0 1']);
  });
});

describe('an answer with little time', () => {
  /** More than twice what is read at once. */
  const many: TestIndex = {
    packages: Array.from({ length: 9000 }, (_, at): TestPackage => ({ name: `p${at}`, languages: [at % 3 === 0 ? 'de' : 'en'], tags: at % 2 === 0 ? ['even'] : [], task: at % 5 === 0 ? 'fill-mask' : null })),
  };

  it('has lower bounds, says so, and is followed by the exact one', () => {
    const opened = openIndex(many);
    const asked = [1, 2, 3].map(() => facet(opened, 'language', {}, overAt(1)));
    expect(asked.map(listed)).toEqual([
      ['en 2730', 'de 1365'],
      ['en 5460', 'de 2731'],
      ['en 6000', 'de 3000'],
    ]);
    expect(asked.map(({ exact }) => exact)).toEqual([false, false, true]);
    expect(listed(facet(opened, 'language'))).toEqual(['en 6000', 'de 3000']);
  });

  it('counts what is read of the packages of a search, and those without a value likewise', () => {
    const opened = openIndex(many);
    const query = 'language:en task:fill-mask';
    const soon = facet(opened, 'tag', { query }, overAt(1));
    expect(soon).toMatchObject({ values: [{ value: 'even', count: 273 }], missing: 273, exact: false });
    expect(facet(opened, 'tag', { query })).toMatchObject({ values: [{ value: 'even', count: 600 }], missing: 600, exact: true });
  });
});

describe('countHistogram', () => {
  it('gives zero and each power of ten a bin where the range is wide', () => {
    const { scale, bins, min, median, max, missing } = histogram(openIndex(people), 'downloads', '', 6);
    expect(scale).toBe('log');
    expect(bins.map(({ from, count }) => [from, count])).toEqual([[0, 1], [1, 0], [10, 1], [100, 0], [1000, 1]]);
    expect({ min, median, max, missing, to: bins.at(-1)?.to }).toEqual({ min: 0, median: 12, max: 5400, missing: 1, to: 10_000 });
  });

  it('cuts dates into the finest parts of the calendar that there is room for', () => {
    const opened = openIndex(people);
    const days = (bins: number) => histogram(opened, 'modified', '', bins);
    expect([200, 24, 5, 4].map((bins) => days(bins).scale)).toEqual(['month', 'month', 'quarter', 'year']);
    expect(days(5).bins.map(({ from }) => new Date(from).toISOString().slice(0, 10))).toEqual(['2021-01-01', '2021-04-01', '2021-07-01', '2021-10-01', '2022-01-01']);
  });

  it('leaves out the condition on its own field', () => {
    const opened = openIndex(people);
    expect(histogram(opened, 'downloads', 'downloads:>1k license:mit').bins.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    expect(histogram(opened, 'likes', 'name:b')).toMatchObject({ bins: [], missing: 1, min: null, median: null, max: null });
  });
});
