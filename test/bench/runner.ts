import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { youngHeap } from '../../scripts/runtime.mjs';
import type { MeasureAnswer, MeasureRequest } from './measure.ts';
import type { Benchmark, BenchContext, Result, Row } from './types.ts';

const measureScript = fileURLToPath(new URL('./measure.ts', import.meta.url));

/** Takes every measurement in a process of its own, one after the other, and tells of each row as it comes. */
export async function runBenchmarks(benchmarks: readonly Benchmark[], context: BenchContext, tell: (row: Row) => void): Promise<readonly Row[]> {
  mkdirSync(context.cacheDir, { recursive: true });
  mkdirSync(context.scratchDir, { recursive: true });
  const rows: Row[] = [];
  for (const benchmark of benchmarks) {
    const hindrance = await inOwnProcess({ benchmark: benchmark.name, measurement: null, context });
    for (const { name, goals } of benchmark.measurements) {
      const result = hindrance ?? await inOwnProcess({ benchmark: benchmark.name, measurement: name, context });
      const row: Row = { name, goals, result: result ?? { kind: 'failed', reason: 'It measured nothing.' } };
      rows.push(row);
      tell(row);
    }
  }
  return rows;
}

function inOwnProcess(request: MeasureRequest): Promise<MeasureAnswer> {
  return new Promise((resolve) => {
    let answered: MeasureAnswer | undefined;
    const child = fork(measureScript, [], {
      // What this process was started with (a test runner's hooks, say) is no part of the measurement; the heap is that of the program.
      execArgv: [youngHeap],
      // Stripping types takes 30 MB, which would count: compiled modules are kept instead.
      env: { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: join(request.context.cacheDir, 'compiled') },
    });
    const failed = (reason: string): Result => ({ kind: 'failed', reason });
    child.on('message', (message) => {
      answered = message as MeasureAnswer;
    });
    child.on('error', (error) => resolve(failed(error.message)));
    child.on('close', (code, signal) => resolve(answered === undefined ? failed(`The process ended with ${signal ?? code}.`) : answered));
    child.send(request);
  });
}
