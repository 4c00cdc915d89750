import type { CallArguments } from '../../shared/contract/index.ts';
import { assertNever } from '../../shared/result.ts';
import { acquireWriter, buildIndex, type WorkControl, type WorkStep } from '../index/index.ts';
import type { JobMessage, JobOutcome } from '../jobs/index.ts';
import { locateMirror } from '../mirror/index.ts';
import { runExport } from '../subset/index.ts';
import { refuseDataFolderInside } from './data-folder.ts';
import { watchPlaces } from './same-mirror.ts';
import { unpackMirrorHub } from './unpack.ts';
import type { WorkerContext } from './worker-context.ts';

export type JobTask =
  | { readonly kind: 'index'; readonly mirror: string; readonly sources: readonly string[] }
  | { readonly kind: 'export'; readonly args: CallArguments<'exports.start'> }
  | { readonly kind: 'unpack'; readonly args: CallArguments<'mirrors.unpack'> };

/** Progress reaches the window at most this often. Milliseconds. */
const stepIntervalMs = 100;

/** The mirror whose index a job reads; null for one that writes an index. */
export function mirrorReadBy(task: unknown): string | null {
  const job = task as JobTask;
  return job.kind === 'index' ? null : job.args.mirror;
}

/** Runs one job to its end in this thread; throws what made it fail, `cancelled` among it. */
export async function runJob(context: WorkerContext, task: unknown, send: (message: JobMessage) => void): Promise<{ outcome: JobOutcome; message: string }> {
  const job = task as JobTask;
  const control = controlOf(context, send);
  switch (job.kind) {
    case 'index':
      return indexMirror(context, job, control);
    case 'export': {
      const { mirror, ...options } = job.args;
      const outcome = runExport(context.read(mirror), { ...options, appVersion: context.start.version }, control);
      return { outcome, message: `${outcome.count.toLocaleString('en')} packages written to ${outcome.path ?? 'nowhere'}.` };
    }
    case 'unpack':
      return unpackMirrorHub(context, job.args, control);
    default:
      return assertNever(job);
  }
}

async function indexMirror(context: WorkerContext, job: JobTask & { kind: 'index' }, control: WorkControl): Promise<{ outcome: JobOutcome; message: string }> {
  const began = performance.now();
  const located = locateMirror(job.sources);
  refuseDataFolderInside(context.start.dataDir, located);
  const right = acquireWriter(context.start.dataDir, job.mirror);
  try {
    const places = watchPlaces(located);
    const summary = await buildIndex({ located, databaseFile: right.buildingFile, appVersion: context.start.version }, control);
    // Files that are away look like files that never were: an index of what was left must not replace the good one.
    places.check();
    right.install(summary);
    const seconds = (performance.now() - began) / 1000;
    const problems = summary.problems === 1 ? '1 problem' : `${summary.problems.toLocaleString('en')} problems`;
    return {
      outcome: { path: null, count: summary.packages, bytes: null },
      message: `${summary.packages.toLocaleString('en')} packages indexed in ${seconds.toFixed(1)} s, ${problems} noted.`,
    };
  } finally {
    right.release();
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
