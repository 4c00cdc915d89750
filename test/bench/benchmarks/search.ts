import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Wait } from '../measured-search.ts';
import { searchMix } from '../searches.ts';
import type { Benchmark, BenchContext, Measured } from '../types.ts';


/** Waits of the engine, with the longest of them in the notes. */
export async function waitsOf(measure: () => Promise<readonly Wait[]>): Promise<Measured> {
  const { slowest } = await import('../measured-search.ts');
  const waits = await measure();
  return { kind: 'measured', seconds: null, records: null, bytesIn: null, bytesOut: null, parts: [], notes: [slowest(waits)], waits: waits.map(({ milliseconds }) => milliseconds) };
}

/** The mix of a hundred searches over the generated mirror, beside DuckDB over the table that it loaded. */
export const search: Benchmark = {
  name: 'search',
  summary: 'a hundred searches: first pages, facets, cancelling; and the same in SQL by DuckDB',
  needs: ['duckdb'],
  async prepare(context) {
    const { searchedData } = await import('../searched-data.ts');
    await searchedData(context);
    await import('../measured-search.ts');
    return null;
  },
  measurements: [
    {
      name: 'search-duckdb',
      goals: [],
      async run(context) {
        const waits = await measureDuckdb(context);
        return { kind: 'measured', seconds: null, records: null, bytesIn: null, bytesOut: null, parts: [], notes: [`${context.cores} threads`], waits };
      },
    },
    {
      name: 'search',
      goals: [{ kind: 'p95', atMostMilliseconds: 15 }, { kind: 'median-against', against: 'search-duckdb', atMost: 0.1 }],
      run: (context) => waitsOf(async () => (await import('../measured-search.ts')).measureFirstPages(context)),
    },
    {
      name: 'search-facets',
      goals: [{ kind: 'p95', atMostMilliseconds: 80 }],
      run: (context) => waitsOf(async () => (await import('../measured-search.ts')).measureFacets(context)),
    },
    {
      name: 'search-cancel',
      goals: [{ kind: 'longest', atMostMilliseconds: 20 }],
      async run(context) {
        const measured = await waitsOf(async () => (await import('../measured-search.ts')).measureCancels(context));
        return { ...measured, longestMilliseconds: Math.max(...(measured.waits ?? [])) };
      },
    },
  ],
};

/** Each search once, rows and count, over the database that the benchmark `duckdb` left. */
async function measureDuckdb(context: BenchContext): Promise<readonly number[]> {
  const { duckdbSearch } = await import('../duckdb-search.ts');
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const file = join(context.scratchDir, 'duckdb.db');
  if (!existsSync(file)) throw new Error('The benchmark duckdb left no database.');
  const instance = await DuckDBInstance.create(file, { threads: String(context.cores), access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    // Its first queries read the file.
    for (const query of ['warm', 'task:x sort:name', 'tag:x']) await connection.runAndReadAll(duckdbSearch(query).rows);
    const waits: number[] = [];
    for (const query of searchMix()) {
      const { rows, count } = duckdbSearch(query);
      const started = performance.now();
      await connection.runAndReadAll(rows);
      await connection.runAndReadAll(count);
      waits.push(performance.now() - started);
    }
    return waits;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
