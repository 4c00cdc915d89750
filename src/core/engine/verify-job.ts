import type { CallArguments, ExportCheck } from '../../shared/contract/index.ts';
import { describeSource } from '../../shared/domain/index.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import { allAttached, sourceOf } from '../peatmoss/index.ts';
import { verifyExport } from '../subset/index.ts';
import type { JobEnd, JobMeans } from './run-job.ts';

/** Compares an export with its manifest. */
export function verify({ context, control }: JobMeans, { path }: CallArguments<'exports.verify'>): JobEnd {
  const verified = verifyExport(path, control, allAttached(context.start.dataDir).map(sourceOf));
  return { outcome: { path: verified.path, count: verified.files + verified.clones, bytes: verified.bytes, verified }, message: verifiedMessage(verified) };
}

function verifiedMessage({ files, clones, failed, peatmoss }: ExportCheck): string {
  const parts = [pluralText(files, 'file'), ...(clones > 0 ? [pluralText(clones, 'clone')] : [])].join(' and ');
  const compared = failed === 0 ? `${parts} as the manifest says.` : `${failed.toLocaleString('en')} not as the manifest says, of ${parts}.`;
  return peatmoss === null ? compared : `${compared} ${describeSource(peatmoss)}`;
}
