import type { CallArguments, LfsCheck } from '../../shared/contract/index.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import { checkLfs, folderInRepository } from '../package/index.ts';
import { cloneIn, metadataRecord, packagePlaces } from '../query/index.ts';
import type { JobEnd, JobMeans } from './run-job.ts';

/** Compares files of tens of gigabytes with their pointers. */
export function checkFiles({ context, control }: JobMeans, { mirror, package: key, path }: CallArguments<'packages.checkLfs'>): JobEnd {
  const read = context.read(mirror);
  const places = packagePlaces(read.database, key);
  const metadata = metadataRecord(read, places);
  const input = { hub: key.hub, clone: cloneIn(read, places), folder: metadata ? folderInRepository(key.hub, metadata) : null, path };
  const phase = path === null ? 'Comparing files with their pointers' : 'Comparing the file with its pointer';
  const compared = checkLfs(input, { isCancelled: () => control.isCancelled(), progress: (done, total) => control.progress({ phase, done, total, unit: 'bytes' }) });
  const check = { package: key, ...compared };
  return { outcome: { path: null, count: check.files, bytes: check.bytes, check }, message: checkMessage(check) };
}

function checkMessage({ good, notHere, failed }: LfsCheck): string {
  const parts = [`${pluralText(good, 'file')} as ${good === 1 ? 'its pointer says' : 'their pointers say'}`];
  if (failed > 0) parts.unshift(`${pluralText(failed, 'file')} not as ${failed === 1 ? 'its pointer says' : 'their pointers say'}`);
  if (notHere > 0) parts.push(`${notHere.toLocaleString('en')} not here`);
  return `${parts.join('; ')}.`;
}
