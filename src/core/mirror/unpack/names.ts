import { type DiskNames, windowsFault } from '../disk-names.ts';

/** Folders above a file; git itself has about ten. */
const maxDepth = 200;

/** Why a path cannot be written on the disk, null where it can. */
export function nameProblem(parts: readonly string[], disk: DiskNames): string | null {
  if (parts.length > maxDepth) return 'Folders nested deeper than any real ones.';
  // The reader put this character where bytes are not UTF-8: the name is another one.
  if (parts.some((part) => part.includes('\uFFFD'))) return 'A name that is not UTF-8.';
  return disk.windowsNames && parts.some((part) => windowsFault(part) !== null) ? 'A name that Windows cannot hold.' : null;
}
