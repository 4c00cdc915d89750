import type { Timed } from '../measured-measures.ts';
import type { Benchmark, BenchContext, Measured } from '../types.ts';

/** The papers' measures over the generated mirror, and some of them beside DuckDB. */
export const measures: Benchmark = {
  name: 'measures',
  summary: 'all measures over the generated mirror; shares beside the same in SQL by DuckDB',
  needs: ['duckdb'],
  prepare: prepareMeasures,
  measurements: [
    {
      name: 'measures',
      goals: [{ kind: 'longest', atMostMilliseconds: 2000 }],
      run: async (context) => timesOf(context, (await import('../measured-measures.ts')).measureAll),
    },
    { name: 'measures-duckdb', goals: [], run: async (context) => timesOf(context, (await import('../measured-measures.ts')).measureDuckdbShares) },
    {
      name: 'measures-shares',
      goals: [{ kind: 'seconds-against', against: 'measures-duckdb', atMost: 2 }],
      run: async (context) => timesOf(context, (await import('../measured-measures.ts')).measureShares),
    },
  ],
};

export async function prepareMeasures(context: BenchContext): Promise<null> {
  const { searchedData } = await import('../searched-data.ts');
  await searchedData(context);
  await import('../measured-measures.ts');
  return null;
}

/** The sum, as seconds and as the wait that counts, with each of its parts. */
export async function timesOf(context: BenchContext, measure: (context: BenchContext) => Promise<readonly Timed[]>): Promise<Measured> {
  const timed = await measure(context);
  const total = timed.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return {
    kind: 'measured', seconds: total / 1000, records: context.models, bytesIn: null, bytesOut: null, notes: [], longestMilliseconds: total,
    parts: timed.map(({ name, milliseconds }) => [name, milliseconds / 1000] as const),
  };
}
