import { existsSync, lstatSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { hubIds, isHubId, type HubId, type Problem } from '../../shared/domain/index.ts';
import { codeOf, ExpectedError, messageOf } from '../../shared/result.ts';
import { realPathInside } from './containment.ts';
import { diskFile, tryReading, whyUnreadable, type MirrorFile } from './files.ts';
import { adapterOf } from './hubs/registry.ts';

/** A hub that lies unpacked on disk. */
export interface HubFolder {
  readonly hub: HubId;
  /** Real path of the folder that `data/<hub>` stands for. */
  readonly folder: string;
}

/** What a user's paths turn out to hold, before anything of it is read. */
export interface LocatedMirror {
  /** Real paths, as given; they identify the mirror. */
  readonly sources: readonly string[];
  readonly folders: readonly HubFolder[];
  readonly archives: readonly string[];
}

const archivePattern = /\.(tar\.gz|tgz)$/i;

/**
 * Finds the hubs at the folder above `data`, at `data`, at one hub's folder, at archives, or at a folder of archives.
 * Throws `not-a-mirror` (with what was expected) or `unreadable`.
 */
export function locateMirror(paths: readonly string[]): LocatedMirror {
  const sources: string[] = [];
  const folders = new Map<HubId, HubFolder>();
  const archives = new Set<string>();
  for (const path of paths) {
    const real = realPathOf(path);
    const found = statSync(real).isDirectory() ? locateInFolder(real) : locateArchive(real);
    if (found.folders.length === 0 && found.archives.length === 0) throw notAMirror(path, found.looked);
    sources.push(real);
    for (const folder of found.folders) if (!folders.has(folder.hub)) folders.set(folder.hub, folder);
    for (const archive of found.archives) archives.add(archive);
  }
  return { sources: [...new Set(sources)].sort(), folders: [...folders.values()], archives: [...archives].sort() };
}

interface Found {
  readonly folders: readonly HubFolder[];
  readonly archives: readonly string[];
  readonly looked: string;
}

function realPathOf(path: string): string {
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ExpectedError('not-found', `${path} does not exist.`);
    throw new ExpectedError('unreadable', `${path} cannot be read: ${messageOf(error)}`);
  }
}

function locateArchive(path: string): Found {
  if (!statSync(path).isFile()) return { folders: [], archives: [], looked: 'a device or pipe' };
  return { folders: [], archives: archivePattern.test(path) ? [path] : [], looked: 'a file that is not a .tar.gz archive' };
}

function locateInFolder(folder: string): Found {
  let names: readonly string[];
  try {
    names = readdirSync(folder).sort();
  } catch (error) {
    throw new ExpectedError('unreadable', `${folder} cannot be read: ${messageOf(error)}`);
  }
  const data = names.includes('data') && isFolder(join(folder, 'data')) ? hubFoldersIn(join(folder, 'data')) : [];
  const here = data.length > 0 ? data : hubFoldersIn(folder);
  const itself = here.length > 0 ? here : hubFolderItself(folder);
  const archives = names.filter((name) => archivePattern.test(name)).map((name) => join(folder, name)).filter((path) => statOf(path)?.isFile() === true);
  return { folders: itself, archives, looked: names.length === 0 ? 'an empty folder' : 'a folder without hubs' };
}

function hubFoldersIn(folder: string): readonly HubFolder[] {
  const real = realpathSync(folder);
  return hubIds.flatMap((hub) => {
    const path = realPathInside(join(real, hub), real);
    return path !== null && looksLikeHub(path) ? [{ hub, folder: path }] : [];
  });
}

/** A hub's own folder: told by its name or its records file; HFTorrent's bare clones have neither. */
function hubFolderItself(folder: string): readonly HubFolder[] {
  const name = basename(folder);
  const byRecords = hubIds.find((hub) => existsSync(join(folder, adapterOf(hub).recordsPath)));
  if (byRecords) return [{ hub: byRecords, folder }];
  if (isHubId(name) && looksLikeHub(folder)) return [{ hub: name, folder }];
  return isFolder(join(folder, 'repos')) ? [{ hub: 'huggingface', folder }] : [];
}

function looksLikeHub(folder: string): boolean {
  return ['json', 'repos', 'html'].some((part) => isFolder(join(folder, part))) || isClosed(folder);
}

/** A hub's folder that may not be looked into is a hub of which nothing can be read: passed over, it would be missed by nobody. */
function isClosed(folder: string): boolean {
  try {
    readdirSync(folder);
    return false;
  } catch (error) {
    return ['EACCES', 'EPERM'].includes(codeOf(error));
  }
}

function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() === true;
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

function notAMirror(path: string, looked: string): ExpectedError {
  return new ExpectedError(
    'not-a-mirror',
    `${path} is ${looked}, not a PTMTorrent mirror.`,
    'A mirror is the folder above data/, the folder data/ itself, one hub\'s folder in it (such as data/modelhub), or the dataset\'s .tar.gz archives.',
  );
}

/** A JSON or HTML file of an unpacked hub by its path below the hub's folder; null where there is none to read. */
export function openHubFile(place: HubFolder, path: string, report: (problem: Problem) => void): MirrorFile | null {
  const absolute = join(place.folder, ...path.split('/'));
  const shown = `data/${place.hub}/${path}`;
  const complain = (code: Problem['code'], message: string): null => {
    report({ severity: 'error', code, hub: place.hub, file: shown, offset: null, record: null, message });
    return null;
  };
  try {
    lstatSync(absolute);
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? null : complain('unreadable', whyUnreadable(error));
  }
  const real = realPathInside(absolute, place.folder);
  if (real === null) return complain('outside-mirror', 'The link leads out of the mirror, or nowhere; it is not followed.');
  const stat = statOf(real);
  if (!stat) return complain('unreadable', 'The file cannot be read.');
  if (!stat.isFile()) return complain('not-regular-file', 'Only regular files are read.');
  try {
    // Found out later, it would end the index of all the others.
    tryReading(real);
  } catch (error) {
    return complain('unreadable', whyUnreadable(error));
  }
  return diskFile({ hub: place.hub, path: shown, absolute: real, bytes: stat.size, modifiedMs: Math.trunc(stat.mtimeMs), changedMs: Math.trunc(stat.ctimeMs) });
}

/** JSON files below a hub's `json/`, as paths below the hub's folder; names only. */
export function listJsonFiles(place: HubFolder): readonly string[] {
  return listFiles(place, ['json', 'json/metadata', 'json/metadata/models'], '.json');
}

/** HTML files that the generator parsed, as paths below the hub's folder; they are counted, not read. */
export function listHtmlFiles(place: HubFolder): readonly string[] {
  return listFiles(place, ['html', 'html/metadata', 'html/metadata/models'], '.html');
}

function listFiles(place: HubFolder, folders: readonly string[], ending: string): readonly string[] {
  const found: string[] = [];
  for (const part of folders) {
    let names: readonly string[] = [];
    try {
      names = readdirSync(join(place.folder, ...part.split('/')));
    } catch {
      continue;
    }
    for (const name of names) if (name.endsWith(ending)) found.push(`${part}/${name}`);
  }
  return found;
}

/** A mirror's name for people: the folder's, or that of the folder above `data`. */
export function titleOfSources(sources: readonly string[]): string {
  const first = sources[0] ?? '';
  const name = basename(first) === 'data' ? basename(dirname(first)) : basename(first);
  return sources.length > 1 ? `${name} and ${sources.length - 1} more` : name;
}
