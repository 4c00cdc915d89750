import { join } from 'node:path';
import { generatedMirror } from '../data.ts';
import { lackForLarge, largeContext, times } from '../large.ts';
import type { Benchmark } from '../types.ts';

/** The index of ten times the models: whether time grows with the records alone, and memory not at all. */
export const indexLarge: Benchmark = {
  name: 'index-large',
  summary: `the same with ${times} × the models, per record: some 4 GB in the cache folder`,
  isLarge: true,
  needs: ['index'],
  async prepare(context) {
    const lack = lackForLarge(context, context.scratchDir);
    if (lack !== null) return { kind: 'skipped', reason: lack };
    generatedMirror(largeContext(context));
    await import('../measured-index.ts');
    return null;
  },
  measurements: [
    {
      name: 'index-large',
      goals: [{ kind: 'record-seconds-against', against: 'index', atMost: 1.3 }, { kind: 'peak', atMostMegabytes: () => 400 }],
      async run(context) {
        const { measureIndex } = await import('../measured-index.ts');
        const large = largeContext(context);
        const built = await measureIndex(generatedMirror(large), join(context.scratchDir, 'large-index.db'));
        if (built.packages !== large.models) throw new Error(`The index holds ${built.packages} packages of ${large.models}.`);
        return {
          kind: 'measured', seconds: built.seconds, records: built.packages, bytesIn: built.jsonBytes, bytesOut: built.indexBytes,
          parts: built.phases, notes: [`${built.problems} problems`, built.beside],
        };
      },
    },
  ],
};
