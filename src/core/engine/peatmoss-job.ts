import type { CallArguments } from '../../shared/contract/index.ts';
import { countText, pluralText } from '../../shared/text/quantity.ts';
import { bindPeatmoss, readPeatmoss, writeJoined } from '../peatmoss/index.ts';
import { openedMirror } from './annotation-calls.ts';
import { matchedIn } from './peatmoss-calls.ts';
import type { JobEnd, JobMeans } from './run-job.ts';

/** Joins a database of tens of gigabytes to a mirror. */
export function joinPeatmoss({ context, control }: JobMeans, { mirror, path }: CallArguments<'peatmoss.attach'>): JobEnd {
  context.bindBy(({ start }, read) => bindPeatmoss(start.dataDir, read.mirror.id, read.database));
  openedMirror(context, mirror);
  const began = performance.now();
  const content = readPeatmoss(path, control);
  const attached = writeJoined(context.start.dataDir, mirror, path, content, control);
  const { matched, matchedUsed } = matchedIn(context, mirror);
  const { leftOut } = attached;
  const left = [[leftOut.models, 'model', 'without a number or a name'], [leftOut.uses, 'use', 'of models that it lacks'], [leftOut.twice, 'model', 'a second time']] as const;
  const parts = [
    `${countText(attached.models)} models and ${countText(attached.repositories)} repositories read in ${((performance.now() - began) / 1000).toFixed(1)} s`,
    ...(matched === null ? [] : [`${pluralText(matched, 'package')} of the mirror among them, ${countText(matchedUsed ?? 0)} of these in use`]),
    ...left.filter(([count]) => count > 0).map(([count, noun, what]) => `left out: ${pluralText(count, noun)} ${what}`),
  ];
  return { outcome: { path: null, count: attached.models, bytes: null }, message: `${parts.join('; ')}.` };
}
