import { lackForLarge, largeContext, times } from '../large.ts';
import type { Benchmark } from '../types.ts';
import { prepareWindow } from './window.ts';

/** The same window over ten times the models, scrolled from the first to the last. */
export const windowLarge: Benchmark = {
  name: 'window-large',
  summary: `what a page holds that has been scrolled through ${times} × the models`,
  isLarge: true,
  needs: [],
  async prepare(context) {
    const lack = lackForLarge(context, context.cacheDir);
    return lack === null ? prepareWindow(largeContext(context)) : { kind: 'skipped', reason: lack };
  },
  measurements: [
    {
      name: 'window-scrolled',
      goals: [{ kind: 'heap', atMostMegabytes: 150 }, { kind: 'longest', atMostMilliseconds: 50 }],
      async run(context) {
        const { measureScrolling } = await import('../measured-window.ts');
        const large = largeContext(context);
        const { rows, heapBytes, block } = await measureScrolling(large);
        if (rows !== large.models) throw new Error(`The table has ${rows} rows for ${large.models} models.`);
        return { kind: 'measured', seconds: null, records: null, bytesIn: null, bytesOut: null, parts: [], notes: [`a timer ${block.late.toFixed(1)} ms late at most`], heapBytes, longestMilliseconds: block.atWork };
      },
    },
  ],
};
