import { closeSync, existsSync, futimesSync, lstatSync, mkdirSync, openSync, symlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../../shared/result.ts';
import type { ArchiveMember, ArchiveSink } from '../archive-stream.ts';
import { linkTextStaysInside } from '../containment.ts';
import { type DiskNames, foldedName } from '../disk-names.ts';
import { nameProblem } from './names.ts';

/** What was not written, by reason. */
export interface Skipped {
  readonly reason: string;
  readonly count: number;
  readonly examples: readonly string[];
}

/** Links wait until the end in memory; real clones have a handful. */
const maxLinks = 100_000;
const maxLinkText = 4096;
const maxKnownFolders = 20_000;
const examplesShown = 5;

/** What a disk answers to a name that it cannot hold or holds already. */
const nameErrors: ReadonlySet<string> = new Set(['EEXIST', 'ENAMETOOLONG', 'EINVAL', 'EILSEQ', 'ENOTDIR', 'EISDIR', 'ELOOP']);

/**
 * Writes members of an archive below a new folder that nobody else writes to. Only regular files and folders are made
 * while members come, each under a name that was free: links come last, so that nothing is ever written through one.
 */
export class TreeWriter {
  files = 0;
  bytes = 0;
  private readonly root: string;
  private readonly disk: DiskNames;
  private readonly links: { readonly parts: readonly string[]; readonly target: string }[] = [];
  private readonly skippedByReason = new Map<string, { count: number; readonly examples: string[] }>();
  private readonly folders = new Set<string>();
  /** Folders by folded path, kept only where the disk folds case. */
  private readonly folded = new Map<string, string>();
  private descriptor: number | null = null;

  /** `root` is a real path. */
  constructor(root: string, disk: DiskNames) {
    this.root = root;
    this.disk = disk;
  }

  get skipped(): readonly Skipped[] {
    return [...this.skippedByReason].map(([reason, { count, examples }]) => ({ reason, count, examples }));
  }

  /** `parts` is the member's path below the root, without `..`. */
  member(parts: readonly string[], member: ArchiveMember): ArchiveSink | null {
    const problem = nameProblem(parts, this.disk);
    if (problem !== null) return this.skip(problem, parts);
    switch (member.kind) {
      case 'folder':
        return this.makeFolder(parts) ? null : this.skip('A name that stands for something else already, or too long a one.', parts);
      case 'file':
        return parts.length === 0 ? null : this.beginFile(parts, member);
      case 'link':
        return this.keepLink(parts, member.target ?? '');
      case 'hard-link':
        return this.skip('A hard link.', parts);
      case 'other':
        return this.skip('A device, pipe or sparse file.', parts);
    }
  }

  /** Makes the links that stay inside their clones. */
  finish(): void {
    for (const { parts, target } of this.links) {
      const depth = this.cloneDepth(parts);
      if (parts.length <= depth || !linkTextStaysInside(target, parts.length - 1 - depth)) this.skip('A symbolic link that leads out of its clone.', parts);
      else this.makeLink(parts, target);
    }
  }

  /** Closes a file that was being written when reading ended early. */
  close(): void {
    if (this.descriptor !== null) closeSync(this.descriptor);
    this.descriptor = null;
  }

  private beginFile(parts: readonly string[], member: ArchiveMember): ArchiveSink | null {
    if (!this.makeFolder(parts.slice(0, -1))) return this.skip('A name that stands for something else already, or too long a one.', parts);
    let descriptor: number;
    try {
      // Only the right to run is kept, and not in git's own folder, whose hooks would run by themselves.
      const mayRun = (member.mode & 0o100) !== 0 && !parts.includes('.git');
      descriptor = openSync(join(this.root, ...parts), 'wx', mayRun ? 0o755 : 0o644);
    } catch (error) {
      if (!isNameError(error)) throw error;
      return this.skip('A name that stands for something else already, or too long a one.', parts);
    }
    this.descriptor = descriptor;
    return {
      write: (chunk) => {
        for (let at = 0; at < chunk.length; ) at += writeSync(descriptor, chunk, at, chunk.length - at);
        this.bytes += chunk.length;
      },
      end: () => {
        const seconds = member.modifiedMs / 1000;
        if (Number.isFinite(seconds) && seconds > 0 && seconds < 2 ** 33) futimesSync(descriptor, seconds, seconds);
        this.close();
        this.files += 1;
      },
    };
  }

  /** Level by level, each a folder of its own and no link; false where one of them is something else. */
  private makeFolder(parts: readonly string[]): boolean {
    let path = '';
    for (const part of parts) {
      path = path === '' ? part : `${path}/${part}`;
      if (this.folders.has(path)) continue;
      if (this.disk.ignoresCase && !this.isOwnCase(path)) return false;
      const absolute = join(this.root, ...path.split('/'));
      try {
        mkdirSync(absolute);
      } catch (error) {
        if (!isNameError(error)) throw error;
        if (lstatSync(absolute, { throwIfNoEntry: false })?.isDirectory() !== true) return false;
      }
      if (this.folders.size >= maxKnownFolders) this.folders.clear();
      this.folders.add(path);
    }
    return true;
  }

  private isOwnCase(path: string): boolean {
    const key = foldedName(path);
    const known = this.folded.get(key) ?? path;
    this.folded.set(key, known);
    return known === path;
  }

  private keepLink(parts: readonly string[], target: string): null {
    if (parts[0] !== 'repos') return this.skip('A symbolic link outside of the clones.', parts);
    if (target === '' || target.length > maxLinkText || target.includes('\0') || this.links.length >= maxLinks) return this.skip('A symbolic link with no real target, or one too many.', parts);
    this.links.push({ parts, target });
    return null;
  }

  private makeLink(parts: readonly string[], target: string): void {
    if (!this.makeFolder(parts.slice(0, -1))) return void this.skip('A symbolic link in a folder that is none.', parts);
    try {
      symlinkSync(target, join(this.root, ...parts));
    } catch (error) {
      // Windows lets only some users make links.
      if (!isNameError(error) && codeOf(error) !== 'EPERM') throw error;
      this.skip(codeOf(error) === 'EPERM' ? 'A symbolic link, which this user may not make.' : 'A name that stands for something else already, or too long a one.', parts);
    }
  }

  /** How many parts of the path lead to its clone: `repos/<name>` where that is a repository itself, else `repos/<owner>/<name>`. */
  private cloneDepth([area = '', first = '']: readonly string[]): 2 | 3 {
    const folder = join(this.root, area, first);
    return existsSync(join(folder, '.git')) || (existsSync(join(folder, 'HEAD')) && existsSync(join(folder, 'objects'))) ? 2 : 3;
  }

  private skip(reason: string, parts: readonly string[]): null {
    const known = this.skippedByReason.get(reason) ?? { count: 0, examples: [] };
    known.count += 1;
    if (known.examples.length < examplesShown) known.examples.push(parts.join('/').slice(0, 300));
    this.skippedByReason.set(reason, known);
    return null;
  }
}

function isNameError(error: unknown): boolean {
  return nameErrors.has(codeOf(error));
}
