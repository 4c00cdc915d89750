import { lackForLarge, largeContext, times } from '../large.ts';
import type { Benchmark } from '../types.ts';
import { waitsOf } from './search.ts';

/** The same mix over ten times the models. */
export const searchLarge: Benchmark = {
  name: 'search-large',
  summary: `the same first pages and facets with ${times} × the models`,
  isLarge: true,
  needs: ['search'],
  async prepare(context) {
    const lack = lackForLarge(context, context.cacheDir);
    if (lack !== null) return { kind: 'skipped', reason: lack };
    const { searchedData } = await import('../searched-data.ts');
    await searchedData(largeContext(context));
    return null;
  },
  measurements: [
    {
      name: 'search-large',
      goals: [{ kind: 'p95', atMostMilliseconds: 50 }],
      run: (context) => waitsOf(async () => (await import('../measured-search.ts')).measureFirstPages(largeContext(context))),
    },
    {
      name: 'search-large-facets',
      goals: [{ kind: 'p95', atMostMilliseconds: 400 }],
      run: (context) => waitsOf(async () => (await import('../measured-search.ts')).measureFacets(largeContext(context))),
    },
  ],
};
