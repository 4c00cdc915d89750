import { chmodSync, closeSync, constants, copyFileSync, fchmodSync, fsyncSync, mkdirSync, openSync, readlinkSync, readSync, rmSync, statfsSync, symlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { HubId } from '../../../shared/domain/index.ts';
import { hubOfNumber } from '../../index/index.ts';
import { realPathInside } from '../../mirror/index.ts';
import { noSpace } from '../failure.ts';
import { startMeter } from '../meter.ts';
import { chosenWhere, hasFolder, leftOut } from '../selection.ts';
import type { CopiedClone, ExportWork, LeftOut } from '../types.ts';
import { staysInside, walkFolder } from './walk.ts';

/** A clone to copy, found and measured. */
export interface MeasuredClone {
  /** `data/<hub>/repos/<name>` */
  readonly path: string;
  readonly head: string | null;
  /** Its real folder; null where it is not there any more or leads out of its hub. */
  readonly folder: string | null;
  readonly bytes: number;
  /** One of its files, to try out how files can be copied. */
  readonly sample: string | null;
}

/** The repositories of the chosen packages, each once, with the bytes of their files. */
export function measureClones(work: ExportWork): readonly MeasuredClone[] {
  const where = chosenWhere(work.chosen, hasFolder);
  const rows = work.context.database
    .prepare<string[], { hub: number; path: string; head: string | null }>(
      `SELECT r.hub, r.path, r.head FROM repository AS r WHERE r.id IN (SELECT p.repository FROM package AS p ${where.sql}) ORDER BY r.path`,
    )
    .all(...where.params);
  const meter = startMeter(work.control, { phase: 'Measuring clones', total: rows.length, unit: 'repositories' });
  return rows.map(({ hub, path, head }, done) => {
    const folder = folderOf(work, hubOfNumber(hub), path);
    let bytes = 0;
    let sample: string | null = null;
    if (folder !== null) {
      for (const entry of walkFolder(folder)) {
        meter.at(done);
        if (entry.kind !== 'file') continue;
        bytes += entry.stat.size;
        if (entry.stat.size > 0) sample ??= join(folder, entry.path);
      }
    }
    return { path, head, folder, bytes, sample };
  });
}

function folderOf({ context }: ExportWork, hub: HubId, path: string): string | null {
  const hubFolder = context.hubFolders[hub];
  if (hubFolder === undefined) return null;
  return realPathInside(join(hubFolder, ...path.slice(`data/${hub}/`.length).split('/')), hubFolder);
}

/** Throws `no-space` where the folder's disk has less room than that. Copies that share their blocks need none. */
export function checkSpace(folder: string, jsonBytes: number, clones: readonly MeasuredClone[]): void {
  const sample = clones.find((clone) => clone.sample !== null)?.sample ?? null;
  const cloneBytes = sample !== null && canShareBlocks(sample, folder) ? 0 : clones.reduce((sum, clone) => sum + clone.bytes, 0);
  let free: number;
  try {
    const { bavail, bsize } = statfsSync(folder);
    free = bavail * bsize;
  } catch {
    // Some network disks do not tell; writing will.
    return;
  }
  if (jsonBytes + cloneBytes > free) throw noSpace(folder);
}

function canShareBlocks(file: string, folder: string): boolean {
  const probe = join(folder, 'probe');
  try {
    copyFileSync(file, probe, constants.COPYFILE_FICLONE_FORCE);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { force: true });
  }
}

/** What could not be copied, by reason. */
type Skipped = Map<string, { count: number; readonly examples: string[] }>;

export interface CopiedClones {
  readonly clones: readonly CopiedClone[];
  readonly bytes: number;
  readonly leftOut: readonly LeftOut[];
}

/** Copies the clones to the same places below a folder: files with their modes, links as links if they stay inside. */
export function copyClones(work: ExportWork, measured: readonly MeasuredClone[], folder: string): CopiedClones {
  const total = measured.reduce((sum, clone) => sum + clone.bytes, 0);
  const meter = startMeter(work.control, { phase: 'Copying clones', total, unit: 'bytes' });
  const skipped: Skipped = new Map();
  const clones: CopiedClone[] = [];
  let bytes = 0;
  const advance = (count: number): void => {
    bytes += count;
    meter.at(bytes);
  };
  for (const clone of measured) {
    if (clone.folder === null) {
      skip(skipped, 'The clone is not there any more.', clone.path);
      continue;
    }
    const before = bytes;
    const files = copyOne(clone.folder, { target: join(folder, ...clone.path.split('/')), shown: clone.path, skipped, advance });
    clones.push({ path: clone.path, head: clone.head, files, bytes: bytes - before });
  }
  return { clones, bytes, leftOut: [...skipped].map(([reason, { count, examples }]) => leftOut(reason, count, examples)) };
}

interface Copying {
  readonly target: string;
  readonly shown: string;
  readonly skipped: Skipped;
  advance(bytes: number): void;
}

function copyOne(root: string, copying: Copying): number {
  const { target, shown, skipped, advance } = copying;
  let files = 0;
  const modes: [string, number][] = [];
  mkdirSync(target, { recursive: true });
  for (const entry of walkFolder(root)) {
    advance(0);
    const to = join(target, entry.path);
    const name = `${shown}/${entry.path}`;
    if (entry.kind === 'left-out') {
      skip(skipped, entry.reason, name);
    } else if (entry.kind === 'folder') {
      mkdirSync(to);
      if ((entry.stat.mode & 0o777) !== 0o755) modes.push([to, entry.stat.mode]);
    } else if (entry.kind === 'link') {
      copyLink(root, entry.path, to, (reason) => skip(skipped, reason, name));
    } else {
      const problem = copyFile(join(root, entry.path), to, { bytes: entry.stat.size, mode: entry.stat.mode, advance });
      if (problem === null) files += 1;
      else skip(skipped, problem, name);
    }
  }
  // Last, since a folder without the right to write takes no files; its owner keeps it, to be able to remove it.
  for (const [path, mode] of modes) chmodSync(path, (mode & 0o777) | 0o700);
  return files;
}

function skip(skipped: Skipped, reason: string, path: string): void {
  const known = skipped.get(reason) ?? { count: 0, examples: [] };
  known.count += 1;
  if (known.examples.length < 20) known.examples.push(path);
  skipped.set(reason, known);
}

function copyLink(root: string, path: string, to: string, left: (reason: string) => void): void {
  const target = readlinkSync(join(root, path));
  if (!staysInside(root, path, target)) return left('A symbolic link that leads out of its clone.');
  try {
    symlinkSync(target, to);
  } catch (error) {
    // Windows lets only some users make links.
    if (!isCode(error, 'EPERM')) throw error;
    left('A symbolic link, which this user may not make.');
  }
}

/** Up to this size a copy is one call to the system; a larger one is made in parts, between which it can be stopped. */
const wholeBytes = 64 << 20;
const partBytes = 4 << 20;

/** Null, or why the file could not be copied. */
function copyFile(from: string, to: string, { bytes, mode, advance }: { bytes: number; mode: number; advance(count: number): void }): string | null {
  try {
    if (bytes <= wholeBytes) {
      copyFileSync(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
      advance(bytes);
    } else if (copiedByReference(from, to)) {
      advance(bytes);
    } else {
      copyInParts(from, to, mode, advance);
    }
    return null;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return 'A name that differs only in case from another one.';
    if (isCode(error, 'EACCES') || isCode(error, 'ENOENT')) return 'Could not be read.';
    throw error;
  }
}

function copiedByReference(from: string, to: string): boolean {
  try {
    copyFileSync(from, to, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) throw error;
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

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
