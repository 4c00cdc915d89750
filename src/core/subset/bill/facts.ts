import { gitHubPurl, huggingFacePurl, percentEncoded, type HubId } from '../../../shared/domain/index.ts';
import { isSpdxId, maxRecordBytes, parseJson } from '../../mirror/index.ts';
import { cardFactsOf, folderInRepository, readCard, readFiles, type MetadataRecord } from '../../package/index.ts';
import { cloneIn, mirrorFile, type PackagePlaces, placesOfIds } from '../../query/index.ts';
import { recordReader } from '../mirror-folder/source.ts';
import { readPackages, type PackageRecord } from '../package-record.ts';
import type { DocumentWork } from '../types.ts';
import { type Considerations, considerationsIn } from './considerations.ts';

/** A bill of one package lists this many of its files at most. */
const mostFiles = 10_000;

export interface BillFile {
  readonly path: string;
  readonly bytes: number | null;
  /** Of its content, from its LFS pointer or the hub's record; the id that git gives a file is no hash of its content alone. */
  readonly sha256: string | null;
}

/** What a bill of materials tells of a package, whatever its form. */
export interface BillFacts {
  readonly record: PackageRecord;
  /** Names the package in the document; unique in it. */
  readonly place: string;
  /** HEAD of the clone that the files were read from, else the commit that the record names; 40 or 64 hexadecimal digits. */
  readonly commit: string | null;
  readonly purl: string | null;
  /** SPDX id; null where the hub states none, or what is none. */
  readonly licence: string | null;
  /** As the hub spells it, where that is no SPDX id. */
  readonly otherLicence: string | null;
  readonly files: readonly BillFile[];
  /** Files that the clone or the record has. */
  readonly fileCount: number;
  /** Classes of the model's code (`BertForMaskedLM`), as its configuration names them. */
  readonly architectures: readonly string[];
  readonly considerations: Considerations;
}

/** The place of a package in a document, for references; a name's characters that mean something there are percent-encoded. */
export function placeOf(hub: HubId, name: string, ordinal: number): string {
  return `${hub}/${name.split('/').map(percentEncoded).join('/')}${ordinal === 0 ? '' : `?record=${ordinal}`}`;
}

/** The package URL of a base model that is named as the hub names packages; null for any other text. */
export function basePurl(base: string): string | null {
  return /^[\w.-]{1,200}(?:\/[\w.-]{1,200})?$/.test(base) ? huggingFacePurl(base, null) : null;
}

/** What a claim was measured on: "question-answering / squad"; empty where nothing says. */
export function measuredOn({ task, dataset }: PackageRecord['claimList'][number]): string {
  return [task, dataset].filter((part) => part !== null && part !== '').join(' / ');
}

/** Whether the bill is of one package, with all its files; of more, it lists the files whose hash is known. */
export function isOfOne({ chosen }: Pick<DocumentWork, 'chosen'>): boolean {
  return chosen.ids.length === 1;
}

/** The facts of the chosen packages, in their order. Throws `cancelled`. */
export function* readBillFacts(work: DocumentWork): Generator<BillFacts> {
  const { context, chosen, control } = work;
  const ofOne = isOfOne(work);
  const metadataOf = metadataReader(context);
  const allPlaces = placesOfIds(context.database, chosen.ids);
  for (const record of readPackages(context.database, chosen.ids, { withClaims: true })) {
    const { hub, name, ordinal, license, sha } = record;
    const { value: places } = allPlaces.next();
    if (!places) throw new Error('Records come in the order of their ids');
    const metadata = metadataOf(places);
    const folder = metadata ? folderInRepository(hub, metadata) : null;
    const clone = cloneIn(context, places);
    const listed = readFiles({ hub, clone, metadata, folder, isStopped: () => control.isCancelled() });
    const commit = commitOf(listed.commit) ?? commitOf(sha);
    const isSpdx = license !== null && isSpdxId(license);
    yield {
      record, commit,
      place: placeOf(hub, name, ordinal),
      purl: hub === 'huggingface' ? huggingFacePurl(name, commit) : gitHubPurl(record.origin ?? record.url ?? '', commit, folder),
      licence: isSpdx ? license : null,
      otherLicence: isSpdx ? null : record.licenseOriginal,
      files: filesOf(listed.files, ofOne),
      fileCount: listed.total,
      architectures: architecturesIn(metadata),
      considerations: considerationsIn(cardOf(metadata, clone, folder), record.tags),
    };
  }
}

/** Reads the hubs' own records, each file opened once and read by the window; null for what cannot be read. */
function metadataReader(context: DocumentWork['context']): (places: PackagePlaces) => MetadataRecord | null {
  const readers = new Map<string, ReturnType<typeof recordReader> | null>();
  const readerOf = (path: string): ReturnType<typeof recordReader> | null => {
    const known = readers.get(path);
    if (known !== undefined) return known;
    const file = mirrorFile(context, path);
    const reader = file === null ? null : recordReader(file);
    readers.set(path, reader);
    return reader;
  };
  return ({ metadata: place }) => {
    if (place === null || place.length > maxRecordBytes) return null;
    try {
      const record = readerOf(place.file)?.(place.offset, place.length);
      return record === undefined ? null : fieldsOf(parseJson(record.toString('utf8')));
    } catch {
      // The file has changed since it was indexed.
      return null;
    }
  };
}

function commitOf(text: string | null): string | null {
  return text !== null && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? text : null;
}

function filesOf(files: ReturnType<typeof readFiles>['files'], all: boolean): readonly BillFile[] {
  const seen = new Set<string>();
  const listed = files.filter(({ path, kind, lfs }) => {
    if (kind === 'submodule' || seen.has(path) || (!all && lfs === null)) return false;
    seen.add(path);
    return true;
  });
  return listed.slice(0, mostFiles).map(({ path, size, lfs }) => ({ path, bytes: size, sha256: lfs?.oid ?? null }));
}

function architecturesIn(metadata: MetadataRecord | null): readonly string[] {
  const listed = fieldsOf(metadata?.['config'])['architectures'];
  return Array.isArray(listed) ? listed.filter((one): one is string => typeof one === 'string' && one !== '').slice(0, 10) : [];
}

/** The fields of the card: as the hub's record has them, else the front matter of the clone's README. */
function cardOf(metadata: MetadataRecord | null, clone: ReturnType<typeof cloneIn>, folder: string | null): MetadataRecord {
  const recorded = fieldsOf(metadata?.['cardData'] ?? metadata?.['card_data']);
  if (clone === null || Object.keys(recorded).length > 0) return recorded;
  const card = readCard({ clone, metadataText: null, folder, withoutImages: true });
  return card.kind === 'card' && card.frontMatter !== null ? (cardFactsOf(card.frontMatter) ?? {}) : {};
}

function fieldsOf(value: unknown): MetadataRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as MetadataRecord) : {};
}
