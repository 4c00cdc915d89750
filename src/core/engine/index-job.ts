import { pluralText } from '../../shared/text/quantity.ts';
import { acquireWriter, buildIndex, currentIndex, PreviousIndex, surveyMirror } from '../index/index.ts';
import { locateMirror } from '../mirror/index.ts';
import { refuseDataFolderInside } from './data-folder.ts';
import type { JobEnd, JobMeans, JobTask } from './run-job.ts';
import { watchPlaces } from './same-mirror.ts';

/** Reads a mirror into its index, or what changed of it since. */
export async function indexMirror({ context, hire, control }: JobMeans, job: JobTask & { readonly kind: 'index' }): Promise<JobEnd> {
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
