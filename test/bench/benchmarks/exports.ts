import type { ExportFormat } from '../../../src/shared/contract/index.ts';
import type { MeasuredExport } from '../measured-exports.ts';
import type { Benchmark, BenchContext, Goal, Measured, Measurement } from '../types.ts';

function measured({ seconds, packages, bytes }: MeasuredExport, notes: readonly string[] = []): Measured {
  return { kind: 'measured', seconds, records: packages, bytesIn: null, bytesOut: bytes, parts: [], notes };
}

function peer(form: 'csv' | 'parquet'): Measurement {
  return {
    name: `exports-duckdb-${form}`,
    goals: [],
    run: async (context) => measured(await (await import('../measured-exports.ts')).measureDuckdbCopy(context, form), [`${context.cores} threads`]),
  };
}

function table(format: ExportFormat, goals: readonly Goal[]): Measurement {
  return {
    name: `exports-${format}`,
    goals,
    async run(context) {
      const { everything, exportedColumns, measureExport } = await import('../measured-exports.ts');
      return measured(await measureExport(context, { format, columns: exportedColumns, selection: everything }));
    },
  };
}

const peak: Goal = { kind: 'peak', atMostMegabytes: () => 300 };

/** Every package of the generated mirror as a table of 25 columns, beside DuckDB; a small mirror subset; cancelling. */
export const exports: Benchmark = {
  name: 'exports',
  summary: 'tables of all packages, beside COPY of DuckDB; a mirror subset of 10,000; cancelling',
  needs: [],
  async prepare(context: BenchContext) {
    await (await import('../searched-data.ts')).searchedData(context);
    await import('../measured-exports.ts');
    await (await import('../../../scripts/build.mjs')).ensureBuilt();
    return null;
  },
  measurements: [
    peer('csv'),
    peer('parquet'),
    table('csv', [{ kind: 'seconds-against', against: 'exports-duckdb-csv', atMost: 1.5 }, peak]),
    table('jsonl', [peak]),
    table('parquet', [{ kind: 'seconds-against', against: 'exports-duckdb-parquet', atMost: 1.5 }, peak]),
    {
      name: 'exports-mirror',
      goals: [{ kind: 'longest', atMostMilliseconds: 3000 }],
      async run(context) {
        const done = await (await import('../measured-exports.ts')).measureMirrorSubset(context);
        return { ...measured(done), longestMilliseconds: done.seconds * 1000 };
      },
    },
    {
      name: 'exports-cancel',
      goals: [{ kind: 'longest', atMostMilliseconds: 200 }],
      async run(context) {
        const waits = await (await import('../measured-exports.ts')).measureCancels(context);
        return { kind: 'measured', seconds: null, records: null, bytesIn: null, bytesOut: null, parts: [], notes: [], waits, longestMilliseconds: Math.max(...waits) };
      },
    },
  ],
};
