// npm run bench: measures the engine beside other programs on the same data, and prints one table.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chooseBenchmarks } from './registry.ts';
import { runBenchmarks } from './runner.ts';
import { compare, describe, renderTable } from './table.ts';
import type { BenchContext, Row } from './types.ts';

const usage = `Usage: npm run bench -- [--only NAME]… [--models N] [--seed S] [--keep]

  --only NAME   run this benchmark, and those it needs; may be repeated
  --models N    models of the generated Hugging Face mirror (120000)
  --seed S      seed of generated data (1)
  --keep        leave the indexes and databases of this run where they were written
`;

const resultsFile = fileURLToPath(new URL('../../test-results/bench.json', import.meta.url));

function readOptions(): { readonly only: readonly string[]; readonly models: number; readonly seed: number; readonly keep: boolean } {
  const { values } = parseArgs({
    options: { only: { type: 'string', multiple: true }, models: { type: 'string', default: '120000' }, seed: { type: 'string', default: '1' }, keep: { type: 'boolean', default: false } },
  });
  const models = Number(values.models);
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(models) || models < 1) throw new RangeError('--models takes a whole number above 0.');
  if (!Number.isSafeInteger(seed)) throw new RangeError('--seed takes a whole number.');
  return { only: values.only ?? [], models, seed, keep: values.keep };
}

async function main(): Promise<void> {
  const { only, models, seed, keep } = readOptions();
  const chosen = chooseBenchmarks(only);
  const context: BenchContext = {
    models, seed, cores: availableParallelism(), cacheDir: join(tmpdir(), 'ptmx-bench'), scratchDir: mkdtempSync(join(tmpdir(), 'ptmx-bench-run-')),
  };
  const machine = { node: process.version, platform: process.platform, cores: context.cores, memoryBytes: totalmem(), loadBefore: loadavg()[0] ?? null };
  try {
    const rows = await runBenchmarks(chosen, context, (row) => void process.stderr.write(`${describe(row)}\n`));
    save({ models, seed, startedAt: new Date(Date.now() - performance.now()).toISOString(), machine: { ...machine, loadAfter: loadavg()[0] ?? null }, rows: rows.map((row) => saved(row, rows, models)) });
    process.stdout.write(`${renderTable(rows, models)}\n`);
    if (rows.some(({ result }) => result.kind === 'failed')) process.exitCode = 1;
  } finally {
    if (keep) process.stderr.write(`Kept: ${context.scratchDir}\n`);
    else rmSync(context.scratchDir, { recursive: true, force: true });
  }
}

function saved(row: Row, rows: readonly Row[], models: number): unknown {
  return { name: row.name, result: row.result, goals: row.goals.map((goal) => ({ ...goal, ...compare(row, goal, rows, models) })) };
}

function save(report: unknown): void {
  mkdirSync(join(resultsFile, '..'), { recursive: true });
  writeFileSync(resultsFile, `${JSON.stringify(report, null, 2)}\n`);
}

try {
  await main();
} catch (error) {
  const isUsage = error instanceof RangeError || error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (!isUsage) throw error;
  process.stderr.write(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
