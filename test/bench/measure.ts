// One step of a run, alone in its process: prepares a benchmark's data, or takes one measurement, and sends the outcome.
import { benchmarks } from './registry.ts';
import type { BenchContext, Result } from './types.ts';

export interface MeasureRequest {
  readonly benchmark: string;
  /** Null to prepare the benchmark. */
  readonly measurement: string | null;
  readonly context: BenchContext;
}

/** A prepared benchmark answers null. */
export type MeasureAnswer = Result | null;

async function answer({ benchmark, measurement, context }: MeasureRequest): Promise<MeasureAnswer> {
  const found = benchmarks.find(({ name }) => name === benchmark);
  if (!found) throw new Error(`No benchmark is called ${benchmark}.`);
  if (measurement === null) return await found.prepare(context);
  const chosen = found.measurements.find(({ name }) => name === measurement);
  if (!chosen) throw new Error(`No measurement is called ${measurement}.`);
  const before = process.cpuUsage();
  const measured = await chosen.run(context);
  if (measured.kind === 'skipped') return measured;
  if (measured.otherProgram) return { ...measured, peakMegabytes: megabytes(measured.otherProgram.peakBytes), processorSeconds: null };
  const { user, system } = process.cpuUsage(before);
  // maxRSS is in kibibytes.
  return { ...measured, peakMegabytes: megabytes(process.resourceUsage().maxRSS * 1024), processorSeconds: (user + system) / 1e6 };
}

function megabytes(bytes: number | null): number | null {
  return bytes === null ? null : bytes / 1e6;
}

process.once('message', (request: MeasureRequest) => {
  answer(request)
    .catch((error: unknown): MeasureAnswer => ({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) }))
    // Whatever a measured program left running (a timer that never ends) must not hold the run.
    .then((result) => process.send?.(result, () => process.exit()))
    .catch((error: unknown) => {
      throw error;
    });
});
