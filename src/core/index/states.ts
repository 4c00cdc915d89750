import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { damageMarkOf } from './damage.ts';
import { type CurrentIndex, fileInForce, indexFolder, indexOfPointer, readPointer } from './pointer.ts';
import { schemaVersion } from './schema.ts';

/**
 * Earlier states of a mirror are its earlier indexes: when one of other content takes the place of the index in force, that one stays beside
 * it under the name of a pointer of its own, `state-….json` (ADR 7).
 */
export interface EarlierIndex extends CurrentIndex {
  /** The first 16 hex digits of its fingerprint. */
  readonly id: string;
  /** Whether this version reads its schema. */
  readonly readable: boolean;
}

/** The latest states are kept, as many as this, and together as large as this; the latest one however large it is. */
export const stateLimits = { states: 10, bytes: 2e9 } as const;

const pointerName = /^state-([0-9a-z]+)\.json$/;

/** The kept states of a mirror, the latest first. */
export function earlierIndexes(dataDir: string, mirror: string): readonly EarlierIndex[] {
  return statesIn(indexFolder(dataDir, mirror));
}

/** Removes kept states of a mirror. Files that are open stay until the next start where the system wants it so. */
export function removeStates(dataDir: string, mirror: string, ids: readonly string[]): void {
  const folder = indexFolder(dataDir, mirror);
  for (const state of statesIn(folder)) if (ids.includes(state.id)) remove(folder, state);
}

/** Keeps the index that is in force, before one of this fingerprint takes its place. Nothing is kept twice, and nothing damaged. */
export function keepState(folder: string, inForce: CurrentIndex | null, fingerprint: string): void {
  if (inForce === null || inForce.damage !== null || inForce.fingerprint === fingerprint) return;
  const { path: _path, damage: _damage, ...pointer } = inForce;
  const target = join(folder, stateFileOf(inForce.file));
  writeFileSync(`${target}.part`, JSON.stringify(pointer, null, 2), { flush: true });
  renameSync(`${target}.part`, target);
}

/** Removes states beyond what is kept, and those whose content a later state has again. */
export function pruneStates(folder: string, inForce: string): void {
  const known = new Set<string>();
  let bytes = 0;
  for (const state of statesIn(folder, inForce)) {
    const isAgain = known.has(state.id);
    const size = state.seal?.bytes ?? 0;
    if (isAgain || known.size >= stateLimits.states || (known.size > 0 && bytes + size > stateLimits.bytes)) {
      remove(folder, state);
      continue;
    }
    known.add(state.id);
    bytes += size;
  }
}

/** Names of all files of states in a mirror's folder. */
export function filesOfStates(folder: string): readonly string[] {
  return statesIn(folder, null).flatMap(({ file }) => [stateFileOf(file), file, damageMarkOf(file)]);
}

/** A pointer that names the index in force was left by a crash before another took its place: it is no state. */
function statesIn(folder: string, inForce: string | null = knownInForce(folder)): readonly EarlierIndex[] {
  if (!existsSync(folder)) return [];
  const found = readdirSync(folder).flatMap((name): EarlierIndex[] => {
    const [, part] = pointerName.exec(name) ?? [];
    if (part === undefined) return [];
    try {
      const pointer = readPointer(join(folder, name));
      if (pointer.file !== `index-${part}.db` || pointer.file === inForce) return [];
      return [{ ...indexOfPointer(folder, pointer), id: pointer.fingerprint.slice(0, 16), readable: pointer.schemaVersion === schemaVersion }];
    } catch {
      // A pointer without its index, or none at all, is no state.
      return [];
    }
  });
  return found.sort((one, two) => two.builtAt - one.builtAt);
}

/** Null too where the pointer does not tell. */
function knownInForce(folder: string): string | null {
  try {
    return fileInForce(folder);
  } catch {
    return null;
  }
}

function stateFileOf(file: string): string {
  return file.replace(/^index-(.*)\.db$/, 'state-$1.json');
}

/** The pointer first: an index that nothing names is removed at the next start. */
function remove(folder: string, { file }: EarlierIndex): void {
  for (const name of [stateFileOf(file), file, damageMarkOf(file)]) {
    try {
      rmSync(join(folder, name), { force: true });
    } catch {
      // Open elsewhere: tried again at the next start.
    }
  }
}
