import { generatedFiles, generatedMirror } from '../data.ts';
import type { Benchmark, BenchContext, Measured } from '../types.ts';

/** The floor, and what each step of reading adds to it before anything is stored. */
export const jsonParse: Benchmark = {
  name: 'json-parse',
  summary: 'JSON.parse of both files, and what splitting and normalising add to it',
  needs: [],
  async prepare(context) {
    generatedMirror(context);
    await import('../measured-reading.ts');
    return null;
  },
  measurements: [
    { name: 'json-parse', goals: [], run: (context) => reading(context, 'parseEveryRecord', ['JSON.parse of both files and nothing else']) },
    { name: 'read-records', goals: [], run: (context) => reading(context, 'readEveryRecord', ['readRecords of both files, values unused']) },
    { name: 'normalise', goals: [], run: (context) => reading(context, 'normaliseEveryRecord', ['the hub adapter, packages unused']) },
  ],
};

async function reading(context: BenchContext, step: 'parseEveryRecord' | 'readEveryRecord' | 'normaliseEveryRecord', notes: readonly string[]): Promise<Measured> {
  const measured = await import('../measured-reading.ts');
  const { bytes } = generatedFiles(context);
  const started = performance.now();
  const { models, parts } = measured[step](context);
  const seconds = (performance.now() - started) / 1000;
  return { kind: 'measured', seconds, records: models, bytesIn: bytes, bytesOut: null, parts, notes };
}
