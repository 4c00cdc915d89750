import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../shared/result.ts';

/** What names a disk cannot hold. */
export interface DiskNames {
  /** Names that differ only in case are one. */
  readonly ignoresCase: boolean;
  /** Those of Windows, also on one of its disks elsewhere. */
  readonly windowsNames: boolean;
}

/** Devices of Windows, with any extension; the small raised digits count as digits there. */
const reserved = /^(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(\.|$)/i;
const forbidden = /[<>:"|?*\\\p{Cc}]/u;

/** What is wrong with a name by itself on Windows. */
export function windowsFault(name: string): 'reserved' | 'ending' | 'character' | null {
  if (reserved.test(name)) return 'reserved';
  if (/[. ]$/.test(name) && name !== '.' && name !== '..') return 'ending';
  return forbidden.test(name) ? 'character' : null;
}

/** As macOS compares names: case and the ways to write one letter count for nothing. */
export function foldedName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** Finds out what names the disk of a folder holds, by a file that is removed at once. */
export function diskNamesOf(folder: string): DiskNames {
  const probe = `.ptmx-${process.pid}-probe`;
  const place = join(folder, probe);
  let ignoresCase = false;
  try {
    closeSync(openSync(place, 'wx'));
    ignoresCase = existsSync(join(folder, probe.toUpperCase()));
  } finally {
    rmSync(place, { force: true });
  }
  // On Windows itself a colon names a stream of a file, and is taken.
  return { ignoresCase, windowsNames: process.platform === 'win32' || refuses(join(folder, `${probe}?`)) };
}

function refuses(path: string): boolean {
  try {
    closeSync(openSync(path, 'wx'));
    return false;
  } catch (error) {
    return codeOf(error) === 'EINVAL';
  } finally {
    rmSync(path, { force: true });
  }
}
