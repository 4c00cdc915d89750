import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readlinkSync, readSync, realpathSync, type Dirent, type Stats } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { codeOf } from '../../../shared/result.ts';
import { GitDataError } from './errors.ts';

export type Located =
  | { readonly kind: 'file' | 'folder' | 'other'; readonly path: string; readonly bytes: number }
  | { readonly kind: 'outside' }
  | { readonly kind: 'absent' };

// A fifo in place of a file must not block the open; a link swapped in after the check must not be followed. Windows has neither flag.
const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const maxRememberedFolders = 4096;

/**
 * Read-only access to files whose real path lies inside one folder, the mirror. Every path goes through `locate`; nothing is held open
 * between calls, so there is nothing to close.
 */
export class ConfinedFiles {
  readonly #root: string;
  readonly #rootWithSeparator: string;
  readonly #realFolders = new Map<string, string>();

  /** Throws `GitDataError` when the root itself does not exist. */
  constructor(root: string) {
    this.#root = realPath(root) ?? failAbsentRoot();
    this.#rootWithSeparator = this.#root.endsWith(sep) ? this.#root : this.#root + sep;
  }

  /** Where a path really lies, links followed. Throws `GitDataError` ('unreadable') on permissions, link loops and such. */
  locate(path: string): Located {
    const folder = this.#realFolder(dirname(path));
    if (folder === null) {
      return { kind: 'absent' };
    }
    const name = basename(path);
    const candidate = name === '' ? folder : join(folder, name);
    const stats = status(candidate);
    if (stats === null) {
      return { kind: 'absent' };
    }
    return stats.isSymbolicLink() || name === '..' ? this.#locateReal(candidate) : this.#describe(candidate, stats);
  }

  /** The whole file, or null where there is none (or a folder, socket, fifo). Throws when outside, too large or unreadable. */
  readWhole(path: string, maxBytes: number): Buffer | null {
    const located = this.#locateInside(path);
    if (located === null || located.kind !== 'file') {
      return null;
    }
    if (located.bytes > maxBytes) {
      throw new GitDataError('too-large', `${basename(path)} has ${located.bytes} bytes; the limit is ${maxBytes}.`);
    }
    return readFrom(located.path, 0, located.bytes);
  }

  /** Up to `length` bytes from `offset`; fewer when the file ends there. */
  readRange(path: string, offset: number, length: number): Buffer {
    const located = this.#locateInside(path);
    if (located === null || located.kind !== 'file') {
      throw new GitDataError('missing', `${basename(path)} is gone.`);
    }
    return readFrom(located.path, offset, Math.max(0, Math.min(length, located.bytes - offset)));
  }

  /** Entries of a folder sorted by name, or null where there is none. Throws when outside or unreadable. */
  list(path: string): Dirent[] | null {
    const located = this.#locateInside(path);
    if (located === null || located.kind !== 'folder') {
      return null;
    }
    const entries = attempt(path, () => readdirSync(located.path, { withFileTypes: true })) ?? [];
    return entries.sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
  }

  /** The text of a symbolic link, or null where the path is no link. */
  linkTarget(path: string): string | null {
    const folder = this.#realFolder(dirname(path));
    const candidate = folder === null ? null : join(folder, basename(path));
    if (candidate === null || !this.#isInside(candidate) || status(candidate)?.isSymbolicLink() !== true) {
      return null;
    }
    return attempt(path, () => readlinkSync(candidate));
  }

  #locateInside(path: string): Exclude<Located, { kind: 'outside' | 'absent' }> | null {
    const located = this.locate(path);
    if (located.kind === 'outside') {
      throw new GitDataError('outside-mirror', `${basename(path)} lies outside the mirror.`);
    }
    return located.kind === 'absent' ? null : located;
  }

  #locateReal(path: string): Located {
    const real = realPath(path);
    const stats = real === null ? null : status(real);
    return real === null || stats === null ? { kind: 'absent' } : this.#describe(real, stats);
  }

  #describe(path: string, stats: Stats): Located {
    if (!this.#isInside(path)) {
      return { kind: 'outside' };
    }
    return { kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other', path, bytes: stats.size };
  }

  /** The separator matters: /mirror-of-another must not pass for a folder inside /mirror. */
  #isInside(real: string): boolean {
    return real === this.#root || real.startsWith(this.#rootWithSeparator);
  }

  #realFolder(folder: string): string | null {
    const known = this.#realFolders.get(folder);
    if (known !== undefined) {
      return known;
    }
    const real = realPath(folder);
    if (real === null) {
      return null;
    }
    if (this.#realFolders.size >= maxRememberedFolders) {
      this.#realFolders.clear();
    }
    this.#realFolders.set(folder, real);
    return real;
  }
}

function failAbsentRoot(): never {
  throw new GitDataError('missing', 'The mirror folder does not exist.');
}

function realPath(path: string): string | null {
  return attempt(path, () => realpathSync.native(path));
}

function status(path: string): Stats | null {
  return attempt(path, () => lstatSync(path, { throwIfNoEntry: false }) ?? null);
}

function readFrom(path: string, offset: number, length: number): Buffer {
  const bytes = attempt(path, () => {
    const descriptor = openSync(path, openFlags);
    try {
      return fstatSync(descriptor).isFile() ? readFully(descriptor, offset, length) : null;
    } finally {
      closeSync(descriptor);
    }
  });
  if (bytes === null) {
    throw new GitDataError('missing', `${basename(path)} is gone.`);
  }
  return bytes;
}

function readFully(descriptor: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, bytes, filled, length - filled, offset + filled);
    if (count === 0) {
      break;
    }
    filled += count;
  }
  return filled === length ? bytes : bytes.subarray(0, filled);
}

/** Null when nothing is there; any other failure of the file system becomes a `GitDataError` that names only the last part of the path. */
function attempt<Value>(path: string, action: () => Value): Value | null {
  try {
    return action();
  } catch (error) {
    const code = codeOf(error);
    if (code === '') {
      throw error;
    }
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return null;
    }
    throw new GitDataError('unreadable', `${basename(path)} cannot be read (${code}).`);
  }
}
