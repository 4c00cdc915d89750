import { join } from 'node:path';
import { generatedFiles, generatedMirror, hasGeneratedMirror } from '../data.ts';
import { lackOfSpace } from '../disk-space.ts';
import type { Benchmark, BenchContext } from '../types.ts';

/** How many times the models of `index` it reads. */
const times = 10;
/** Longer names and numbers make a record of a larger mirror a little longer. */
const growth = 1.05;
/** More than an index has ever taken of its JSON. */
const indexShare = 0.5;

/** The index of ten times the models: whether time grows with the records alone, and memory not at all. */
export const indexLarge: Benchmark = {
  name: 'index-large',
  summary: `the same with ${times} × the models, per record: some 4 GB in the cache folder`,
  isLarge: true,
  needs: ['index'],
  async prepare(context) {
    const large = largeContext(context);
    const json = generatedFiles(context).bytes * times * growth;
    const lack = lackOfSpace([
      { folder: context.cacheDir, bytes: hasGeneratedMirror(large) ? 0 : json },
      { folder: context.scratchDir, bytes: json * indexShare },
    ]);
    if (lack !== null) return { kind: 'skipped', reason: lack };
    generatedMirror(large);
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

function largeContext(context: BenchContext): BenchContext {
  return { ...context, models: context.models * times };
}
