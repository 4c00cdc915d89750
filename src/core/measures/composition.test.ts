import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Claim } from '../../shared/domain/index.ts';
import { fold } from '../../shared/search/fold.ts';
import { randomFrom } from '../../shared/search/testing-random.ts';
import type { TestPackage } from '../query/testing.ts';
import { randomIndex } from '../query/testing-random.ts';
import { seed as first } from '../../../test/fixtures/seed.ts';
import { openMeasures, type OpenMeasures, shownRows } from './testing.ts';

const metric = (dataset: string | null, source: Claim['source'] = 'model-index'): Claim => ({ task: null, dataset, metric: 'f1', value: '1', number: 1, strict: false, source });

let open: OpenMeasures;

beforeAll(() => {
  open = openMeasures({
    packages: [
      // The hub's own spelling differs in case; the package is one of three with BERT.
      { name: 'a', architecture: { value: 'bert', original: 'BERT' }, datasets: ['squad', 'SQuAD', 'glue'], claims: [metric('squad'), metric('SQuAD'), metric(null), metric('glue', 'eval-results')] },
      { name: 'b', architecture: 'bert', datasets: ['squad'], claims: [metric('conll2003')] },
      { name: 'c', architecture: 'bert', datasets: ['???'] },
      { name: 'd', architecture: 't5' },
      { name: 'e', architecture: 'gpt2', datasets: ['c4'] },
      { name: 'f', hub: 'modelzoo' },
    ],
  });
});
afterAll(() => open.close());

describe('architectures', () => {
  it('are counted once for each package, the others folded together', () => {
    expect(shownRows(open.part('shares', 'architectures', 'shares', { top: 1 }))).toEqual([['bert', 3, 6], ['Other architectures', 2, 6], ['None stated', 1, 6]]);
    expect(open.part('shares', 'architectures', 'shares', { top: 1 }).rows.map(({ packages }) => packages)).toEqual(['arch:bert', 'has:arch -arch:bert', '-has:arch']);
  });

  it('have no row for others where all are shown', () => {
    expect(shownRows(open.part('shares', 'architectures', 'shares')).map(([label]) => label)).toEqual(['bert', 't5', 'gpt2', 'None stated']);
    expect(shownRows(open.part('shares', 'architectures', 'shares', {}, 'hub:modelzoo'))).toEqual([['None stated', 1, 1]]);
    expect(shownRows(open.part('shares', 'architectures', 'shares', {}, 'name:nothing'))).toEqual([['None stated', 0, 0]]);
  });

  it('stand beside the published shares', () => {
    const shares = Object.fromEntries(open.part('shares', 'architectures', 'shares', { top: 1 }).rows.map(({ key, reference }) => [key, reference?.share]));
    expect(shares).toEqual({ '=bert': 0.164, other: 0.114, none: 0.344 });
  });
});

describe('datasets', () => {
  it('are counted by model, spellings of one name once', () => {
    expect(shownRows(open.part('shares', 'datasets', 'models', { top: 2 }))).toEqual([['squad', 2, 6], ['glue', 1, 6], ['Other datasets only', 2, 6], ['None named', 2, 6]]);
  });

  it('are counted by metric, as the paper does', () => {
    const part = open.part('shares', 'datasets', 'metrics', { count: 'metrics', top: 1 });
    // Four metrics of two packages, one of them without a dataset; four packages without any.
    expect(shownRows(part)).toEqual([['squad', 2, 8], ['Other datasets', 2, 8], ['None: packages without a metric', 4, 8]]);
    expect(part.rows.at(-1)?.reference?.share).toBe(0.821);
    expect(open.part('shares', 'datasets', 'models').rows.every(({ reference }) => reference === null)).toBe(true);
  });
});

/** The same counts, one package after the other. */
function plainCounts(packages: readonly TestPackage[], valuesOf: (item: TestPackage) => readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of packages) for (const value of new Set(valuesOf(item).map((text) => fold(text.trim())))) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const one = (value: TestPackage['architecture']): readonly string[] => (typeof value === 'string' ? [value] : value ? [value.value] : []);

describe('counts of values', () => {
  it('are those of a plain walk over the packages', () => {
    console.log(`composition seed ${first}`);
    for (let seed = first; seed < first + 20; seed += 1) {
      const { packages, repositories } = randomIndex(randomFrom(seed));
      const measured = openMeasures({ packages, repositories });
      try {
        for (const [measure, part, valuesOf] of [
          ['architectures', 'shares', (item: TestPackage) => one(item.architecture)],
          ['datasets', 'models', (item: TestPackage) => item.datasets ?? []],
          ['licences', 'shares', (item: TestPackage) => one(item.license)],
          ['weights', 'formats', (item: TestPackage) => item.formats ?? []],
        ] as const) {
          const { rows } = measured.part('shares', measure, part, { top: 1000 });
          const found = new Map(rows.flatMap(({ key, count }) => (key.startsWith('=') ? [[key.slice(1), count] as const] : [])));
          expect(found, `${measure}, seed ${seed}`).toEqual(plainCounts(packages, valuesOf));
          expect(rows.find(({ key }) => key === 'none')?.count, `${measure}, seed ${seed}`).toBe(packages.filter((item) => valuesOf(item).length === 0).length);
        }
      } finally {
        measured.close();
      }
    }
  });
});
