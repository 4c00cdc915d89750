import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles, generatedMirror } from '../data.ts';
import type { Benchmark } from '../types.ts';

/** DuckDB reads the same two files into tables of a database on disk, with a thread for each core. */
export const duckdb: Benchmark = {
  name: 'duckdb',
  summary: 'DuckDB reads the same two files into its own database',
  needs: [],
  async prepare(context) {
    generatedMirror(context);
    return null;
  },
  measurements: [
    {
      name: 'duckdb',
      goals: [],
      async run(context) {
        const { DuckDBInstance } = await import('@duckdb/node-api');
        const files = generatedFiles(context);
        const database = join(context.scratchDir, 'duckdb.db');
        for (const path of [database, `${database}.wal`]) rmSync(path, { force: true });
        const instance = await DuckDBInstance.create(database, { threads: String(context.cores) });
        const connection = await instance.connect();
        const parts: (readonly [string, number])[] = [];
        const run = async (name: string, sql: string): Promise<number> => {
          const started = performance.now();
          const rows = (await connection.runAndReadAll(sql)).getRows();
          parts.push([name, (performance.now() - started) / 1000]);
          return Number(rows[0]?.[0] ?? 0);
        };
        try {
          const started = performance.now();
          const records = await run('hf_metadata.json', `CREATE TABLE metadata AS SELECT * FROM read_json(${quoted(files.metadata)})`);
          await run('huggingface.json', `CREATE TABLE unified AS SELECT * FROM read_json(${quoted(files.unified)})`);
          const seconds = (performance.now() - started) / 1000;
          if (records !== context.models) throw new Error(`DuckDB read ${records} records of ${context.models}.`);
          await run('checkpoint, not counted', 'CHECKPOINT');
          return {
            kind: 'measured', seconds, records, bytesIn: files.bytes, bytesOut: existsSync(database) ? statSync(database).size : null, parts,
            notes: [`${context.cores} threads`],
          };
        } finally {
          connection.closeSync();
          instance.closeSync();
        }
      },
    },
  ],
};

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
