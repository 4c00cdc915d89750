import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../shared/result.ts';
import type { LeftOut } from './types.ts';

/** Devices of Windows, with any extension; the small raised digits count as digits there. */
const reserved = /^(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(\.|$)/i;
const forbidden = /[<>:"|?*\\\p{Cc}]/u;
const most = 20;

export const nameReasons = {
  reserved: 'Windows keeps these names for devices.',
  ending: 'Windows takes no name that ends with a dot or a space.',
  character: 'Windows takes no name with one of < > : " | ? * \\ or a control character.',
  case: 'These names differ from others beside them only in case: Windows and macOS hold one of them.',
} as const;

type Kind = keyof typeof nameReasons;

/** What a disk cannot hold, found out by trying it. */
export interface DiskLimits {
  readonly ignoresCase: boolean;
  /** The names of Windows, also on one of its disks elsewhere. */
  readonly windowsNames: boolean;
}

/** What is wrong with a name by itself on Windows. */
export function nameFault(name: string): Exclude<Kind, 'case'> | null {
  if (reserved.test(name)) return 'reserved';
  if (/[. ]$/.test(name) && name !== '.' && name !== '..') return 'ending';
  return forbidden.test(name) ? 'character' : null;
}

/** Counts names that not every system holds, folder by folder. */
export class NameCheck {
  private readonly found = new Map<Kind, { count: number; readonly examples: string[] }>();
  private folder: string | null = null;
  private folded = new Set<string>();

  /** A path below the export, forward slashes. Those of one folder come after each other. */
  add(path: string): void {
    const slash = path.lastIndexOf('/');
    const folder = path.slice(0, slash + 1);
    const name = path.slice(slash + 1);
    if (folder !== this.folder) {
      this.folder = folder;
      this.folded = new Set();
    }
    const fault = nameFault(name);
    if (fault !== null) this.note(fault, path);
    const key = foldedName(name);
    if (this.folded.has(key)) this.note('case', path);
    this.folded.add(key);
  }

  /** How many names a disk cannot hold, by reason. */
  faultsOn({ ignoresCase, windowsNames }: DiskLimits): readonly LeftOut[] {
    return this.all().filter(({ kind }) => (kind === 'case' ? ignoresCase : windowsNames)).map(({ remark }) => remark);
  }

  /** All of them, as warnings for who takes the export elsewhere. */
  warnings(): readonly LeftOut[] {
    return this.all().map(({ remark }) => remark);
  }

  private all(): readonly { readonly kind: Kind; readonly remark: LeftOut }[] {
    return [...this.found].map(([kind, { count, examples }]) => ({ kind, remark: { reason: nameReasons[kind], count, examples } }));
  }

  private note(kind: Kind, path: string): void {
    const known = this.found.get(kind) ?? { count: 0, examples: [] };
    known.count += 1;
    if (known.examples.length < most) known.examples.push(path);
    this.found.set(kind, known);
  }
}

/** As macOS compares names: case and the ways to write one letter count for nothing. */
function foldedName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** Finds out what the disk of a folder holds, by a file that is removed at once. */
export function limitsOf(folder: string): DiskLimits {
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
