import type { HubId, Package, Problem, RecordPlace } from '../../../shared/domain/index.ts';
import { fieldsOf, listOf, text, type Fields } from '../fields.ts';
import type { MirrorFile } from '../files.ts';
import type { JsonRecord } from '../json/records.ts';
import type { ScanKind } from './scans.ts';

/** A package with the places of the records it was read from. */
export interface PackageEntry {
  readonly package: Package;
  readonly unified: RecordPlace | null;
  readonly metadata: RecordPlace | null;
}

/** What an adapter reads from, and where it reports to. */
export interface HubInput {
  /** A file below the hub's folder, `json/modelhub.json`; null where the mirror does not have it. */
  file(path: string): MirrorFile | null;
  /** Records of a file; damaged ones are reported and passed over. `again`: they have been reported already. `scan`: what may be read by its bytes. */
  records(file: MirrorFile, again?: 'again' | null, scan?: ScanKind): Iterable<JsonRecord>;
  /** Whether records of the file were found damaged so far. */
  isDamaged(file: MirrorFile): boolean;
  report(problem: Problem): void;
}

/** Reads one hub. A sixth hub is one more of these and one line in the registry. */
export interface HubAdapter {
  readonly hub: HubId;
  /** The unified records, below the hub's folder. */
  readonly recordsPath: string;
  /** The hub's own metadata that is read, below the hub's folder. */
  readonly metadataPaths: readonly string[];
  /** Whether each package of the hub is expected to have a clone (Hugging Face lists far more than it cloned). */
  readonly clonesExpected: boolean;
  /** `Package.clonePaths` where it follows from the name alone; else a new clone makes the whole hub be read again. */
  readonly clonePathsOf?: (name: string) => readonly string[];
  read(input: HubInput, emit: (entry: PackageEntry) => void): void;
}

/** The fields of a unified record that every hub has (domain.md section 1). */
export interface UnifiedRecord {
  readonly recordNumber: number | null;
  readonly name: string;
  readonly owner: string | null;
  readonly url: string | null;
  readonly ownerUrl: string | null;
  readonly sha: string | null;
  readonly metadataId: string | null;
  readonly task: string | null;
  readonly architecture: string | null;
  readonly datasets: readonly string[];
  readonly paperDois: readonly string[];
  readonly place: RecordPlace;
}

/** Reads a unified record; one without a name is reported and gives null. */
export function readUnified(record: JsonRecord, file: MirrorFile, input: HubInput): UnifiedRecord | null {
  const fields = record.value;
  const hubFields = fieldsOf(fields['ModelHub']);
  const metadataId = text(hubFields['MetadataObjectID']);
  const stated = text(fields['ModelName']);
  // On Hugging Face the metadata id is the model's name.
  const name = stated ?? (file.hub === 'huggingface' ? metadataId : null);
  if (stated === null) {
    input.report({
      severity: name === null ? 'error' : 'warning',
      code: 'missing-field',
      hub: file.hub,
      file: file.path,
      offset: record.offset,
      record: metadataId ?? text(fields['id']),
      message: name === null ? 'The record has no ModelName; it is left out.' : 'The record has no ModelName; its metadata id names it.',
    });
  }
  if (name === null) return null;
  reportWrongTypes(fields, name, record, file, input);
  return {
    recordNumber: typeof fields['id'] === 'number' ? fields['id'] : null,
    name,
    owner: text(fields['ModelOwner']),
    url: text(fields['ModelURL']),
    ownerUrl: text(fields['ModelOwnerURL']),
    sha: commitId(fields['LatestGitCommitSHA']),
    metadataId,
    task: text(fields['ModelTask']),
    architecture: text(fields['ModelArchitecture']),
    datasets: datasetNames(fields['Datasets'] ?? fields['Dataset']),
    paperDois: textList(fields['ModelPaperDOIs']),
    place: { file: file.path, offset: record.offset, length: record.length },
  };
}

const textFields = ['ModelName', 'ModelOwner', 'ModelURL', 'ModelOwnerURL', 'LatestGitCommitSHA', 'ModelTask', 'ModelArchitecture'] as const;

function reportWrongTypes(fields: Fields, name: string, record: JsonRecord, file: MirrorFile, input: HubInput): void {
  // Each by its name, since this runs for millions of records: a key that comes from a list is looked up anew every time.
  const areTexts = mayBeText(fields['ModelName']) && mayBeText(fields['ModelOwner']) && mayBeText(fields['ModelURL']) && mayBeText(fields['ModelOwnerURL'])
    && mayBeText(fields['LatestGitCommitSHA']) && mayBeText(fields['ModelTask']) && mayBeText(fields['ModelArchitecture']);
  if (areTexts) return;
  const wrong = textFields.filter((key) => !mayBeText(fields[key])).join(', ');
  input.report({ severity: 'warning', code: 'wrong-type', hub: file.hub, file: file.path, offset: record.offset, record: name, message: `Not text: ${wrong}.` });
}

function mayBeText(value: unknown): boolean {
  return typeof value === 'string' || value === undefined || value === null;
}

/** A commit id of 40 (SHA-1) or 64 (SHA-256) hex digits, lower case; null otherwise. */
export function commitId(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if (isLowerHex(value)) return value;
  const found = value.trim().toLowerCase();
  return isLowerHex(found) ? found : null;
}

function isLowerHex(value: string): boolean {
  if (value.length !== 40 && value.length !== 64) return false;
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code < 0x30 || code > 0x66 || (code > 0x39 && code < 0x61)) return false;
  }
  return true;
}

const noTexts: readonly string[] = [];

// Hugging Face's records have neither list, and there are millions of them: nothing is made for what is not there.

function textList(value: unknown): readonly string[] {
  return value === undefined ? noTexts : listOf(value).map(text).filter((item) => item !== null);
}

function datasetNames(value: unknown): readonly string[] {
  return value === undefined ? noTexts : listOf(value).map((item) => text(fieldsOf(item)['DatasetName']) ?? text(item)).filter((item) => item !== null);
}

/** Tells of an entry of the hub's own metadata that nothing names; it is left out. */
export function reportNameless(input: HubInput, file: MirrorFile | null, record: JsonRecord | null): void {
  input.report({
    severity: 'error', code: 'missing-field', hub: file?.hub ?? null, file: file?.path ?? null, offset: record?.offset ?? null, record: null,
    message: 'The entry has no name; it is left out.',
  });
}

/** A package of which nothing is known but hub and name; adapters fill in what they have. */
export function emptyPackage(hub: HubId, name: string): Package {
  return {
    hub, name,
    recordNumber: null, metadataId: null, owner: null, url: null, ownerUrl: null, description: null,
    task: null, architecture: null, license: null, licenses: [], library: null,
    datasets: [], languages: [], tags: [], papers: [], lineage: [], claims: [], claimsStrict: false,
    files: null, formats: [], parts: null, bytes: null, parameters: null, downloads: null, likes: null, stars: null,
    created: null, modified: null, sha: null, hasCard: false, cardText: null, gated: false, facts: [], clonePaths: [],
  };
}
