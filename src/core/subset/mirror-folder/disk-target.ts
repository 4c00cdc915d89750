import { chmodSync, closeSync, constants, copyFileSync, fchmodSync, fsyncSync, linkSync, mkdirSync, openSync, readSync, rmSync, type Stats, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../../shared/result.ts';
import type { ExportOptions } from '../types.ts';
import type { CloneTarget } from './clone-target.ts';

/** Up to this size a copy is one call to the system; a larger one is made in parts, between which it can be stopped. */
const wholeBytes = 64 << 20;
const partBytes = 4 << 20;

/** Writes clones below a folder: files with their modes, by the way that was asked for. */
export class DiskTarget implements CloneTarget {
  private readonly root: string;
  private readonly copyBy: ExportOptions['copyBy'];
  private readonly modes: [string, number][] = [];

  constructor(root: string, copyBy: ExportOptions['copyBy']) {
    this.root = root;
    this.copyBy = copyBy;
  }

  folder(path: string, mode: number): void {
    const absolute = this.placeOf(path);
    mkdirSync(absolute, { recursive: true });
    if ((mode & 0o777) !== 0o755) this.modes.push([absolute, mode]);
  }

  link(path: string, to: string): string | null {
    try {
      symlinkSync(to, this.placeOf(path));
      return null;
    } catch (error) {
      // Windows lets only some users make links.
      if (codeOf(error) !== 'EPERM') throw error;
      return 'A symbolic link, which this user may not make.';
    }
  }

  bytes(path: string, bytes: Buffer, mode: number): string | null {
    return named(() => writeFileSync(this.placeOf(path), bytes, { flag: 'wx', mode: mode & 0o777 }));
  }

  file(path: string, from: string, stat: Stats, advance: (bytes: number) => void): string | null {
    return named(() => this.take(from, this.placeOf(path), stat, advance));
  }

  /** Last, since a folder without the right to write takes no files; its owner keeps it, to be able to remove it. */
  finish(): void {
    for (const [path, mode] of this.modes) chmodSync(path, (mode & 0o777) | 0o700);
  }

  private placeOf(path: string): string {
    return join(this.root, ...path.split('/'));
  }

  private take(from: string, to: string, stat: Stats, advance: (bytes: number) => void): void {
    if (this.copyBy === 'link') linkSync(from, to);
    else if (this.copyBy === 'reflink') copyFileSync(from, to, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
    else if (stat.size <= wholeBytes) copyFileSync(from, to, constants.COPYFILE_EXCL | (this.copyBy === 'copy' ? 0 : constants.COPYFILE_FICLONE));
    else if (this.copyBy === 'copy' || !sharedBlocks(from, to)) return copyInParts(from, to, stat.mode, advance);
    advance(stat.size);
  }
}

function named(write: () => void): string | null {
  try {
    write();
    return null;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'A name that differs only in case from another one.';
    if (['EACCES', 'ENOENT'].includes(codeOf(error))) return 'Could not be read.';
    throw error;
  }
}

function sharedBlocks(from: string, to: string): boolean {
  try {
    copyFileSync(from, to, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    rmSync(to, { force: true });
    return false;
  }
}

function copyInParts(from: string, to: string, mode: number, advance: (count: number) => void): void {
  const source = openSync(from, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const target = openSync(to, 'wx');
    try {
      const buffer = Buffer.allocUnsafe(partBytes);
      for (let count = readSync(source, buffer, 0, partBytes, null); count > 0; count = readSync(source, buffer, 0, partBytes, null)) {
        for (let at = 0; at < count; ) at += writeSync(target, buffer, at, count - at);
        advance(count);
      }
      fchmodSync(target, mode & 0o777);
      fsyncSync(target);
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
}

/** Whether a file of the mirror can come into a folder in a way: as blocks that both share, or as a second name of itself. */
export function canCome(way: 'reflink' | 'link', file: string, folder: string): boolean {
  const probe = join(folder, `.ptmx-${process.pid}-probe`);
  try {
    if (way === 'link') linkSync(file, probe);
    else copyFileSync(file, probe, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { force: true });
  }
}
