import { lstatSync, readdirSync, realpathSync, renameSync, rmdirSync, rmSync, type Stats } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { basename, dirname, isAbsolute, join, normalize } from 'node:path';
import { ExpectedError } from '../../shared/result.ts';
import { isInside, windowsFault } from '../mirror/index.ts';
import type { ReadContext } from '../query/index.ts';
import { nameReasons } from './names.ts';

/** Where a mirror lies; its index need not be open for that. */
export interface MirrorPlaces extends Pick<ReadContext, 'hubFolders' | 'dataDir'> {
  readonly mirror: Pick<ReadContext['mirror'], 'title' | 'sources'>;
}

export const folderManifestName = 'ptmx-manifest.json';

/** The manifest that stands beside an exported file. */
export function manifestPathOf(target: string): string {
  return `${target}.manifest.json`;
}

/** A name beside the target that nothing else has. */
export function partPathOf(target: string): string {
  return `${target}.${randomBytes(6).toString('hex')}.part`;
}

/**
 * The target as it will be written. Throws `invalid-arguments` for a path that is not absolute, `not-found` where its
 * folder is missing, `refused` inside the mirror and where something else stands already.
 */
export function checkTarget(context: MirrorPlaces, request: { readonly target: string; readonly kind: 'file' | 'folder'; readonly overwrite: boolean }): string {
  if (!isAbsolute(request.target) || request.target.includes('\0')) {
    throw new ExpectedError('invalid-arguments', 'The target must be an absolute path.');
  }
  const target = normalize(request.target).replace(/(?<=[^\\/:])[\\/]+$/, '');
  refuseInsideMirror(context, target);
  refuseInsideData(context, target);
  refuseName(basename(target));
  if (statOf(dirname(target))?.isDirectory() !== true && !isFolderBehindLink(dirname(target))) {
    throw new ExpectedError('not-found', `The folder ${dirname(target)} does not exist.`, 'Make it first, or choose another one.');
  }
  if (request.kind === 'file') refuseOccupiedFile(target, request.overwrite);
  else refuseOccupiedFolder(target, request.overwrite);
  return target;
}

function refuseInsideMirror(context: MirrorPlaces, target: string): void {
  // Judged by the real path: a link, or a name in other letters on a disk that ignores case, leads to the same place.
  const parent = nearestRealFolder(dirname(target));
  const place = nearestRealFolder(target);
  const { folders, archiveFolders } = protectedPlaces(context);
  const inside = folders.find((folder) => isInside(parent, folder) || isInside(place, folder));
  const beside = archiveFolders.find((folder) => folder === parent);
  const found = inside ?? beside;
  if (found === undefined) return;
  throw new ExpectedError('refused', `${target} lies inside the mirror (${found}), which is never written to.`, 'Choose a folder outside the mirror.');
}

/** Where indexes and notes lie, a name of an export could be one of the program's own. */
function refuseInsideData({ dataDir }: MirrorPlaces, target: string): void {
  if (dataDir === undefined || !isInside(nearestRealFolder(target), nearestRealFolder(dataDir))) return;
  throw new ExpectedError('refused', `${target} lies inside the data folder of this program (${dataDir}).`, 'Choose a folder outside of it.');
}

/** Windows takes some of these names and writes elsewhere, or nowhere. */
function refuseName(name: string, platform = process.platform): void {
  const fault = platform === 'win32' ? windowsFault(name) : null;
  if (fault !== null) throw new ExpectedError('refused', `${name} is not a name for a file or folder: ${nameReasons[fault]}`, 'Choose another name.');
}

/** Folders of the mirror with all below them, and the folders in which its archives lie (only these themselves). */
export function protectedPlaces(context: MirrorPlaces): { readonly folders: readonly string[]; readonly archiveFolders: readonly string[] } {
  const folders = new Set<string>();
  const archiveFolders = new Set<string>();
  for (const folder of Object.values(context.hubFolders)) {
    const real = nearestRealFolder(folder);
    folders.add(real);
    if (basename(dirname(real)) === 'data') folders.add(dirname(real));
  }
  for (const source of context.mirror.sources) {
    const real = nearestRealFolder(source);
    if (statOf(real)?.isFile() === true) archiveFolders.add(dirname(real));
    else if (statOf(source) !== null) folders.add(real);
  }
  return { folders: [...folders], archiveFolders: [...archiveFolders] };
}

/** The real path of what exists of a path. */
export function nearestRealFolder(path: string): string {
  for (let at = path; ; at = dirname(at)) {
    try {
      return realpathSync.native(at);
    } catch {
      if (dirname(at) === at) return at;
    }
  }
}

function refuseOccupiedFile(target: string, overwrite: boolean): void {
  for (const path of [target, manifestPathOf(target)]) {
    const stat = statOf(path);
    if (stat === null) continue;
    if (!stat.isFile()) throw new ExpectedError('refused', `${path} exists and is not a file.`, 'Choose another name.');
    if (!overwrite) throw exists(path);
  }
}

function refuseOccupiedFolder(target: string, overwrite: boolean): void {
  const state = folderState(target);
  if (state === 'free') return;
  if (state === 'other') throw new ExpectedError('refused', `${target} exists and is not an earlier export.`, 'Choose a name that does not exist yet; only an empty folder or an earlier export can be replaced.');
  if (!overwrite) throw exists(target);
}

function exists(path: string): ExpectedError {
  return new ExpectedError('refused', `${path} exists already.`, 'Choose another name, or allow it to be overwritten (--overwrite on the command line).');
}

/** A folder with anything in it that no export of this program writes is never replaced. */
function folderState(target: string): 'free' | 'earlier-export' | 'other' {
  const stat = statOf(target);
  if (stat === null) return 'free';
  if (!stat.isDirectory()) return 'other';
  const names = readdirSync(target);
  if (names.length === 0) return 'free';
  return names.includes(folderManifestName) && names.every((name) => name === 'data' || name === folderManifestName || name.startsWith('hub=')) ? 'earlier-export' : 'other';
}

/** Puts whole files in their places: `[part, target]` pairs. Where a later one fails, earlier new ones are taken back. */
export function placeFiles(target: string, pairs: readonly (readonly [string, string])[], overwrite: boolean): void {
  refuseOccupiedFile(target, overwrite);
  const placed: string[] = [];
  try {
    for (const [part, path] of pairs) {
      const isNew = statOf(path) === null;
      renameSync(part, path);
      if (isNew) placed.push(path);
    }
  } catch (error) {
    for (const path of placed) rmSync(path, { force: true });
    throw error;
  }
}

/** Puts a whole folder in its place. An earlier export goes only when the new one stands. */
export function placeFolder(part: string, target: string, overwrite: boolean): void {
  refuseOccupiedFolder(target, overwrite);
  if (statOf(target) === null) return renameSync(part, target);
  if (folderState(target) === 'free') {
    rmdirSync(target);
    return renameSync(part, target);
  }
  const old = partPathOf(join(dirname(target), `${basename(target)}.old`));
  renameSync(target, old);
  try {
    renameSync(part, target);
  } catch (error) {
    renameSync(old, target);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

/** Of the thing itself, not of what a link leads to; null where there is none. */
function statOf(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch {
    return null;
  }
}

function isFolderBehindLink(path: string): boolean {
  try {
    return lstatSync(realpathSync(path)).isDirectory();
  } catch {
    return false;
  }
}
