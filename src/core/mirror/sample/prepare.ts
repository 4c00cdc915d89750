import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { ExpectedError } from '../../../shared/result.ts';
import { codeHubClones } from './clones-code-hubs.ts';
import { huggingFaceClones } from './clones-huggingface.ts';
import type { SampleClone } from './clone.ts';
import { buildHistory } from './histories.ts';
import { writeClone } from './write-clone.ts';

/** To be raised when the clones change in a way that no committed record shows. */
const builderVersion = 1;
const stampName = 'sample-mirror.stamp';

/** Owner folders that a failed clone left empty, below their hub's `repos/`. */
const emptyOwners = [{ hub: 'huggingface', owner: 'EleutherAI' }] as const;

export const sampleClones: readonly SampleClone[] = [...huggingFaceClones, ...codeHubClones];

/**
 * Makes the sample mirror in `targetDir`: the records of `resourcesDir` (the folder that holds `data/`) and the clones
 * that go with them. Nothing is done where the same version stands already; an older one is replaced whole. A folder
 * that holds anything else is refused with an ExpectedError. The mirror appears in one step, complete or not at all.
 */
export function prepareSampleMirror(resourcesDir: string, targetDir: string): void {
  const records = listFiles(join(resourcesDir, 'data')).map((path) => ({ path, content: readFileSync(path) }));
  const stamp = stampOf(records.map(({ path, content }) => ({ name: relative(resourcesDir, path).split(sep).join('/'), content })));
  if (readStamp(targetDir) === stamp) return;
  if (readStamp(targetDir) === undefined && isOccupied(targetDir)) {
    throw new ExpectedError('refused', `${targetDir} holds something else than the sample mirror.`, 'Choose an empty folder.');
  }
  mkdirSync(dirname(targetDir), { recursive: true });
  const building = join(dirname(targetDir), `.${basename(targetDir)}-${process.pid}-${Date.now()}`);
  try {
    for (const { path, content } of records) {
      const target = join(building, relative(resourcesDir, path));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    writeSampleClones(building);
    writeFileSync(join(building, stampName), stamp);
    replace(building, targetDir, stamp);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

/** Writes all clones below `folder/data/<hub>/repos/`. */
function writeSampleClones(folder: string): void {
  for (const clone of sampleClones) {
    const target = join(folder, 'data', clone.hub, 'repos', ...clone.path.split('/'));
    writeClone(target, clone, buildHistory(clone.branch ?? 'main', clone.steps));
  }
  for (const { hub, owner } of emptyOwners) mkdirSync(join(folder, 'data', hub, 'repos', owner), { recursive: true });
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) throw new ExpectedError('not-found', `The sample mirror's records are missing: ${folder}`);
  const entries = readdirSync(folder, { withFileTypes: true }).sort((left, right) => (left.name < right.name ? -1 : 1));
  return entries.flatMap((entry) => (entry.isDirectory() ? listFiles(join(folder, entry.name)) : [join(folder, entry.name)]));
}

function stampOf(files: readonly { readonly name: string; readonly content: Buffer }[]): string {
  const hash = createHash('sha256').update(`builder ${builderVersion}\n`);
  for (const { name, content } of files) hash.update(`${name} ${content.length}\n`).update(content);
  return `${hash.digest('hex')}\n`;
}

function readStamp(folder: string): string | undefined {
  const file = join(folder, stampName);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function isOccupied(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).length > 0;
}

/** Another process may have finished first: its mirror is as good, so ours is dropped. */
function replace(building: string, targetDir: string, stamp: string): void {
  if (readStamp(targetDir) === stamp) return;
  rmSync(targetDir, { recursive: true, force: true });
  try {
    renameSync(building, targetDir);
  } catch (error) {
    if (readStamp(targetDir) !== stamp) throw error;
  }
}
