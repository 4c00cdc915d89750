// npm run bench: measures the engine beside other programs on the same data, and prints one table.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assertNever } from '../../src/shared/result.ts';
import { isUsageError, listText, readOptions, usage, type RunOptions } from './options.ts';
import { benchmarks, chooseBenchmarks } from './registry.ts';
import { runBenchmarks } from './runner.ts';
import { compare, describe, renderTable } from './table.ts';
import type { BenchContext, Row } from './types.ts';

const resultsFile = fileURLToPath(new URL('../../test-results/bench.json', import.meta.url));

async function main(): Promise<void> {
  const order = readOptions(process.argv.slice(2));
  switch (order.kind) {
    case 'help':
      process.stdout.write(usage);
      return;
    case 'list':
      process.stdout.write(listText(benchmarks));
      return;
    case 'run':
      return run(order);
    default:
      return assertNever(order);
  }
}

async function run({ only, large, models, seed, keep }: RunOptions): Promise<void> {
  const chosen = chooseBenchmarks(only, { large });
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
  if (!isUsageError(error)) throw error;
  process.stderr.write(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
