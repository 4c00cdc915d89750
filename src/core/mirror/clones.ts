import { isUtf8 } from 'node:buffer';
import { existsSync, lstatSync, readdirSync, realpathSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import type { HubId, Problem } from '../../shared/domain/index.ts';
import { codeOf } from '../../shared/result.ts';
import { isInside, realPathInside } from './containment.ts';
import { whyUnreadable } from './files.ts';

export type CloneLayout = 'work-tree' | 'bare' | 'bare-flat' | 'empty' | 'no-repository';

/** A clone found below a hub's `repos/` folder; nothing of it has been read yet. */
export interface FoundClone {
  readonly hub: HubId;
  /** Below `repos/`, forward slashes: `google/mt5-large`, or `google-mt5-large` for HFTorrent's flat layout. */
  readonly name: string;
  readonly absolute: string;
  readonly layout: CloneLayout;
}

/**
 * Lists the clones of a hub: `repos/<owner>/<repository>` with or without a work tree, and bare `repos/<owner>-<model>`.
 * Links that lead out of the mirror, or to a folder that they lie in, are reported and not followed. Reads names only.
 */
export function* findClones(hub: HubId, hubFolder: string, report: (problem: Problem) => void): Generator<FoundClone> {
  const names = new Map<string, string>();
  for (const clone of clonesBelow(hub, hubFolder, report)) {
    const folded = clone.name.normalize('NFC').toLowerCase();
    const other = names.get(folded);
    if (other === undefined) names.set(folded, clone.name);
    else {
      report({
        severity: 'warning', code: 'case-collision', hub, file: `data/${hub}/repos/${clone.name}`, offset: null, record: clone.name,
        message: `The name differs from ${other} only ${other.toLowerCase() === clone.name.toLowerCase() ? 'in case' : 'in how its letters are encoded'}: on macOS and Windows both are one folder.`,
      });
    }
    yield clone;
  }
}

function* clonesBelow(hub: HubId, hubFolder: string, report: (problem: Problem) => void): Generator<FoundClone> {
  const repos = join(hubFolder, 'repos');
  const refusal = isLink(repos) ? refusalOfLink(repos, hubFolder, hubFolder) : null;
  if (refusal !== null) return report({ severity: 'warning', code: 'outside-mirror', hub, file: `data/${hub}/repos`, offset: null, record: null, message: refusal });
  for (const owner of list(hub, repos, 'repos', hubFolder, report) ?? []) {
    const ownerPath = join(repos, owner);
    const layout = repositoryLayout(ownerPath);
    if (layout !== null) {
      yield { hub, name: owner, absolute: ownerPath, layout: layout === 'bare' ? 'bare-flat' : layout };
      continue;
    }
    const names = list(hub, ownerPath, `repos/${owner}`, hubFolder, report);
    if (names === null) continue;
    if (names.length === 0) {
      report({ severity: 'warning', code: 'empty-clone', hub, file: `data/${hub}/repos/${owner}`, offset: null, record: owner, message: 'A failed clone left this folder empty.' });
    }
    for (const name of names) {
      const absolute = join(ownerPath, name);
      const layout = repositoryLayout(absolute) ?? layoutWithoutRepository(absolute);
      if (typeof layout === 'string') yield { hub, name: `${owner}/${name}`, absolute, layout };
      else report({ severity: 'error', code: 'unreadable', hub, file: `data/${hub}/repos/${owner}/${name}`, offset: null, record: `${owner}/${name}`, message: layout.reason });
    }
  }
}

/** Folder names in order, so that an index does not depend on the file system's order; null where the folder is not there or cannot be read, which is told. */
function list(hub: HubId, folder: string, shown: string, hubFolder: string, report: (problem: Problem) => void): readonly string[] | null {
  let entries: Dirent<Buffer>[];
  try {
    entries = readdirSync(folder, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    const code = codeOf(error);
    if (existsSync(folder) || code === 'EACCES') {
      report({ severity: 'error', code: 'unreadable', hub, file: `data/${hub}/${shown}`, offset: null, record: null, message: whyUnreadable(error) });
    }
    return null;
  }
  const names: string[] = [];
  for (const entry of entries) {
    const name = entry.name.toString('utf8');
    if (!entry.isDirectory() && !entry.isSymbolicLink()) continue;
    if (!isUtf8(entry.name)) {
      report({ severity: 'warning', code: 'invalid-utf8', hub, file: `data/${hub}/${shown}/${name}`, offset: null, record: name, message: 'The name of the folder is not UTF-8; it is not opened.' });
    } else if (entry.isDirectory()) names.push(name);
    else {
      const refusal = refusalOfLink(join(folder, name), folder, hubFolder);
      if (refusal === null) names.push(name);
      else report({ severity: 'warning', code: 'outside-mirror', hub, file: `data/${hub}/${shown}/${name}`, offset: null, record: name, message: refusal });
    }
  }
  return names.sort();
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    // Not there, or in a folder that may not be looked into: listing it tells.
    return false;
  }
}

/** Why a link that lies in a folder is not followed; null where it is. */
function refusalOfLink(link: string, folder: string, hubFolder: string): string | null {
  const real = realPathInside(link, hubFolder);
  if (real === null) return 'The link leads out of the mirror, or nowhere; it is not followed.';
  // Followed, it would show the clones around it once more, under other names.
  return isInside(realpathSync(folder), real) ? 'The link leads to a folder that it lies in; it is not followed.' : null;
}

function repositoryLayout(folder: string): 'work-tree' | 'bare' | null {
  if (existsSync(join(folder, '.git'))) return 'work-tree';
  if (existsSync(join(folder, 'HEAD')) && existsSync(join(folder, 'objects'))) return 'bare';
  return null;
}

function layoutWithoutRepository(folder: string): 'empty' | 'no-repository' | { readonly reason: string } {
  try {
    return readdirSync(folder).length === 0 ? 'empty' : 'no-repository';
  } catch (error) {
    return { reason: whyUnreadable(error) };
  }
}
