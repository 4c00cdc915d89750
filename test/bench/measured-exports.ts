import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../src/core/engine/index.ts';
import type { ExportFormat, Job, Selection } from '../../src/shared/contract/index.ts';
import type { PackageKey } from '../../src/shared/domain/index.ts';
import { generatedMirror } from './data.ts';
import { startBuiltEngine } from './engine-index.ts';
import { searchedData } from './searched-data.ts';
import type { BenchContext } from './types.ts';

/** What a table of 25 columns has: all kinds of value but lineage and claims, which CSV of other programs has no form for. */
export const exportedColumns = [
  'hub', 'name', 'ordinal', 'owner', 'task', 'architecture', 'license', 'license_original', 'library', 'datasets', 'languages', 'tags', 'downloads', 'likes', 'stars',
  'files', 'bytes', 'parameters', 'created', 'modified', 'sha', 'clone', 'claims', 'has_card', 'url',
] as const;

export interface MeasuredExport {
  readonly seconds: number;
  readonly packages: number;
  readonly bytes: number;
}

interface Asked {
  readonly format: ExportFormat;
  readonly columns: readonly string[] | null;
  readonly selection: Selection;
}

/** One export by a job of the engine, as window and command line make it. */
export async function measureExport(context: BenchContext, asked: Asked): Promise<MeasuredExport> {
  return withEngine(context, (engine, mirror, folder) => timedJob(engine, mirror, join(folder, 'exported'), asked));
}

/** Packages of the mirror subset, however many the mirror has. */
const subsetPackages = 10_000;

/** A mirror subset of packages that lie evenly far from each other; which ones, an export of all names tells first. */
export async function measureMirrorSubset(context: BenchContext): Promise<MeasuredExport> {
  return withEngine(context, async (engine, mirror, folder) => {
    const names = join(folder, 'names');
    await timedJob(engine, mirror, names, { format: 'jsonl', columns: ['hub', 'name', 'ordinal'], selection: everything });
    const lines = readFileSync(names, 'utf8').trimEnd().split('\n');
    const count = Math.min(subsetPackages, lines.length);
    const packages = Array.from({ length: count }, (_, at) => JSON.parse(lines[Math.floor((at * lines.length) / count)] as string) as PackageKey);
    return timedJob(engine, mirror, join(folder, 'subset'), { format: 'mirror', columns: null, selection: { kind: 'list', packages } });
  });
}

async function timedJob(engine: Engine, mirror: string, target: string, asked: Asked): Promise<MeasuredExport> {
  const started = performance.now();
  const job = await runJob(engine, mirror, target, asked);
  if (job.state !== 'done') throw new Error(job.error?.message ?? `The export ended as ${job.state}.`);
  return { seconds: (performance.now() - started) / 1000, packages: job.outcome?.count ?? 0, bytes: job.outcome?.bytes ?? 0 };
}

/** Milliseconds from asking to cancel an export to its end, at several moments. */
export async function measureCancels(context: BenchContext): Promise<readonly number[]> {
  return withEngine(context, async (engine, mirror, folder) => {
    const waits: number[] = [];
    for (const [turn, after] of [5, 60, 150, 400].entries()) {
      let cancelledAt = 0;
      const job = await runJob(engine, mirror, join(folder, `cancelled-${turn}`), { format: 'parquet', columns: null, selection: everything }, (id) => {
        setTimeout(() => {
          cancelledAt = performance.now();
          void engine.call('jobs.cancel', { id });
        }, after);
      });
      if (job.state === 'cancelled') waits.push(performance.now() - cancelledAt);
    }
    return waits;
  });
}

export const everything: Selection = { kind: 'query', query: '' };

/** DuckDB copies the same columns of the same packages, loaded into a table first, which is not counted. */
export async function measureDuckdbCopy(context: BenchContext, form: 'csv' | 'parquet'): Promise<MeasuredExport> {
  // Its library would count for our own exports too.
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const source = join(context.scratchDir, 'to-copy.parquet');
  await withEngine(context, (engine, mirror) => runJob(engine, mirror, source, { format: 'parquet', columns: exportedColumns, selection: everything }));
  const instance = await DuckDBInstance.create(':memory:', { threads: String(context.cores) });
  const connection = await instance.connect();
  const target = join(context.scratchDir, `copied.${form}`);
  try {
    await connection.run(`CREATE TABLE packages AS SELECT * FROM '${source}'`);
    const packages = Number((await connection.runAndReadAll('SELECT count(*) FROM packages')).getRows()[0]?.[0]);
    const started = performance.now();
    await connection.run(`COPY packages TO '${target}' (FORMAT ${form})`);
    return { seconds: (performance.now() - started) / 1000, packages, bytes: statSync(target).size };
  } finally {
    connection.closeSync();
    instance.closeSync();
    for (const path of [source, `${source}.manifest.json`, target]) rmSync(path, { force: true });
  }
}

async function runJob(engine: Engine, mirror: string, target: string, { format, columns, selection }: Asked, started?: (id: string) => void): Promise<Job> {
  let id = '';
  const finished = new Promise<Job>((resolve) => {
    const end = engine.subscribe((event) => {
      if (event.kind !== 'job' || event.job.kind !== 'export' || event.job.state === 'running') return;
      end();
      resolve(event.job);
    });
  });
  const answer = await engine.call('exports.start', { mirror, format, selection, target, overwrite: true, columns: columns === null ? null : [...columns] });
  if (!answer.ok) throw new Error(answer.error.message);
  id = answer.value.job;
  started?.(id);
  return finished;
}

/** With the threads of the program as it is built, over a copy of the data folder, since the engine writes into it. */
async function withEngine<Answer>(context: BenchContext, work: (engine: Engine, mirror: string, folder: string) => Promise<Answer>): Promise<Answer> {
  const folder = mkdtempSync(join(context.scratchDir, 'exports-'));
  cpSync(await searchedData(context), join(folder, 'data'), { recursive: true });
  const engine = startBuiltEngine(join(folder, 'data'));
  try {
    const opened = await engine.call('mirrors.open', { paths: [generatedMirror(context)], indexIfMissing: false });
    if (!opened.ok) throw new Error(opened.error.message);
    return await work(engine, opened.value.mirror.id, folder);
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
