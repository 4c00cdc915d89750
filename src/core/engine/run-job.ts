import type { CallArguments } from '../../shared/contract/index.ts';
import { assertNever } from '../../shared/result.ts';
import type { Hire, WorkControl, WorkStep } from '../index/index.ts';
import type { JobMessage, JobOutcome } from '../jobs/index.ts';
import type { WorkerContext } from './worker-context.ts';

export type JobTask =
  | { readonly kind: 'index'; readonly mirror: string; readonly sources: readonly string[]; readonly rebuild: boolean }
  | { readonly kind: 'export'; readonly args: CallArguments<'exports.start'> }
  | { readonly kind: 'check'; readonly args: CallArguments<'packages.checkLfs'> }
  | { readonly kind: 'verify'; readonly args: CallArguments<'exports.verify'> }
  | { readonly kind: 'peatmoss'; readonly args: CallArguments<'peatmoss.attach'> }
  | { readonly kind: 'list'; readonly args: CallArguments<'subsets.importIds'> }
  | { readonly kind: 'unpack'; readonly args: CallArguments<'mirrors.unpack'> };

/** What a job has at hand while it runs: its thread holds the context, and lets it hire others. */
export interface JobMeans {
  readonly context: WorkerContext;
  readonly control: WorkControl;
  readonly hire: Hire;
}

/** What became of a job, and the same in words. */
export interface JobEnd {
  readonly outcome: JobOutcome;
  readonly message: string;
}

/** Progress reaches the window at most this often. Milliseconds. */
const stepIntervalMs = 100;

/** The mirror whose index a job reads; null for one that writes an index or needs none. */
export function mirrorReadBy(task: unknown): string | null {
  const job = task as JobTask;
  return job.kind === 'index' || job.kind === 'verify' ? null : job.args.mirror;
}

/** Runs a job to its end in this thread, and in those that it hires; throws what made it fail, `cancelled` among it. */
export type RunJob = (context: WorkerContext, send: (message: JobMessage) => void, hire: Hire) => Promise<JobEnd>;

/** Loads what a job's kind needs, and no other kind: a job's thread starts in the time that its modules take. */
export async function loadJob(task: unknown): Promise<RunJob> {
  const run = await loadKind(task as JobTask);
  return async (context, send, hire) => run({ context, control: controlOf(context, send), hire });
}

async function loadKind(job: JobTask): Promise<(means: JobMeans) => JobEnd | Promise<JobEnd>> {
  switch (job.kind) {
    case 'index': {
      const { indexMirror } = await import('./index-job.ts');
      return (means) => indexMirror(means, job);
    }
    case 'export': {
      const { exportPackages } = await import('./export-job.ts');
      return (means) => exportPackages(means, job.args);
    }
    case 'check': {
      const { checkFiles } = await import('./check-job.ts');
      return (means) => checkFiles(means, job.args);
    }
    case 'verify': {
      const { verify } = await import('./verify-job.ts');
      return (means) => verify(means, job.args);
    }
    case 'peatmoss': {
      const { joinPeatmoss } = await import('./peatmoss-job.ts');
      return (means) => joinPeatmoss(means, job.args);
    }
    case 'unpack': {
      const { unpackMirrorHub } = await import('./unpack.ts');
      return ({ context, control }) => unpackMirrorHub(context, job.args, control);
    }
    case 'list': {
      const { importList } = await import('./list-job.ts');
      return (means) => importList(means, job.args);
    }
    default:
      return assertNever(job);
  }
}

function controlOf(context: WorkerContext, send: (message: JobMessage) => void): WorkControl {
  let lastAt = -Infinity;
  let lastPhase = '';
  return {
    isCancelled: context.isStopped,
    progress: (step: WorkStep) => {
      const now = performance.now();
      if (step.phase === lastPhase && now - lastAt < stepIntervalMs) return;
      lastAt = now;
      lastPhase = step.phase;
      send({ kind: 'step', step });
    },
  };
}
