import { join } from 'node:path';
import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import type { RecordPlace } from '../../shared/domain/index.ts';
import { isHubId } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { openArchiveFile } from '../index/index.ts';
import { maxRecordBytes, openHubFile, parseJson, type MirrorFile } from '../mirror/index.ts';
import { cardFromMetadata, folderInRepository, readCard, readCommits, readFile, readFiles, readRaw, readReferences, type PackageClone } from '../package/index.ts';
import { archivedReadme, cloneOf, packagePlaces, repositoryPeople, storedDetail, type PackagePlaces, type ReadContext } from '../query/index.ts';

export function packageCard(context: ReadContext, args: CallArguments<'packages.card'>): CallAnswer<'packages.card'> {
  const places = packagePlaces(context.database, args.package);
  const record = metadataRecord(context, places);
  const markdown = record ? cardFromMetadata(args.package.hub, record) : null;
  const told = markdown === null || places.metadata === null ? null : { label: places.metadata.file, markdown };
  return readCard({
    folder: record ? folderInRepository(args.package.hub, record) : null,
    clone: cloneIn(context, places),
    metadataText: archivedReadme(context.database, places) ?? told,
  });
}

export function packageFiles(context: ReadContext, args: CallArguments<'packages.files'>, isStopped: () => boolean): CallAnswer<'packages.files'> {
  const { hub } = args.package;
  const places = packagePlaces(context.database, args.package);
  const metadata = metadataRecord(context, places);
  return readFiles({ hub, clone: cloneIn(context, places), metadata, folder: metadata ? folderInRepository(hub, metadata) : null, commit: args.commit, isStopped });
}

export function packageFile(context: ReadContext, args: CallArguments<'packages.file'>, isStopped: () => boolean): CallAnswer<'packages.file'> {
  const { path, commit, offset, limit, form } = args;
  return readFile({ clone: cloneIn(context, packagePlaces(context.database, args.package)), path, commit, offset, limit, form, isStopped });
}

export function packageReferences(context: ReadContext, args: CallArguments<'packages.references'>): CallAnswer<'packages.references'> {
  return readReferences(cloneIn(context, packagePlaces(context.database, args.package)));
}

export function packageHistory(context: ReadContext, args: CallArguments<'packages.history'>, isStopped: () => boolean): CallAnswer<'packages.history'> {
  const { database } = context;
  const clone = cloneOf(database, storedDetail(database, args.package));
  const places = packagePlaces(database, args.package);
  const opened = cloneIn(context, places);
  const sums = places.repository ? repositoryPeople(database, places.repository.id) : { people: [], years: [] };
  const read = opened && clone.commits > 0 ? readPage(opened, args, isStopped) : { commits: [], reason: null };
  return { clone: { ...clone, reason: read.reason ?? clone.reason }, commits: [...read.commits], total: clone.commits, ...sums };
}

/** A clone that has gone since it was indexed keeps its sums; only its commits cannot be listed. */
function readPage(clone: PackageClone, page: { offset: number; limit: number }, isStopped: () => boolean): { commits: ReturnType<typeof readCommits>; reason: string | null } {
  try {
    return { commits: readCommits(clone, { offset: page.offset, limit: page.limit }, isStopped), reason: null };
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.code !== 'unreadable') throw error;
    return { commits: [], reason: error.message };
  }
}

export function packageRaw(context: ReadContext, args: CallArguments<'packages.raw'>): CallAnswer<'packages.raw'> {
  const { unified, metadata } = packagePlaces(context.database, args.package);
  const read = (place: RecordPlace | null): CallAnswer<'packages.raw'>['unified'] => {
    const file = place === null ? null : mirrorFile(context, place.file);
    return place === null || file === null ? null : readRaw(file, place);
  };
  const records = { unified: read(unified), metadata: read(metadata) };
  const gone = [unified, metadata].filter((place) => place !== null && mirrorFile(context, place.file) === null);
  const reason = unified === null && metadata === null ? 'The package was recovered from its clone: no record names it.' : gone.map((place) => `${place?.file} is not there now.`).join(' ');
  return { ...records, reason: reason === '' ? null : reason };
}

function metadataRecord(context: ReadContext, places: PackagePlaces): Readonly<Record<string, unknown>> | null {
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
function cloneIn(context: ReadContext, places: PackagePlaces): PackageClone | null {
  if (!places.repository) return null;
  const { state, reason, path } = places.repository;
  if (state === 'archived') return { absolute: '', mirrorRoot: '', path, state, reason };
  const [, hub, ...rest] = path.split('/');
  const folder = hub !== undefined && isHubId(hub) ? context.hubFolders[hub] : undefined;
  if (folder === undefined) return null;
  return { absolute: join(folder, ...rest), mirrorRoot: folder, path, state, reason };
}
