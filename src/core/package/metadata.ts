import type { CallAnswer } from '../../shared/contract/index.ts';
import type { HubId } from '../../shared/domain/index.ts';
import { formatOfFile } from '../mirror/index.ts';
import { folderOfPath, joinTreePath } from './tree-paths.ts';

type PackageFile = CallAnswer<'packages.files'>['files'][number];

/** A hub's own record of a package, any shape. */
export type MetadataRecord = Readonly<Record<string, unknown>>;

/**
 * The card text that a hub's metadata holds, or null. Only the Model Zoo has one, `long_desc`; where it repeats the description it is
 * none, as it is for the index.
 */
export function cardFromMetadata(hub: HubId, record: MetadataRecord): string | null {
  if (hub !== 'modelzoo') return null;
  const text = textOf(record['long_desc']);
  return text === textOf(record['description']) ? null : text;
}

/**
 * The folder of the repository in which a package lies, or null where that is the root or not stated: the Onnx Model Zoo keeps all its
 * models in one repository, and links of other hubs may name a folder (`/tree/<branch>/…`) or a file (`/blob/<branch>/…`).
 */
export function folderInRepository(hub: HubId, record: MetadataRecord): string | null {
  const modelPath = hub === 'onnxmodelzoo' ? textOf(record['ModelPath']) : null;
  if (modelPath !== null) return folderOrNull(folderOfPath(joinTreePath('', modelPath) ?? ''));
  for (const key of ['GitHub URL', 'GitHubURL', 'link']) {
    const [, kind, path = ''] = /^https?:\/\/github\.com\/[^/]+\/[^/]+\/(tree|blob)\/[^/]+\/([^?#]*)/i.exec(textOf(record[key]) ?? '') ?? [];
    const folder = kind === undefined ? null : joinTreePath('', path);
    if (folder !== null) return folderOrNull(kind === 'blob' ? folderOfPath(folder) : folder);
  }
  return null;
}

/** A path longer than any real one would cost a look into each of its folders. */
function folderOrNull(folder: string): string | null {
  return folder === '' || folder.length > 1000 ? null : folder;
}

export interface MetadataFiles {
  readonly files: readonly PackageFile[];
  /** What a reader should know of the list, or why it is empty. */
  readonly reason: string;
}

/** The files that a hub's metadata names: Hugging Face `siblings`, the model file of the Onnx Model Zoo. */
export function filesOfMetadata(hub: HubId, record: MetadataRecord | null): MetadataFiles {
  if (record === null) return { files: [], reason: 'This mirror has no metadata record of the package.' };
  if (hub === 'onnxmodelzoo') return onnxFile(record);
  const siblings = record['siblings'];
  if (hub !== 'huggingface' || !Array.isArray(siblings)) return { files: [], reason: "The hub's metadata lists no files." };
  const files = siblings.map(siblingFile).filter((file) => file !== null);
  return { files, reason: "The files are those that the hub's metadata lists." };
}

function siblingFile(value: unknown): PackageFile | null {
  const sibling = mapOf(value);
  const path = textOf(sibling['rfilename']);
  if (path === null) return null;
  const lfs = mapOf(sibling['lfs']);
  const oid = /^(?:sha256:)?([\da-f]{64})$/i.exec(textOf(lfs['sha256'] ?? lfs['oid']) ?? '')?.[1];
  return {
    path,
    kind: 'file',
    size: sizeOf(lfs['size']) ?? sizeOf(sibling['size']),
    lfs: oid === undefined ? null : { oid: oid.toLowerCase(), present: false },
    format: formatOfFile(path),
  };
}

/** Its size is free text, rounded to three digits, so it is told and not counted. */
function onnxFile(record: MetadataRecord): MetadataFiles {
  const path = textOf(record['ModelPath']);
  if (path === null || path === 'N/A') return { files: [], reason: "The hub's metadata names no file." };
  const size = textOf(record['ModelSize']);
  const stated = size === null || size === 'N/A' ? '' : ` and states its size as ${size}`;
  return { files: [{ path, kind: 'file', size: null, lfs: null, format: formatOfFile(path) }], reason: `The hub's metadata names the model's file${stated}.` };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function sizeOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function mapOf(value: unknown): MetadataRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as MetadataRecord) : {};
}
