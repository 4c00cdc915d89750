import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import type { RecordPlace } from '../../shared/domain/index.ts';
import { type CardInput, cardFromMetadata, folderInRepository, type KeyRing, readCard, readEvidence, readFile, readFiles, readRaw, readReferences, readSignatures, violationsOf } from '../package/index.ts';
import { archivedReadme, cloneIn, cloneOf, getPackage, metadataRecord, mirrorFile, packagePlaces, storedDetail, type ReadContext } from '../query/index.ts';

export function packageCard(context: ReadContext, args: CallArguments<'packages.card'>): CallAnswer<'packages.card'> {
  return readCard(cardInput(context, args));
}

/** The card without its images, for whoever looks at its words. */
export function packageCardText(context: ReadContext, args: CallArguments<'packages.card'>): CallAnswer<'packages.card'> {
  return readCard({ ...cardInput(context, args), withoutImages: true });
}

function cardInput(context: ReadContext, args: CallArguments<'packages.card'>): CardInput {
  const places = packagePlaces(context.database, args.package);
  const record = metadataRecord(context, places);
  const markdown = record ? cardFromMetadata(args.package.hub, record) : null;
  const told = markdown === null || places.metadata === null ? null : { label: places.metadata.file, markdown };
  return {
    folder: record ? folderInRepository(args.package.hub, record) : null,
    clone: cloneIn(context, places),
    metadataText: archivedReadme(context.database, places) ?? told,
  };
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

export function packageEvidence(context: ReadContext, args: CallArguments<'packages.evidence'>, isStopped: () => boolean): CallAnswer<'packages.evidence'> {
  const places = packagePlaces(context.database, args.package);
  const metadata = metadataRecord(context, places);
  return readEvidence({
    detail: getPackage(context, args),
    clone: cloneIn(context, places),
    card: packageCardText(context, args),
    files: packageFiles(context, { ...args, commit: null }, isStopped),
    folder: metadata ? folderInRepository(args.package.hub, metadata) : null,
  });
}

export async function packageSignatures(context: ReadContext, args: CallArguments<'packages.signatures'>, ring: KeyRing, isStopped: () => boolean): Promise<CallAnswer<'packages.signatures'>> {
  const { database } = context;
  const clone = cloneOf(database, storedDetail(database, args.package));
  const read = await readSignatures(cloneIn(context, packagePlaces(database, args.package)), args, ring, { isStopped });
  return { clone, ...read };
}

export function packageRaw(context: ReadContext, args: CallArguments<'packages.raw'>): CallAnswer<'packages.raw'> {
  const { unified, metadata } = packagePlaces(context.database, args.package);
  const read = (kind: 'unified' | 'metadata', place: RecordPlace | null): CallAnswer<'packages.raw'>['unified'] => {
    const file = place === null ? null : mirrorFile(context, place.file);
    if (place === null || file === null) return null;
    const raw = readRaw(file, place);
    const checked = raw.truncated ? null : violationsOf(kind, args.package.hub, raw.text);
    return { ...raw, violations: checked === null ? null : { list: [...checked.list], total: checked.total } };
  };
  const records = { unified: read('unified', unified), metadata: read('metadata', metadata) };
  const gone = [unified, metadata].filter((place) => place !== null && mirrorFile(context, place.file) === null);
  const reason = unified === null && metadata === null ? 'The package was recovered from its clone: no record names it.' : gone.map((place) => `${place?.file} is not there now.`).join(' ');
  return { ...records, reason: reason === '' ? null : reason };
}
