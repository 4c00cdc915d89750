import { mkdirSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { hubIds, isHubId } from '../../shared/domain/index.ts';
import { ExpectedError, messageOf } from '../../shared/result.ts';
import { isInside, type LocatedMirror } from '../mirror/index.ts';

/**
 * Makes the folder for indexes, user database and log. Throws `refused` inside a mirror, which is never written to, and
 * `unreadable` where it cannot be made.
 */
export function prepareDataFolder(dataDir: string): void {
  const around = hubFolderAround(nearestRealPath(dataDir));
  if (around !== null) throw insideMirror(dataDir, around);
  try {
    makeFolder(resolve(dataDir));
  } catch (error) {
    throw new ExpectedError('unreadable', `The data folder ${dataDir} cannot be made: ${messageOf(error)}`, 'Choose another one with --data-dir.');
  }
}

/**
 * Makes a folder and those above it that are missing. Node's own way tries for ever in a folder that says of a new name
 * that it does not exist, as /proc does.
 */
export function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST') || !statSync(path).isDirectory()) throw error;
  }
}

/** Throws `refused` where the data folder lies inside this mirror. */
export function refuseDataFolderInside(dataDir: string, located: LocatedMirror): void {
  const real = nearestRealPath(dataDir);
  const home = nearestRealPath(homedir());
  for (const { folder } of located.folders) {
    const data = basename(dirname(folder)) === 'data' ? dirname(folder) : folder;
    if (isInside(real, data)) throw insideMirror(dataDir, data);
  }
  // A mirror may lie right in the home folder, which holds the data folder by custom.
  const around = located.sources.find((source) => isInside(real, source) && !isInside(home, source));
  if (around !== undefined) throw insideMirror(dataDir, around);
}

/** The hub's folder, or the `data` folder of hubs, that a real path lies in; null where there is none. */
function hubFolderAround(path: string): string | null {
  for (let at = path; ; at = dirname(at)) {
    if (isHubId(basename(at)) && looksLikeHub(at)) return at;
    if (basename(at) === 'data' && hubIds.some((hub) => looksLikeHub(join(at, hub)))) return at;
    if (dirname(at) === at) return null;
  }
}

function looksLikeHub(path: string): boolean {
  return ['json', 'repos', 'html'].some((part) => statSync(join(path, part), { throwIfNoEntry: false })?.isDirectory() === true);
}

/** The path with links resolved as far as it exists. */
function nearestRealPath(path: string): string {
  const whole = resolve(path);
  for (let at = whole; ; at = dirname(at)) {
    try {
      return join(realpathSync.native(at), whole.slice(at.length));
    } catch {
      if (dirname(at) === at) return whole;
    }
  }
}

function insideMirror(dataDir: string, mirror: string): ExpectedError {
  return new ExpectedError('refused', `The data folder ${dataDir} lies inside the mirror ${mirror}, which is never written to.`, 'Choose another one with --data-dir.');
}
