import type { CallArguments } from '../../shared/contract/index.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import { asksForSets } from '../query/index.ts';
import { type ExportOutcome, prepareExport, runExport } from '../subset/index.ts';
import type { JobEnd, JobMeans } from './run-job.ts';
import { withSnapshots } from './subset-snapshots.ts';
import { bindUserSets } from './user-sets.ts';

/** Writes packages in a format. Measures, and what they stand on, are loaded only where the search or the format asks for them. */
export async function exportPackages({ context, control, hire }: JobMeans, { mirror, ...options }: CallArguments<'exports.start'>): Promise<JobEnd> {
  const { format, selection } = options;
  await prepareExport(format);
  const withMeasures = format === 'report' || (selection.kind === 'query' && asksForSets(selection.query));
  context.bindBy(withMeasures ? (await import('./measure-sets.ts')).bindMeasureSets : bindUserSets);
  const source = format === 'report' ? (await import('./measure-calls.ts')).reportSource(context, mirror) : null;
  const exported = { ...options, selection: withSnapshots(context, mirror, selection), appVersion: context.start.version };
  const outcome = runExport(source ?? context.read(mirror), exported, control, { hire, source });
  return { outcome: { ...outcome, warnings: outcome.warnings.map((warning) => ({ ...warning, examples: [...warning.examples] })) }, message: exportedMessage(outcome) };
}

function exportedMessage({ count, path, warnings }: ExportOutcome): string {
  return [`${pluralText(count, 'package')} written to ${path}.`, ...warnings.map((warning) => `${warning.reason} ${warning.count.toLocaleString('en')} here, such as ${warning.examples[0] ?? ''}.`)].join(' ');
}
