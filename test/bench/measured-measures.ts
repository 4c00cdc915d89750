import { join } from 'node:path';
import type { Engine } from '../../src/core/engine/index.ts';
import { currentIndex, openForReading } from '../../src/core/index/index.ts';
import { type MeasureSource, runMeasure } from '../../src/core/measures/index.ts';
import { makeMailmap } from '../../src/core/reach/index.ts';
import type { CallInput } from '../../src/shared/contract/index.ts';
import { generatedMirror } from './data.ts';
import { startEngine } from './engine-index.ts';
import { searchedData } from './searched-data.ts';
import type { BenchContext } from './types.ts';

export interface Timed {
  readonly name: string;
  readonly milliseconds: number;
}

type Run = Omit<CallInput<'measures.run'>, 'mirror'>;

/** Every measure that needs no other mirror, each once, in the order in which they are shown. */
export async function measureAll(context: BenchContext): Promise<readonly Timed[]> {
  return withEngine(context, async (engine, mirror) => {
    const list = await engine.call('measures.list', {});
    if (!list.ok) throw new Error(list.error.message);
    const runs = list.value.measures.filter(({ parameters }) => parameters.every(({ kind }) => kind !== 'mirror')).map(({ id }): Run => ({ measure: id }));
    return timeAll(engine, mirror, runs);
  });
}

/** What DuckDB is asked for too. */
const shares: readonly Run[] = [{ measure: 'claims-by-task', parameters: { rule: 'tolerant' } }, { measure: 'architectures' }, { measure: 'datasets' }, { measure: 'licences' }];

export async function measureShares(context: BenchContext): Promise<readonly Timed[]> {
  return withEngine(context, (engine, mirror) => timeAll(engine, mirror, shares));
}

/** The same counts over the table that the benchmark `duckdb` loaded; what is counted of lists is unnested. */
const queries: readonly (readonly [string, string])[] = [
  ['claims-by-task', `SELECT pipeline_tag, count(*), count(*) FILTER (WHERE list_contains(tags, 'model-index')) FROM metadata GROUP BY 1 ORDER BY 2 DESC`],
  ['architectures', 'SELECT lower(config.model_type), count(*) FROM metadata GROUP BY 1 ORDER BY 2 DESC'],
  ['datasets', `SELECT lower(tag), count(DISTINCT id) FROM (SELECT id, unnest(tags) AS tag FROM metadata) WHERE tag LIKE 'dataset:%' GROUP BY 1 ORDER BY 2 DESC`],
  ['licences', `SELECT lower(tag), count(DISTINCT id) FROM (SELECT id, unnest(tags) AS tag FROM metadata) WHERE tag LIKE 'license:%' GROUP BY 1 ORDER BY 2 DESC`],
];

export async function measureDuckdbShares({ scratchDir, cores }: BenchContext): Promise<readonly Timed[]> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(join(scratchDir, 'duckdb.db'), { threads: String(cores), access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    await connection.runAndReadAll('SELECT count(*) FROM metadata');
    const timed: Timed[] = [];
    for (const [name, sql] of queries) {
      const began = performance.now();
      (await connection.runAndReadAll(sql)).getRows();
      timed.push({ name, milliseconds: performance.now() - began });
    }
    return timed;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Turnover between two indexes: the one of the generated mirror, and the same opened a second time in the place of another state. */
export async function measureTurnover(context: BenchContext): Promise<Timed> {
  const dataDir = await searchedData(context);
  const mirror = await mirrorOf(dataDir, context);
  const { path } = currentIndex(dataDir, mirror) ?? { path: '' };
  const [database, other] = [openForReading(path, () => false), openForReading(path, () => false)];
  try {
    const summary = { id: mirror, title: 'Generated', sources: [], isSample: false, indexed: true, damaged: false, present: true, packages: context.models, indexedAt: 0, openedAt: 0 };
    const read = { mirror: summary, indexBytes: 0, hubFolders: {} };
    const source: MeasureSource = { ...read, database, aliases: makeMailmap([], 'none'), measured: { list: () => [], resultsFor: () => [] }, other: () => ({ ...read, database: other }), cardText: null };
    const began = performance.now();
    runMeasure(source, { measure: 'turnover', query: '', parameters: { other: mirror } });
    return { name: 'turnover', milliseconds: performance.now() - began };
  } finally {
    database.close();
    other.close();
  }
}

async function timeAll(engine: Engine, mirror: string, runs: readonly Run[]): Promise<readonly Timed[]> {
  const timed: Timed[] = [];
  for (const run of runs) {
    const began = performance.now();
    const answer = await engine.call('measures.run', { mirror, ...run });
    timed.push({ name: run.measure, milliseconds: performance.now() - began });
    if (!answer.ok) throw new Error(`${run.measure}: ${answer.error.message}`);
  }
  return timed;
}

async function mirrorOf(dataDir: string, context: BenchContext): Promise<string> {
  const engine = startEngine(dataDir);
  try {
    return await openMirror(engine, context);
  } finally {
    await engine.close();
  }
}

async function openMirror(engine: Engine, context: BenchContext): Promise<string> {
  const opened = await engine.call('mirrors.open', { paths: [generatedMirror(context)], indexIfMissing: false });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value.mirror.id;
}

async function withEngine<Answer>(context: BenchContext, work: (engine: Engine, mirror: string) => Promise<Answer>): Promise<Answer> {
  const engine = startEngine(await searchedData(context));
  try {
    const mirror = await openMirror(engine, context);
    // The program has been in use: threads run, the index is open.
    const first = await engine.call('packages.search', { mirror, query: '', limit: 1 });
    if (!first.ok) throw new Error(first.error.message);
    return await work(engine, mirror);
  } finally {
    await engine.close();
  }
}
