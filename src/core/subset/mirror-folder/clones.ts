import { readlinkSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { HubId } from '../../../shared/domain/index.ts';
import { hubOfNumber } from '../../index/index.ts';
import { realPathInside } from '../../mirror/index.ts';
import { startMeter } from '../meter.ts';
import { NameCheck } from '../names.ts';
import { chosenWhere, hasFolder, leftOut } from '../selection.ts';
import type { CopiedClone, ExportWork, LeftOut } from '../types.ts';
import type { CloneTarget } from './clone-target.ts';
import { withoutLfsContent, type WithoutContent } from './lfs-content.ts';
import { staysInside, walkFolder } from './walk.ts';

/** A clone to copy, found and measured. */
export interface MeasuredClone {
  /** `data/<hub>/repos/<name>` */
  readonly path: string;
  readonly head: string | null;
  /** Its real folder; null where it is not there any more or leads out of its hub. */
  readonly folder: string | null;
  /** Bytes that are copied. */
  readonly bytes: number;
  /** What becomes of contents of Git LFS, where they are left out. */
  readonly lfs: WithoutContent | null;
  /** One of its files, to try out how files can be copied. */
  readonly sample: string | null;
}

export interface MeasuredClones {
  readonly clones: readonly MeasuredClone[];
  readonly bytes: number;
  /** Contents of Git LFS that are left out. */
  readonly lfsBytes: number;
  readonly names: NameCheck;
}

export const noClones: MeasuredClones = { clones: [], bytes: 0, lfsBytes: 0, names: new NameCheck() };

/** The repositories of the chosen packages, each once, with the bytes of their files. */
export function measureClones(work: ExportWork): MeasuredClones {
  const where = chosenWhere(work.chosen, hasFolder);
  const rows = work.context.database
    .prepare<string[], { hub: number; path: string; head: string | null }>(
      `SELECT r.hub, r.path, r.head FROM repository AS r WHERE r.id IN (SELECT p.repository FROM package AS p ${where.sql}) ORDER BY r.path`,
    )
    .all(...where.params);
  const meter = startMeter(work.control, { phase: 'Measuring clones', total: rows.length, unit: 'repositories' });
  const names = new NameCheck();
  for (const path of foldersAbove(rows.map((row) => row.path))) names.add(path);
  let lfsBytes = 0;
  const clones = rows.map(({ hub, path, head }, done): MeasuredClone => {
    const hubFolder = work.context.hubFolders[hubOfNumber(hub)];
    const folder = folderOf(work, hubOfNumber(hub), path);
    if (folder === null || hubFolder === undefined) return { path, head, folder: null, bytes: 0, lfs: null, sample: null };
    meter.at(done);
    const lfs = work.options.lfsContent ? null : withoutLfsContent(folder, hubFolder);
    let bytes = 0;
    let sample: string | null = null;
    for (const entry of walkFolder(folder)) {
      meter.at(done);
      const name = plain(entry.path);
      if (lfs?.isLeftOut(name)) {
        if (entry.kind === 'file') lfsBytes += entry.stat.size;
        continue;
      }
      names.add(`${path}/${name}`);
      if (entry.kind !== 'file') continue;
      const replacement = lfs?.replaced.get(name);
      if (replacement !== undefined && !name.startsWith('.git/')) lfsBytes += entry.stat.size;
      bytes += replacement?.length ?? entry.stat.size;
      if (entry.stat.size > 0) sample ??= join(folder, entry.path);
    }
    return { path, head, folder, bytes, lfs, sample };
  });
  return { clones, bytes: clones.reduce((sum, clone) => sum + clone.bytes, 0), lfsBytes, names };
}

/** With forward slashes. */
const plain = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'));

/** The clones and the folders that they lie in, each once, those of one folder after each other. */
function foldersAbove(paths: readonly string[]): readonly string[] {
  const all = new Set<string>();
  for (const path of paths) for (let at = path.length; at > 0; at = path.lastIndexOf('/', at - 1)) all.add(path.slice(0, at));
  const parent = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
  return [...all].sort((left, right) => compare(parent(left), parent(right)) || compare(left, right));
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

function folderOf({ context }: ExportWork, hub: HubId, path: string): string | null {
  const hubFolder = context.hubFolders[hub];
  if (hubFolder === undefined) return null;
  return realPathInside(join(hubFolder, ...path.slice(`data/${hub}/`.length).split('/')), hubFolder);
}

/** What could not be copied, by reason. */
type Skipped = Map<string, { count: number; readonly examples: string[] }>;

export interface CopiedClones {
  readonly clones: readonly CopiedClone[];
  readonly bytes: number;
  readonly leftOut: readonly LeftOut[];
}

/** Copies the clones to the same places of a target: links as links if they stay inside. */
export function copyClones(work: ExportWork, measured: MeasuredClones, target: CloneTarget): CopiedClones {
  const meter = startMeter(work.control, { phase: 'Copying clones', total: measured.bytes, unit: 'bytes' });
  const skipped: Skipped = new Map();
  const clones: CopiedClone[] = [];
  let bytes = 0;
  const advance = (count: number): void => {
    bytes += count;
    meter.at(bytes);
  };
  for (const { path, head, folder, lfs } of measured.clones) {
    if (folder === null) {
      skip(skipped, 'The clone is not there any more.', path);
      continue;
    }
    const before = bytes;
    const files = copyOne(folder, { target, path, lfs, skipped, advance });
    clones.push({ path, head, files, bytes: bytes - before });
  }
  target.finish();
  return { clones, bytes, leftOut: [...skipped].map(([reason, { count, examples }]) => leftOut(reason, count, examples)) };
}

interface Copying {
  readonly target: CloneTarget;
  readonly path: string;
  readonly lfs: WithoutContent | null;
  readonly skipped: Skipped;
  advance(bytes: number): void;
}

function copyOne(root: string, { target, path: shown, lfs, skipped, advance }: Copying): number {
  let files = 0;
  target.folder(shown, 0o755);
  for (const entry of walkFolder(root)) {
    advance(0);
    const path = plain(entry.path);
    const to = `${shown}/${path}`;
    if (lfs?.isLeftOut(path)) continue;
    const replacement = lfs?.replaced.get(path);
    let problem: string | null = null;
    if (entry.kind === 'left-out') {
      problem = entry.reason;
    } else if (entry.kind === 'folder') {
      target.folder(to, entry.stat.mode);
    } else if (entry.kind === 'link') {
      const leads = readlinkSync(join(root, entry.path));
      problem = staysInside(root, entry.path, leads) ? target.link(to, leads) : 'A symbolic link that leads out of its clone.';
    } else {
      problem = replacement === undefined ? target.file(to, join(root, entry.path), entry.stat, advance) : target.bytes(to, replacement, entry.stat.mode);
      if (replacement !== undefined && problem === null) advance(replacement.length);
      if (problem === null) files += 1;
    }
    if (problem !== null) skip(skipped, problem, to);
  }
  return files;
}

function skip(skipped: Skipped, reason: string, path: string): void {
  const known = skipped.get(reason) ?? { count: 0, examples: [] };
  known.count += 1;
  if (known.examples.length < 20) known.examples.push(path);
  skipped.set(reason, known);
}
