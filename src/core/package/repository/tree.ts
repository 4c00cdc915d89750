import { GitDataError } from './errors.ts';

export type TreeEntryKind = 'file' | 'executable' | 'symlink' | 'folder' | 'submodule';

export interface TreeEntry {
  /** The mode as git stores it, such as 0o100644. */
  readonly mode: number;
  readonly kind: TreeEntryKind;
  /** Text for people: it may hold "..", separators of other systems or anything else. Never a path to open. */
  readonly name: string;
  /** The stored bytes, given only when they are not UTF-8. */
  readonly nameBytes?: Uint8Array;
  readonly sha: string;
}

const replacement = '\uFFFD';

/** The entries of a tree object in stored order. Throws `GitDataError` when the bytes are no tree. */
export function parseTree(bytes: Buffer, hashBytes: number): TreeEntry[] {
  const entries: TreeEntry[] = [];
  let at = 0;
  while (at < bytes.length) {
    const blank = bytes.indexOf(0x20, at);
    const zero = blank < 0 ? -1 : bytes.indexOf(0, blank + 1);
    const end = zero + 1 + hashBytes;
    if (zero < 0 || blank - at > 7 || end > bytes.length) {
      throw new GitDataError('corrupt', 'A folder is damaged.');
    }
    const mode = Number.parseInt(bytes.toString('latin1', at, blank), 8);
    if (!Number.isInteger(mode)) {
      throw new GitDataError('corrupt', 'A folder is damaged.');
    }
    entries.push(describeEntry(mode, bytes.subarray(blank + 1, zero), bytes.toString('hex', zero + 1, end)));
    at = end;
  }
  return entries;
}

function describeEntry(mode: number, nameBytes: Buffer, sha: string): TreeEntry {
  const name = nameBytes.toString('utf8');
  const kind = kindOf(mode);
  const isExact = !name.includes(replacement) || Buffer.from(name, 'utf8').equals(nameBytes);
  return isExact ? { mode, kind, name, sha } : { mode, kind, name: nameBytes.toString('latin1'), nameBytes: Uint8Array.from(nameBytes), sha };
}

/** git looks at the type bits and the owner's execute bit only (cache.h, canon_mode). */
function kindOf(mode: number): TreeEntryKind {
  switch (mode & 0o170000) {
    case 0o040000:
      return 'folder';
    case 0o120000:
      return 'symlink';
    case 0o160000:
      return 'submodule';
    default:
      return (mode & 0o100) === 0 ? 'file' : 'executable';
  }
}
