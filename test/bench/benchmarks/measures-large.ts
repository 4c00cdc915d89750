import { lackForLarge, largeContext, times } from '../large.ts';
import type { Benchmark } from '../types.ts';
import { prepareMeasures, timesOf } from './measures.ts';

/** The same over ten times the models, and turnover between two indexes of that size. */
export const measuresLarge: Benchmark = {
  name: 'measures-large',
  summary: `all measures, and turnover between two indexes, with ${times} × the models`,
  isLarge: true,
  needs: ['measures'],
  async prepare(context) {
    const lack = lackForLarge(context, context.cacheDir);
    return lack === null ? prepareMeasures(largeContext(context)) : { kind: 'skipped', reason: lack };
  },
  measurements: [
    {
      name: 'measures-large',
      goals: [{ kind: 'record-seconds-against', against: 'measures', atMost: 1.5 }],
      run: async (context) => timesOf(largeContext(context), (await import('../measured-measures.ts')).measureAll),
    },
    {
      name: 'turnover-large',
      goals: [{ kind: 'longest', atMostMilliseconds: 5000 }],
      run: async (context) => timesOf(largeContext(context), async (large) => [await (await import('../measured-measures.ts')).measureTurnover(large)]),
    },
  ],
};
