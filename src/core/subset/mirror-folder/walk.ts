import { lstatSync, readdirSync, statSync, type Stats } from 'node:fs';
import { join, sep } from 'node:path';
import { codeOf } from '../../../shared/result.ts';
import { linkTextStaysInside, realPathInside } from '../../mirror/index.ts';

/** Something below a clone's folder; `path` is relative to it, with the system's separator. */
export type CloneEntry =
  | { readonly kind: 'folder' | 'file' | 'link'; readonly path: string; readonly stat: Stats }
  | { readonly kind: 'left-out'; readonly path: string; readonly reason: string };

/** Walks a folder without following any link: folders come before what is in them, names in their order. What cannot be read is named. */
export function* walkFolder(root: string): Generator<CloneEntry> {
  const waiting = [''];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of entriesOf(root, folder)) {
      if (entry.kind === 'folder') waiting.push(entry.path);
      yield entry;
    }
  }
}

function* entriesOf(root: string, folder: string): Generator<CloneEntry> {
  let names: readonly string[];
  try {
    names = readdirSync(join(root, folder)).sort();
  } catch (error) {
    yield { kind: 'left-out', path: folder, reason: unreadable(error) };
    return;
  }
  for (const name of names) yield entryOf(root, folder === '' ? name : `${folder}${sep}${name}`);
}

function entryOf(root: string, path: string): CloneEntry {
  let stat: Stats;
  try {
    stat = lstatSync(join(root, path));
  } catch (error) {
    return { kind: 'left-out', path, reason: unreadable(error) };
  }
  if (stat.isDirectory()) return { kind: 'folder', path, stat };
  if (stat.isFile()) return { kind: 'file', path, stat };
  if (stat.isSymbolicLink()) return { kind: 'link', path, stat };
  return { kind: 'left-out', path, reason: 'A pipe, socket or device.' };
}

function unreadable(error: unknown): string {
  return `Could not be read (${codeOf(error) || 'unknown'}).`;
}

/**
 * Whether a link at `path` stays inside the folder wherever that is copied to: relative, climbing only at its start and
 * not above the root, and, where it leads somewhere now, to a place inside.
 */
export function staysInside(realRoot: string, path: string, target: string): boolean {
  if (!linkTextStaysInside(target, path.split(sep).length - 1)) return false;
  const absolute = join(realRoot, path);
  try {
    statSync(absolute);
  } catch {
    return true;
  }
  return realPathInside(absolute, realRoot) !== null;
}
