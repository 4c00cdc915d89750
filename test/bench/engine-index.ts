import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEngine, type Engine } from '../../src/core/engine/index.ts';
import type { Job } from '../../src/shared/contract/index.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** The engine as the command line starts it, with its threads run from source. */
export function startEngine(dataDir: string): Engine {
  return createEngine({ dataDir, resourcesDir: join(project, 'resources'), workerFile: join(project, 'src/core/engine/worker.ts'), surface: 'cli', version: 'bench' });
}

/** The same with the threads of the build, which `ensureBuilt` has made. */
export function startBuiltEngine(dataDir: string): Engine {
  return createEngine({ dataDir, resourcesDir: join(project, 'resources'), workerFile: join(project, 'out/main/worker.js'), surface: 'cli', version: 'bench' });
}

/** Opens a mirror without indexing it, so that what the program starts once is started. */
export async function warmUp(engine: Engine, mirror: string): Promise<void> {
  const opened = await engine.call('mirrors.open', { paths: [mirror], indexIfMissing: false });
  if (!opened.ok) throw new Error(opened.error.message);
}

/** A moment of a job: so long after the first report of a phase. Milliseconds. */
export interface Moment {
  readonly phase: string;
  readonly after: number;
}

/** One job from its call to its last event; times by `performance.now()`. */
export interface IndexRun {
  readonly job: Job;
  readonly calledAt: number;
  /** The first report of each phase. */
  readonly marks: readonly { readonly phase: string; readonly at: number }[];
  readonly endedAt: number;
  /** When and in which phase `jobs.cancel` was called; null where the job ended before the moment came. */
  readonly cancel: { readonly at: number; readonly phase: string } | null;
}

/** Builds a mirror's index by a job of the engine; cancels it at the moment, if one is given. */
export async function indexByJob(engine: Engine, mirror: string, moment: Moment | null): Promise<IndexRun> {
  const marks: { readonly phase: string; readonly at: number }[] = [];
  const calledAt = performance.now();
  let cancel: IndexRun['cancel'] = null;
  let timer: NodeJS.Timeout | undefined;
  let unsubscribe = (): void => undefined;
  const ended = new Promise<{ readonly job: Job; readonly endedAt: number }>((resolve) => {
    unsubscribe = engine.subscribe((event) => {
      if (event.kind !== 'job' || event.job.kind !== 'index') return;
      const { job } = event;
      const at = performance.now();
      if (job.state !== 'running') return resolve({ job, endedAt: at });
      if (marks.at(-1)?.phase === job.phase) return;
      marks.push({ phase: job.phase, at });
      if (job.phase !== moment?.phase || timer !== undefined) return;
      timer = setTimeout(() => {
        cancel = { at: performance.now(), phase: marks.at(-1)?.phase ?? job.phase };
        void engine.call('jobs.cancel', { id: job.id });
      }, moment.after);
    });
  });
  try {
    const opened = await engine.call('mirrors.open', { paths: [mirror], rebuild: true });
    if (!opened.ok) throw new Error(opened.error.message);
    const { job, endedAt } = await ended;
    if (job.error) throw new Error(job.error.message);
    return { job, calledAt, marks, endedAt, cancel };
  } finally {
    clearTimeout(timer);
    unsubscribe();
  }
}

/** The phase that a run was in at a time, by what its reports said. */
export function phaseAt({ marks, calledAt }: IndexRun, time: number): string {
  return marks.findLast(({ at }) => at <= time)?.phase ?? (time < calledAt ? 'before the call' : 'opening');
}

/** What a job that has ended should have taken away: files half built, and the lock of the writer. */
export function leftovers(dataDir: string): readonly string[] {
  return readdirSync(join(dataDir, 'indexes'), { recursive: true }).map(String).filter((name) => /(^|[/\\])building-|\.part$|\.lock$/.test(name));
}
