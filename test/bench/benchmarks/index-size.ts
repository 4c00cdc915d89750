import { statSync } from 'node:fs';
import { generatedFiles } from '../data.ts';
import type { Benchmark } from '../types.ts';
import { generatedIndexFile } from './index.ts';

const largestShown = 12;

/** Bytes of the index that `index` built against the bytes of the JSON it came from, and what takes them. */
export const indexSize: Benchmark = {
  name: 'index-size',
  summary: 'bytes of the index against the bytes of the JSON it came from',
  needs: ['index'],
  prepare: async () => null,
  measurements: [
    {
      name: 'index-size',
      goals: [{ kind: 'size', atMost: 0.35 }],
      async run(context) {
        const file = generatedIndexFile(context);
        return {
          kind: 'measured', seconds: null, records: null, bytesIn: generatedFiles(context).bytes, bytesOut: statSync(file).size,
          parts: [], notes: await largestTrees(file),
        };
      },
    },
  ],
};

async function largestTrees(file: string): Promise<readonly string[]> {
  const { default: Database } = await import('better-sqlite3');
  const database = new Database(file, { readonly: true });
  try {
    const trees = database.prepare<[number], { name: string; bytes: number }>('SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY bytes DESC LIMIT ?').all(largestShown);
    return trees.map(({ name, bytes }) => `${name} ${(bytes / 1e6).toFixed(1)} MB`);
  } finally {
    database.close();
  }
}
