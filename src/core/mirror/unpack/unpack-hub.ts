import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { HubId } from '../../../shared/domain/index.ts';
import { cancelledError, ExpectedError } from '../../../shared/result.ts';
import { streamArchive } from '../archive-stream.ts';
import { placeInHub } from '../archive.ts';
import { type DiskNames, diskNamesOf } from '../disk-names.ts';
import { TreeWriter, type Skipped } from './tree-writer.ts';

export interface UnpackOptions {
  readonly archives: readonly string[];
  readonly hub: HubId;
  /** Absolute; `checkUnpackTarget` has let it pass. */
  readonly target: string;
  /** Compressed bytes read, of all archives together. */
  progress(done: number, total: number): void;
  /** Told before what was written is removed. */
  removing(): void;
  isCancelled(): boolean;
  /** Found out by trying where not given. */
  readonly disk?: DiskNames;
}

export interface Unpacked {
  readonly files: number;
  readonly bytes: number;
  readonly skipped: readonly Skipped[];
}

const partName = /\.part-[0-9a-f]{12}$/;

/** Throws `refused` unless the target is an empty folder, or a new one in a folder that exists. */
export function checkUnpackTarget(target: string): void {
  const stat = lstatSync(target, { throwIfNoEntry: false });
  if (!stat) {
    if (statSync(dirname(target), { throwIfNoEntry: false })?.isDirectory() === true) return;
    throw new ExpectedError('not-found', `The folder ${dirname(target)} does not exist.`, 'Make it first, or choose another one.');
  }
  if (!stat.isDirectory()) throw new ExpectedError('refused', `${target} exists and is not a folder.`, 'Choose another name.');
  const [first] = readdirSync(target);
  const unfinished = first === 'data' ? readdirSync(join(target, first)).find((name) => partName.test(name)) : undefined;
  if (unfinished !== undefined) throw new ExpectedError('refused', `${target} holds what an unpacking that was killed left: ${join('data', unfinished)}.`, 'Remove that folder with all in it, or choose another one.');
  if (first !== undefined) throw new ExpectedError('refused', `${target} is not empty: it holds ${first}.`, 'Choose an empty folder, or a name that does not exist yet.');
}

/**
 * Unpacks `data/<hub>/…` of the archives to the same place below the target, which is a mirror then. It is written under
 * another name and takes its own when it is whole; on failure or cancel nothing is left.
 */
export async function unpackHub(options: UnpackOptions): Promise<Unpacked> {
  const { hub, target } = options;
  const made = [target, join(target, 'data')].filter((folder) => !existsSync(folder));
  let part: string | null = null;
  try {
    for (const folder of made) mkdirSync(folder);
    part = join(realpathSync(join(target, 'data')), `${hub}.part-${randomBytes(6).toString('hex')}`);
    mkdirSync(part);
    const unpacked = await writeTree(part, options);
    const place = join(dirname(part), hub);
    if (existsSync(place)) throw new ExpectedError('refused', `${place} appeared while it was unpacked.`, 'Choose another folder.');
    renameSync(part, place);
    return unpacked;
  } catch (error) {
    options.removing();
    if (part !== null) rmSync(part, { recursive: true, force: true });
    for (const folder of made.toReversed()) removeIfEmpty(folder);
    throw error;
  }
}

async function writeTree(part: string, options: UnpackOptions): Promise<Unpacked> {
  const { archives, hub } = options;
  const writer = new TreeWriter(part, options.disk ?? diskNamesOf(part));
  const total = archives.reduce((sum, archive) => sum + statSync(archive).size, 0);
  let before = 0;
  try {
    for (const archive of archives) {
      const end = await streamArchive(archive, {
        member: (member) => {
          const place = placeInHub(member.name);
          return place?.hub === hub ? writer.member(place.parts, member) : null;
        },
        progress: (bytes) => options.progress(before + bytes, total),
        isCancelled: options.isCancelled,
      });
      if (end.kind === 'stopped') throw cancelledError();
      if (end.kind === 'damaged') throw new ExpectedError('unreadable', `${basename(archive)} is damaged: ${end.reason}`, 'Nothing was left behind. Fetch the archive again.');
      before += statSync(archive).size;
    }
    writer.finish();
  } finally {
    writer.close();
  }
  if (writer.files === 0) throw new ExpectedError('not-found', `No file of this hub lies in ${archives.map((archive) => basename(archive)).join(', ')}.`);
  return { files: writer.files, bytes: writer.bytes, skipped: writer.skipped };
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody else put something there.
  }
}
