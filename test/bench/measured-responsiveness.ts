import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom, type Random } from '../fixtures/random.ts';
import { generatedMirror } from './data.ts';
import { indexByJob, leftovers, phaseAt, startEngine, warmUp, type IndexRun, type Moment } from './engine-index.ts';
import { proveWatch, watchMainThread, type LongestBlock } from './main-thread-watch.ts';
import type { BenchContext } from './types.ts';
import type { Engine } from '../../src/core/engine/index.ts';

/** Moments to cancel at, over the whole run; besides one in each phase that takes this share of it. */
const momentsOverRun = 4;
const shareOfPhase = 0.01;

export interface MeasuredBlock {
  readonly block: LongestBlock;
  readonly phase: string;
  readonly seconds: number;
  readonly packages: number;
}

/** The longest block of the thread that the engine was made on, from the call that starts a job to the job's end. */
export function measureBlock(context: BenchContext): Promise<MeasuredBlock> {
  return withEngine(context, async (engine, mirror) => {
    await proveWatch();
    const { answer: run, block } = await watchMainThread(() => indexByJob(engine, mirror, null));
    return { block, phase: phaseAt(run, block.endedAt), seconds: (run.endedAt - run.calledAt) / 1000, packages: run.job.outcome?.count ?? 0 };
  });
}

export interface MeasuredCancel {
  readonly phase: string;
  /** Since the call that started the job. */
  readonly secondsIn: number;
  /** From the call of `jobs.cancel` to the last event of the job, whether it was cancelled or done. */
  readonly milliseconds: number;
  readonly state: IndexRun['job']['state'];
  readonly leftovers: readonly string[];
}

/** Starts over and over, and cancels each time at another moment; misses those that came after the end. */
export function measureCancels(context: BenchContext): Promise<readonly MeasuredCancel[]> {
  return withEngine(context, async (engine, mirror, dataDir) => {
    const whole = await indexByJob(engine, mirror, null);
    const cancels: MeasuredCancel[] = [];
    for (const moment of chooseMoments(phasesOf(whole), seededRandom(context.seed))) {
      const { job, calledAt, endedAt, cancel } = await indexByJob(engine, mirror, moment);
      const left = leftovers(dataDir);
      if (cancel === null) continue;
      cancels.push({ phase: cancel.phase, secondsIn: (cancel.at - calledAt) / 1000, milliseconds: endedAt - cancel.at, state: job.state, leftovers: left });
      // What one job leaves is in the way of the next.
      if (left.length > 0) break;
    }
    return cancels;
  });
}

export interface Phase {
  readonly phase: string;
  readonly milliseconds: number;
}

/** Random moments: one in each phase that takes its share of the run, and some over the whole run. */
export function chooseMoments(phases: readonly Phase[], random: Random): readonly Moment[] {
  const whole = phases.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const inPhases = phases.filter(({ milliseconds }) => milliseconds >= whole * shareOfPhase);
  return [
    ...inPhases.map(({ phase, milliseconds }) => ({ phase, after: random.fraction() * milliseconds })),
    ...Array.from({ length: momentsOverRun }, () => momentAt(phases, random.fraction() * whole)),
  ];
}

function momentAt(phases: readonly Phase[], time: number): Moment {
  let before = 0;
  for (const { phase, milliseconds } of phases) {
    if (time < before + milliseconds) return { phase, after: time - before };
    before += milliseconds;
  }
  return { phase: phases[0]?.phase ?? '', after: time };
}

/** From the first report of the job itself: before it, a thread loads its code, here from source. */
function phasesOf({ marks, endedAt }: IndexRun): readonly Phase[] {
  return marks.map(({ phase, at }, place) => ({ phase, milliseconds: (marks[place + 1]?.at ?? endedAt) - at })).slice(1);
}

/** Over the generated mirror and a data folder of its own. */
async function withEngine<Answer>(context: BenchContext, work: (engine: Engine, mirror: string, dataDir: string) => Promise<Answer>): Promise<Answer> {
  const mirror = generatedMirror(context);
  const dataDir = mkdtempSync(join(context.scratchDir, 'data-'));
  const engine = startEngine(dataDir);
  try {
    await warmUp(engine, mirror);
    return await work(engine, mirror, dataDir);
  } finally {
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
