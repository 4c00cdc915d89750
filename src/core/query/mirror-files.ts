import { join } from 'node:path';
import { isHubId } from '../../shared/domain/index.ts';
import { openArchiveFile } from '../index/index.ts';
import { maxRecordBytes, openHubFile, parseJson, type MirrorFile } from '../mirror/index.ts';
import type { PackageClone } from '../package/index.ts';
import type { ReadContext } from './context.ts';
import type { PackagePlaces } from './record-places.ts';

/** The hub's own record of a package as it stands in the mirror now; null where it cannot be read. */
export function metadataRecord(context: ReadContext, places: PackagePlaces): Readonly<Record<string, unknown>> | null {
  const place = places.metadata;
  const file = place === null || place.length > maxRecordBytes ? null : mirrorFile(context, place.file);
  if (!place || !file) return null;
  try {
    const parsed: unknown = parseJson(file.read(place.offset, place.length).toString('utf8'));
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Record<string, unknown>) : null;
  } catch {
    // The file has changed since it was indexed; the raw tab shows what stands there now.
    return null;
  }
}

/** A file of the mirror by its path below it: on disk now, or kept in the index where it came from an archive. */
export function mirrorFile(context: ReadContext, path: string): MirrorFile | null {
  const [, hub, ...rest] = path.split('/');
  if (hub === undefined || !isHubId(hub)) return null;
  const folder = context.hubFolders[hub];
  const onDisk = folder === undefined ? null : openHubFile({ hub, folder }, rest.join('/'), () => undefined);
  return onDisk ?? openArchiveFile(context.database, hub, path);
}

/** The package's clone on disk, or null where the mirror has none. */
export function cloneIn(context: ReadContext, places: PackagePlaces): PackageClone | null {
  if (!places.repository) return null;
  const { state, reason, path } = places.repository;
  if (state === 'archived') return { absolute: '', mirrorRoot: '', path, state, reason };
  const [, hub, ...rest] = path.split('/');
  const folder = hub !== undefined && isHubId(hub) ? context.hubFolders[hub] : undefined;
  if (folder === undefined) return null;
  return { absolute: join(folder, ...rest), mirrorRoot: folder, path, state, reason };
}
