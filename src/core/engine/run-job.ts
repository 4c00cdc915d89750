import type { CallArguments, ExportCheck, LfsCheck } from '../../shared/contract/index.ts';
import { describeSource } from '../../shared/domain/index.ts';
import { assertNever } from '../../shared/result.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import { acquireWriter, buildIndex, currentIndex, PreviousIndex, type Hire, surveyMirror, type WorkControl, type WorkStep } from '../index/index.ts';
import type { JobMessage, JobOutcome } from '../jobs/index.ts';
import { locateMirror } from '../mirror/index.ts';
import { allAttached, sourceOf } from '../peatmoss/index.ts';
import { type ExportOutcome, prepareExport, runExport, verifyExport } from '../subset/index.ts';
import { refuseDataFolderInside } from './data-folder.ts';
import { reportSource } from './measure-calls.ts';
import { checkPackageLfs } from './package-calls.ts';
import { joinPeatmoss } from './peatmoss-calls.ts';
import { watchPlaces } from './same-mirror.ts';
import { withSnapshots } from './subset-snapshots.ts';
import { unpackMirrorHub } from './unpack.ts';
import type { WorkerContext } from './worker-context.ts';

export type JobTask =
  | { readonly kind: 'index'; readonly mirror: string; readonly sources: readonly string[]; readonly rebuild: boolean }
  | { readonly kind: 'export'; readonly args: CallArguments<'exports.start'> }
  | { readonly kind: 'check'; readonly args: CallArguments<'packages.checkLfs'> }
  | { readonly kind: 'verify'; readonly args: CallArguments<'exports.verify'> }
  | { readonly kind: 'peatmoss'; readonly args: CallArguments<'peatmoss.attach'> }
  | { readonly kind: 'unpack'; readonly args: CallArguments<'mirrors.unpack'> };

/** Progress reaches the window at most this often. Milliseconds. */
const stepIntervalMs = 100;

/** The mirror whose index a job reads; null for one that writes an index or needs none. */
export function mirrorReadBy(task: unknown): string | null {
  const job = task as JobTask;
  return job.kind === 'index' || job.kind === 'verify' ? null : job.args.mirror;
}

/** Runs one job to its end in this thread, and in those that it hires; throws what made it fail, `cancelled` among it. */
export async function runJob(context: WorkerContext, task: unknown, send: (message: JobMessage) => void, hire: Hire): Promise<{ outcome: JobOutcome; message: string }> {
  const job = task as JobTask;
  const control = controlOf(context, send);
  switch (job.kind) {
    case 'index':
      return indexMirror(context, job, hire, control);
    case 'export': {
      const { mirror, ...options } = job.args;
      await prepareExport(options.format);
      const opened = reportSource(context, mirror);
      const outcome = runExport(opened, { ...options, selection: withSnapshots(context, mirror, options.selection), appVersion: context.start.version }, control, { hire });
      return { outcome: { ...outcome, warnings: outcome.warnings.map((warning) => ({ ...warning, examples: [...warning.examples] })) }, message: exportedMessage(outcome) };
    }
    case 'check': {
      const check = checkPackageLfs(context.read(job.args.mirror), job.args, control);
      return { outcome: { path: null, count: check.files, bytes: check.bytes, check }, message: checkMessage(check) };
    }
    case 'verify': {
      const verified = verifyExport(job.args.path, control, allAttached(context.start.dataDir).map(sourceOf));
      return { outcome: { path: verified.path, count: verified.files + verified.clones, bytes: verified.bytes, verified }, message: verifiedMessage(verified) };
    }
    case 'peatmoss':
      return joinPeatmoss(context, job.args, control);
    case 'unpack':
      return unpackMirrorHub(context, job.args, control);
    default:
      return assertNever(job);
  }
}

function exportedMessage({ count, path, warnings }: ExportOutcome): string {
  return [`${pluralText(count, 'package')} written to ${path}.`, ...warnings.map((warning) => `${warning.reason} ${warning.count.toLocaleString('en')} here, such as ${warning.examples[0] ?? ''}.`)].join(' ');
}

function verifiedMessage({ files, clones, failed, peatmoss }: ExportCheck): string {
  const parts = [pluralText(files, 'file'), ...(clones > 0 ? [pluralText(clones, 'clone')] : [])].join(' and ');
  const compared = failed === 0 ? `${parts} as the manifest says.` : `${failed.toLocaleString('en')} not as the manifest says, of ${parts}.`;
  return peatmoss === null ? compared : `${compared} ${describeSource(peatmoss)}`;
}

function checkMessage({ good, notHere, failed }: LfsCheck): string {
  const parts = [`${pluralText(good, 'file')} as ${good === 1 ? 'its pointer says' : 'their pointers say'}`];
  if (failed > 0) parts.unshift(`${pluralText(failed, 'file')} not as ${failed === 1 ? 'its pointer says' : 'their pointers say'}`);
  if (notHere > 0) parts.push(`${notHere.toLocaleString('en')} not here`);
  return `${parts.join('; ')}.`;
}

async function indexMirror(context: WorkerContext, job: JobTask & { kind: 'index' }, hire: Hire, control: WorkControl): Promise<{ outcome: JobOutcome; message: string }> {
  const began = performance.now();
  const { version: appVersion, dataDir } = context.start;
  const located = locateMirror(job.sources);
  refuseDataFolderInside(dataDir, located);
  const right = acquireWriter(dataDir, job.mirror);
  const current = currentIndex(dataDir, job.mirror);
  const previous = current === null || current.damage !== null ? null : PreviousIndex.open(current.path, appVersion);
  try {
    const places = watchPlaces(located);
    const survey = surveyMirror(located, job.rebuild ? null : previous, control);
    const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
    if (current !== null && survey.isUnchanged) {
      const compared = survey.clones.length === 0 ? 'all files' : `${pluralText(survey.clones.length, 'clone')} and all files`;
      const message = `Nothing changed since the mirror was indexed (${compared} compared in ${seconds()}).`;
      return { outcome: { path: null, count: current.packages, bytes: null }, message };
    }
    const summary = await buildIndex({ located, databaseFile: right.buildingFile, appVersion, hire, previous, survey }, control);
    // Files that are away look like files that never were: an index of what was left must not replace the good one.
    places.check();
    // An open file cannot be removed everywhere.
    previous?.close();
    right.install(summary);
    const parts = [`${pluralText(summary.packages, 'package')} indexed in ${seconds()}, ${pluralText(summary.problems, 'problem')} noted`];
    if (survey.keptClones.size > 0) parts.push(`${pluralText(survey.keptClones.size, 'clone')} taken over unread`);
    if (summary.gone > 0) parts.push(`${pluralText(summary.gone, 'package')} gone since`);
    return { outcome: { path: null, count: summary.packages, bytes: null }, message: `${parts.join('; ')}.` };
  } finally {
    previous?.close();
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
