import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from '../../src/shared/search/index.ts';
import { seededRandom } from '../fixtures/random.ts';
import { thrownBy } from '../fixtures/thrown.ts';
import { cached } from './data.ts';
import { lackOfSpace } from './disk-space.ts';
import { leftovers } from './engine-index.ts';
import { isUsageError, optionTypes, readOptions, usage } from './options.ts';
import { proveWatch, watchMainThread } from './main-thread-watch.ts';
import { chooseMoments } from './measured-responsiveness.ts';
import { firstInstalled, outputOf } from './programs.ts';
import { benchmarks, chooseBenchmarks } from './registry.ts';
import { duckdbSearch } from './duckdb-search.ts';
import { runBenchmarks } from './runner.ts';
import { searchMix, warmUpSearches } from './searches.ts';
import { describe as describeRow, renderTable } from './table.ts';
import type { BenchContext, Result, Row } from './types.ts';

const models = 200;

describe('the registry', () => {
  it('gives every benchmark and every row a name of its own', () => {
    const names = benchmarks.map(({ name }) => name);
    const rows = benchmarks.flatMap(({ measurements }) => measurements.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('compares only with rows that there are', () => {
    const rows = benchmarks.flatMap(({ measurements }) => measurements);
    const others = rows.flatMap(({ goals }) => goals.flatMap((goal) => ('against' in goal ? [goal.against] : [])));
    expect(others).toEqual(expect.arrayContaining(['duckdb', 'json-parse', 'pandas', 'git-log']));
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(others));
  });

  it('runs what a chosen benchmark needs before it', () => {
    expect(namesOf(['index-size'])).toEqual(['index', 'index-size']);
    expect(() => namesOf(['speed'])).toThrow('No benchmark is called speed');
  });

  it('runs a large benchmark only when asked', () => {
    const everything = benchmarks.map(({ name }) => name);
    expect(namesOf([])).toEqual(everything.filter((name) => !name.endsWith('-large')));
    expect(namesOf([], true)).toEqual(everything);
    expect(namesOf(['index-large'])).toEqual(['index', 'index-large']);
    expect(namesOf(['duckdb'], true)).toEqual(['duckdb', 'index', 'index-large', 'search', 'search-large', 'window-large', 'measures', 'measures-large']);
  });
});

describe('the command line', () => {
  it('reads what to run', () => {
    expect(readOptions(['--only', 'index', '--only', 'duckdb', '--models', '5000'])).toEqual({ kind: 'run', only: ['index', 'duckdb'], large: false, models: 5000, seed: 1, keep: false });
    for (const args of [['--models', 'many'], ['--models', '0'], ['--seed', '1.5'], ['--slow'], ['index']]) {
      expect(thrownBy(() => readOptions(args)), args.join(' ')).toSatisfy(isUsageError);
    }
  });

  it('tells of every option in its usage', () => {
    for (const option of Object.keys(optionTypes)) expect(usage).toContain(`--${option}`);
  });

  it('prints its usage, or a line for each benchmark, and measures nothing', () => {
    expect(printed('--help')).toBe(usage);
    const lines = printed('--list').trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(benchmarks.map(({ name }) => name));
    for (const line of lines) expect(line).toMatch(/^\S+ {2,}\S.{10,100}$/);
  });
});

describe('the mix of searches', () => {
  it('is a hundred searches that can be read, each once', () => {
    const mix = searchMix();
    expect(mix).toHaveLength(100);
    expect(new Set([...mix, ...warmUpSearches]).size).toBe(100 + warmUpSearches.length);
    expect(mix.filter((query) => parse(query).errors.some(({ severity }) => severity === 'error'))).toEqual([]);
  });

  it('is SQL to DuckDB, whatever it holds', () => {
    for (const query of [...searchMix(), "it's 100% _x"]) expect(duckdbSearch(query).rows, query).toMatch(/^SELECT .* WHERE .* ORDER BY .* LIMIT 50$/);
    expect(duckdbSearch("it's").count).toContain("ILIKE '%it''s%'");
  });
});

describe('the disk', () => {
  it('has room, or it is said how much is missing where', () => {
    expect(lackOfSpace([{ folder: tmpdir(), bytes: 0 }])).toBeNull();
    expect(lackOfSpace([{ folder: tmpdir(), bytes: 2e18 }, { folder: tmpdir(), bytes: 1e18 }])).toMatch(/^it takes 3000000000\.0 GB of disk, and [\d.]+ GB are free at /);
  });
});

describe('the cache', () => {
  it('keeps what is whole, and drops what a process that has ended left half made', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ptmx-bench-cache-'));
    const ended = spawnSync(process.execPath, ['--version']).pid;
    try {
      for (const name of [`lost.part-${ended}`, `begun.part-${process.ppid}`]) mkdirSync(join(folder, name));
      const make = vi.fn<(at: string) => void>((at) => writeFileSync(join(at, 'file'), ''));
      for (let time = 0; time < 2; time += 1) expect(readdirSync(cached(folder, 'data', make))).toEqual(['file']);
      expect(make).toHaveBeenCalledTimes(1);
      expect(readdirSync(folder).sort()).toEqual([`begun.part-${process.ppid}`, 'data']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('another program', () => {
  it('is the first one that does what is asked of it', () => {
    const node = process.execPath;
    expect(firstInstalled(['no-such-program', node], ['--version'])).toBe(node);
    expect(firstInstalled(['no-such-program', node], ['-e', 'process.exit(1)'])).toBeNull();
  });
});

describe('the table', () => {
  const measured = (seconds: number, rest: Partial<Extract<Result, { kind: 'measured' }>> = {}): Result => ({
    kind: 'measured', seconds, records: 1000, bytesIn: 1e6, bytesOut: null, parts: [], notes: [], peakMegabytes: 100, processorSeconds: seconds, ...rest,
  });

  it('compares rows, one line for each goal, and leaves open what was not measured', () => {
    const rows: readonly Row[] = [
      { name: 'floor', goals: [], result: measured(2) },
      {
        name: 'ours', result: measured(5, { peakMegabytes: 301 }),
        goals: [{ kind: 'seconds-against', against: 'floor', atMost: 2.5 }, { kind: 'peak', atMostMegabytes: () => 300 }, { kind: 'seconds-against', against: 'other', atMost: 0.25 }],
      },
      { name: 'other', goals: [], result: { kind: 'skipped', reason: 'it is not | installed' } },
      { name: 'size', goals: [{ kind: 'size', atMost: 0.35 }], result: measured(0, { seconds: null, records: null, bytesOut: 400_000 }) },
      { name: 'lost', goals: [], result: { kind: 'failed', reason: 'The process ended with 9.' } },
    ];
    expect(cellsOf(renderTable(rows, models))).toEqual([
      ['name', 'seconds', 'records/s', 'peak RSS MB', 'ratio (against)', 'to reach', 'met?'],
      ['floor', '2.00', '500', '100', '', '', ''],
      ['ours', '5.00', '200', '301', '2.50 × floor', '≤ 2.5', 'yes'],
      ['', '', '', '', '301 MB peak', '≤ 300', 'no'],
      ['', '', '', '', 'other not measured', '≤ 0.25', ''],
      ['other', String.raw`skipped: it is not \| installed`, '', '', '', '', ''],
      ['size', '', '', '', '0.40 × its JSON', '≤ 0.35', 'no'],
      ['lost', 'failed: The process ended with 9.', '', '', '', '', ''],
    ]);
  });

  it('compares records with records where their numbers differ', () => {
    const large: Row = { name: 'large', goals: [{ kind: 'record-seconds-against', against: 'small', atMost: 1.3 }], result: measured(26, { records: 10_000 }) };
    const cells = (small: Result): readonly string[] | undefined => cellsOf(renderTable([large, { name: 'small', goals: [], result: small }], models))[1]?.slice(4);
    expect(cells(measured(2))).toEqual(['1.30 × small per record', '≤ 1.3', 'yes']);
    expect(cells(measured(1.9))).toEqual(['1.37 × small per record', '≤ 1.3', 'no']);
    expect(cells({ kind: 'failed', reason: 'no' })).toEqual(['small not measured', '≤ 1.3', '']);
  });

  it('holds the longest wait against a number of milliseconds', () => {
    const row: Row = { name: 'waits', goals: [{ kind: 'longest', atMostMilliseconds: 16 }], result: measured(3, { longestMilliseconds: 16.2 }) };
    expect(cellsOf(renderTable([row], models))[1]?.slice(4)).toEqual(['16.2 ms at most', '≤ 16', 'no']);
    expect(cellsOf(renderTable([{ ...row, result: measured(3) }], models))[1]?.slice(4)).toEqual(['longest not measured', '≤ 16', '']);
    expect(describeRow(row)).toContain('16.2 ms at most');
  });

  it('takes p95 and median from waits, and a heap as it is', () => {
    const waits = Array.from({ length: 100 }, (_, at) => 100 - at);
    const goals = [{ kind: 'p95', atMostMilliseconds: 94 }, { kind: 'median-against', against: 'other', atMost: 0.1 }, { kind: 'heap', atMostMegabytes: 150 }] as const;
    const rows: readonly Row[] = [
      { name: 'ours', goals, result: measured(0, { seconds: null, waits, heapBytes: 150e6 }) },
      { name: 'other', goals: [], result: measured(0, { seconds: null, waits: waits.map((wait) => 20 * wait) }) },
    ];
    expect(cellsOf(renderTable(rows, models)).slice(1, 4).map((cells) => cells.slice(4))).toEqual([
      ['95.0 ms p95', '≤ 94', 'no'],
      ['0.050 × other at the median', '≤ 0.1', 'yes'],
      ['150 MB heap', '≤ 150', 'yes'],
    ]);
  });

  it('tells more of a row as it comes', () => {
    const row: Row = { name: 'ours', goals: [], result: measured(2, { parts: [['Reading', 1.5]], notes: ['2 threads'] }) };
    expect(describeRow(row)).toBe('ours: 2.00 s, 2.00 s of processor time, 500 records/s, 0.5 MB/s, 100 MB peak, 2 threads\n      1.50 s  Reading');
  });
});

describe('the watch over the main thread', () => {
  it('sees a block that is known, by both clocks', async () => {
    const { answer, block } = await watchMainThread(async () => {
      const until = performance.now() + 30;
      while (performance.now() < until);
      return 'done';
    });
    expect(answer).toBe('done');
    for (const seen of [block.monitored, block.timed, block.atWork]) expect(seen).toBeGreaterThanOrEqual(29);
    await proveWatch();
  });
});

describe('the moments to cancel at', () => {
  const phases = [{ phase: 'Reading', milliseconds: 600 }, { phase: 'Numbering', milliseconds: 1 }, { phase: 'Building search', milliseconds: 399 }];

  it('lie in every phase that takes its time, and over the whole run', () => {
    const moments = chooseMoments(phases, seededRandom(1));
    expect(moments.slice(0, 2).map(({ phase }) => phase)).toEqual(['Reading', 'Building search']);
    expect(moments.length).toBeGreaterThan(4);
    for (const { phase, after } of moments) expect(after).toBeLessThan(phases.find((known) => known.phase === phase)?.milliseconds ?? 0);
  });

  it('are the same for the same seed, and others for another', () => {
    expect(chooseMoments(phases, seededRandom(1))).toEqual(chooseMoments(phases, seededRandom(1)));
    expect(chooseMoments(phases, seededRandom(1))).not.toEqual(chooseMoments(phases, seededRandom(2)));
  });
});

describe('what a job leaves behind', () => {
  it('is what was half built and the lock, not the index', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ptmx-bench-left-'));
    const indexes = join(folder, 'indexes', 'mirror');
    try {
      mkdirSync(indexes, { recursive: true });
      for (const name of ['index-1.db', 'current.json', 'building-2.db', 'building-2.db-journal', 'current.json.part', 'writer.lock']) writeFileSync(join(indexes, name), '');
      const expected = ['building-2.db', 'building-2.db-journal', 'current.json.part', 'writer.lock'].map((name) => join('mirror', name));
      expect([...leftovers(folder)].sort()).toEqual(expected);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a run of 200 models', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ptmx-bench-test-'));
  const context: BenchContext = { models, seed: 7, cores: availableParallelism(), cacheDir: join(folder, 'cache'), scratchDir: join(folder, 'scratch') };
  let rows: readonly Row[] = [];
  beforeAll(async () => {
    rows = await runBenchmarks([...chooseBenchmarks(['index', 'index-size', 'json-parse', 'duckdb', 'git-log', 'search', 'index-large'], { large: false })], context, () => undefined);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('watches and cancels jobs of the engine', async () => {
    // Long enough that most cancels come before the end.
    const longer = { ...context, models: 10 * models };
    const [block, cancel] = await runBenchmarks(chooseBenchmarks(['responsiveness'], { large: false }), longer, () => undefined);
    expect(block?.result).toMatchObject({ kind: 'measured', records: longer.models, longestMilliseconds: expect.any(Number) });
    expect(cancel?.result).toMatchObject({ kind: 'measured', longestMilliseconds: expect.any(Number) });
    expect(cancel?.result.kind === 'measured' ? cancel.result.notes : []).toContain(`seed ${context.seed}`);
    expect(readdirSync(context.scratchDir).filter((name) => name.startsWith('data-'))).toEqual([]);
  }, 120_000);

  const resultOf = (name: string): Result | undefined => rows.find((row) => row.name === name)?.result;

  it('measures every row on the same records', () => {
    expect(rows.filter(({ result }) => result.kind === 'failed')).toEqual([]);
    for (const name of ['json-parse', 'read-records', 'normalise', 'duckdb', 'index']) expect(resultOf(name)).toMatchObject({ kind: 'measured', records: models });
    expect(resultOf('clones')).toMatchObject({ kind: 'measured', records: 20 * 20 });
  });

  it('reads ten times the models where it was asked to', () => {
    expect(resultOf('index-large')).toMatchObject({ kind: 'measured', records: 10 * models });
  });

  it('asks the whole mix of the engine and of DuckDB, and cancels', () => {
    for (const name of ['search', 'search-duckdb', 'search-facets']) expect(resultOf(name)).toMatchObject({ kind: 'measured', waits: expect.objectContaining({ length: 100 }) });
    expect(resultOf('search-cancel')).toMatchObject({ kind: 'measured', longestMilliseconds: expect.any(Number) });
  });

  it('weighs the index it built against the JSON it read', () => {
    const json = bytesOfMirror(context.cacheDir, `huggingface-${models}-`);
    expect(resultOf('index')).toMatchObject({ bytesIn: json });
    expect(resultOf('index-size')).toMatchObject({ bytesIn: json, bytesOut: statSync(join(context.scratchDir, 'generated-index.db')).size });
  });

  it('tells where the time of the index went, all of it', () => {
    const result = resultOf('index');
    const parts = result?.kind === 'measured' ? result.parts : [];
    expect(parts.map(([name]) => name)).toEqual(expect.arrayContaining(['Reading huggingface', 'Building indexes', 'Building full text']));
    const seconds = result?.kind === 'measured' ? result.seconds : null;
    expect(parts.reduce((sum, [, part]) => sum + part, 0)).toBeCloseTo(seconds ?? -1, 2);
  });

  it('renders a line for every row and every further goal', () => {
    const expected = rows.reduce((sum, { goals, result }) => sum + (result.kind === 'measured' ? Math.max(1, goals.length) : 1), 0);
    expect(cellsOf(renderTable(rows, models))).toHaveLength(expected + 1);
  });

});

function namesOf(only: readonly string[], large = false): readonly string[] {
  return chooseBenchmarks(only, { large }).map(({ name }) => name);
}

function printed(...args: readonly string[]): string {
  return outputOf(process.execPath, [join(import.meta.dirname, 'run.ts'), ...args]);
}

function bytesOfMirror(cacheDir: string, start: string): number {
  const mirror = readdirSync(cacheDir).find((name) => name.startsWith(start)) ?? '';
  const json = join(cacheDir, mirror, 'data', 'huggingface', 'json');
  return statSync(join(json, 'huggingface.json')).size + statSync(join(json, 'metadata', 'hf_metadata.json')).size;
}

function cellsOf(table: string): readonly (readonly string[])[] {
  return table.split('\n').filter((line) => !line.startsWith('|--')).map((line) => line.slice(2, -2).split(' | ').map((cell) => cell.trim()));
}
