import type { CallAnswer } from '../../shared/contract/index.ts';
import type { HubId } from '../../shared/domain/index.ts';
import { cancelledError } from '../../shared/result.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import { formatOfFile } from '../mirror/index.ts';
import { insideClone, type OpenClone, type PackageClone } from './clone.ts';
import { atCommit, noSuchCommit } from './commit-name.ts';
import { lfsContentPath } from './content.ts';
import { filesOfMetadata, type MetadataRecord } from './metadata.ts';
import { GitDataError, type LfsPointer, type ListedFile, maxLfsPointerBytes, parseLfsPointer } from './repository/index.ts';
import { listTreeFiles } from './repository/listing.ts';
import { TreeFinder } from './tree-paths.ts';

type Files = CallAnswer<'packages.files'>;
type PackageFile = Files['files'][number];

export interface FilesInput {
  readonly hub: HubId;
  readonly clone: PackageClone | null;
  /** The hub's own record, from which files are told where no clone can be read. */
  readonly metadata: MetadataRecord | null;
  /** Lists what lies below this folder of the repository only (`folderInRepository`); the whole where there is no such folder. */
  readonly folder?: string | null | undefined;
  /** A branch, a tag or a hash; HEAD where it is null. */
  readonly commit?: string | null | undefined;
  readonly isStopped?: (() => boolean) | undefined;
}

const maxListedFiles = 50_000;
const maxCountedFiles = 250_000;
/** The shortest pointer that git-lfs or its pre-releases write has 115 bytes. */
const minPointerBytes = 100;
/** Small files looked into for pointers; beyond them only those with the name of a weights file. */
const maxSmallFilesRead = 10_000;

/**
 * The files of a package: those at the clone's HEAD, else those that the hub's metadata names, else none with the reason. `bytes` is null
 * unless the size of every file is known; `reason` also tells what was left out of a list. Throws `cancelled` when `isStopped` says so,
 * and `not-found` for a commit that is not there.
 */
export function readFiles(input: FilesInput): Files {
  const { clone, commit = null } = input;
  const withoutClone = (why: string): Files => {
    if (commit !== null) throw noSuchCommit(commit, why);
    return listFromMetadata(input, why);
  };
  if (clone === null) return withoutClone('This mirror has no clone of the package.');
  return insideClone(clone, (opened) => listFromClone(atCommit(opened, commit, input.isStopped), input), (reason) => withoutClone(`The clone cannot be read: ${clone.reason ?? reason}`));
}

function listFromClone(opened: OpenClone, input: FilesInput): Files {
  const { repository, head } = opened;
  const root = rootOf(opened, input.folder ?? '');
  const listing = repository.listFiles(root.sha, { limit: maxListedFiles });
  let smallFilesLeft = maxSmallFilesRead;
  const files = listing.files.map((listed): PackageFile => {
    if (input.isStopped?.() === true) throw cancelledError();
    const path = root.path === '' ? listed.path : `${root.path}/${listed.path}`;
    const format = listed.kind === 'file' || listed.kind === 'executable' ? formatOfFile(path) : null;
    const isCandidate = mayBePointer(listed) && (format !== null || smallFilesLeft > 0);
    if (isCandidate && format === null) smallFilesLeft -= 1;
    const pointer = isCandidate ? pointerOf(opened, listed.sha) : null;
    const lfs = pointer === null ? null : { oid: pointer.oid, present: lfsContentPath(opened, path, pointer) !== null };
    return { path, kind: listed.kind, size: pointer?.size ?? listed.size, lfs, format };
  });
  const total = listing.truncated ? countFiles(opened, root.sha) : files.length;
  const notes = [
    listing.truncated ? cutNote(files.length, total) : '',
    listing.unreadableFolders.length > 0 ? `${pluralText(listing.unreadableFolders.length, 'folder is', 'folders are')} missing or damaged: ${shown(listing.unreadableFolders)}.` : '',
    missingNote(files),
  ].filter((note) => note !== '');
  return { source: 'clone', reason: notes.length === 0 ? null : notes.join(' '), commit: head, files, total, bytes: notes.length === 0 ? sumOf(files) : null };
}

function rootOf(opened: OpenClone, folder: string): { readonly path: string; readonly sha: string } {
  const place = folder === '' ? null : new TreeFinder(opened.repository, opened.head).find(folder);
  return place?.kind === 'folder' ? place : { path: '', sha: opened.head };
}

function mayBePointer({ kind, size }: ListedFile): boolean {
  return (kind === 'file' || kind === 'executable') && size !== null && size >= minPointerBytes && size <= maxLfsPointerBytes;
}

function pointerOf({ repository }: OpenClone, sha: string): LfsPointer | null {
  try {
    return parseLfsPointer(repository.readBlob(sha, maxLfsPointerBytes).bytes);
  } catch (error) {
    if (!(error instanceof GitDataError)) throw error;
    return null;
  }
}

/** Files of a list that was cut, at most `maxCountedFiles`; sizes are not asked for. */
function countFiles({ repository }: OpenClone, sha: string): number {
  return listTreeFiles({ readTree: (name) => repository.readTree(name), blobSize: () => null }, sha, maxCountedFiles).files.length;
}

function cutNote(listed: number, total: number): string {
  if (total <= listed) return 'Folders nested too deep are left out.';
  const all = total < maxCountedFiles ? String(total) : `at least ${total}`;
  return `The first ${listed} of ${all} files are listed.`;
}

function missingNote(files: readonly PackageFile[]): string {
  const missing = files.filter((file) => file.size === null && file.kind !== 'submodule').map((file) => file.path);
  return missing.length === 0 ? '' : `The content of ${pluralText(missing.length, 'file is', 'files is')} missing or damaged: ${shown(missing)}.`;
}

function shown(paths: readonly string[]): string {
  const names = paths.slice(0, 3).map((path) => path.slice(0, 200)).join(', ');
  return paths.length > 3 ? `${names} and ${paths.length - 3} more` : names;
}

/** The sum of all sizes, null where one is unknown; a submodule has none. */
function sumOf(files: readonly PackageFile[]): number | null {
  let sum = 0;
  for (const { kind, size } of files) {
    if (size === null && kind !== 'submodule') return null;
    sum += size ?? 0;
  }
  return sum;
}

function listFromMetadata({ hub, metadata }: FilesInput, why: string): Files {
  const { files, reason } = filesOfMetadata(hub, metadata);
  const listed = files.slice(0, maxListedFiles);
  const cut = listed.length < files.length ? ` ${cutNote(listed.length, files.length)}` : '';
  const isListed = Array.isArray(metadata?.['siblings']) || files.length > 0;
  return { source: isListed ? 'metadata' : 'none', reason: `${why} ${reason}${cut}`, commit: null, files: [...listed], total: files.length, bytes: files.length === 0 ? null : sumOf(files) };
}
