import { statfsSync } from 'node:fs';
import { basename } from 'node:path';
import { ExpectedError } from '../../shared/result.ts';
import { nearestRealFolder } from './target.ts';

/** Bytes that can be written to the disk that a path will lie on; null where it does not tell. */
export type FreeSpace = (path: string) => number | null;

export function freeBytesAt(path: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(nearestRealFolder(path));
    return bavail * bsize;
  } catch {
    // Some network disks do not tell; writing will.
    return null;
  }
}

/** `no-space` where more bytes are to be written than the disk has room for; null where they fit, or it does not tell. */
export function lackOfSpace(target: string, bytes: number, free: number | null, what = 'The export'): ExpectedError | null {
  if (free === null || bytes <= free) return null;
  return new ExpectedError('no-space', `${what} needs ${shown(bytes)}; ${shown(free)} are free for ${basename(target)}.`, 'Free some space, or choose a folder on another disk.');
}

function shown(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
