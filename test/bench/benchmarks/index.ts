import { join } from 'node:path';
import { generatedMirror } from '../data.ts';
import type { Benchmark, BenchContext } from '../types.ts';

/** Where the index of the generated mirror stays for `index-size`. */
export function generatedIndexFile({ scratchDir }: BenchContext): string {
  return join(scratchDir, 'generated-index.db');
}

/** The complete index of the generated Hugging Face mirror: both JSON files. */
export const index: Benchmark = {
  name: 'index',
  summary: 'the complete index of the generated Hugging Face mirror',
  needs: [],
  async prepare(context) {
    generatedMirror(context);
    await import('../measured-index.ts');
    return null;
  },
  measurements: [
    {
      name: 'index',
      goals: [
        { kind: 'seconds-against', against: 'duckdb', atMost: 1 },
        { kind: 'seconds-against', against: 'json-parse', atMost: 2.5 },
        { kind: 'seconds-against', against: 'pandas', atMost: 0.25 },
        { kind: 'peak', atMostMegabytes: (models) => (models > 120_000 ? 400 : 300) },
      ],
      async run(context) {
        const { measureIndex } = await import('../measured-index.ts');
        const built = await measureIndex(generatedMirror(context), generatedIndexFile(context));
        return {
          kind: 'measured', seconds: built.seconds, records: built.packages, bytesIn: built.jsonBytes, bytesOut: built.indexBytes,
          parts: built.phases, notes: [`${built.problems} problems`, built.beside],
        };
      },
    },
  ],
};
