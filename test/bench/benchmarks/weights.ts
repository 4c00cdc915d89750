import type { Benchmark } from '../types.ts';

/** Headers of weight files: one of 20 GB, and the corpus of hostile ones. */
export const weights: Benchmark = {
  name: 'weights',
  summary: 'the header of a safetensors file of 20 GB, and every hostile weight file of the tests',
  needs: [],
  async prepare(context) {
    const { writeWeightFiles } = await import('../weight-files.ts');
    const hindrance = writeWeightFiles(context);
    await import('../measured-weights.ts');
    return hindrance;
  },
  measurements: [
    {
      name: 'weights-header',
      goals: [{ kind: 'longest', atMostMilliseconds: 50 }, { kind: 'growth', atMostMegabytes: 20 }],
      async run(context) {
        const { measureHeader } = await import('../measured-weights.ts');
        const { waits, growthBytes, tensors, bytes } = measureHeader(context);
        return {
          kind: 'measured', seconds: null, records: null, bytesIn: null, bytesOut: null, parts: [], waits, longestMilliseconds: Math.max(...waits), growthBytes,
          notes: [`${tensors} tensors in ${(bytes / 1e9).toFixed(1)} GB`, `${waits[0]?.toFixed(1)} ms the first time`],
        };
      },
    },
    {
      name: 'weights-hostile',
      goals: [{ kind: 'longest', atMostMilliseconds: 200 }, { kind: 'growth', atMostMegabytes: 64 }],
      async run(context) {
        const { measureHostile } = await import('../measured-weights.ts');
        const { files, growthBytes } = measureHostile(context);
        const slowest = [...files].sort((left, right) => right.milliseconds - left.milliseconds).slice(0, 4);
        return {
          kind: 'measured', seconds: null, records: null, bytesIn: null, bytesOut: null, parts: [], waits: files.map(({ milliseconds }) => milliseconds), longestMilliseconds: slowest[0]?.milliseconds ?? 0, growthBytes,
          notes: [`${files.length} files`, ...slowest.map(({ name, milliseconds }) => `${milliseconds.toFixed(0)} ms: ${name}`)],
        };
      },
    },
  ],
};
