import { createHash, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedError, messageOf } from '../../shared/result.ts';
import { isNoSpace, sealOf } from './damage.ts';
import { type CurrentIndex, fileInForce, indexFolder, indexOfPointer, type IndexPointer, readPointer } from './pointer.ts';
import { schemaVersion } from './schema.ts';
import { filesOfStates, keepState, pruneStates } from './states.ts';
import { describeHolder, isThisHost, takeLock, type Lock, type LockHolder } from './writer-lock.ts';

/** A mirror's id: the same sources give the same id, whatever their order. */
export function mirrorIdOf(sources: readonly string[]): string {
  return createHash('sha256').update([...sources].sort().join('\n')).digest('hex').slice(0, 16);
}

/**
 * The index in force of a mirror, or null where there is none that this version can read. Only the pointer file decides;
 * it is replaced in one step, so that a crash leaves the last good index in force.
 */
export function currentIndex(dataDir: string, mirror: string): CurrentIndex | null {
  const folder = indexFolder(dataDir, mirror);
  try {
    const pointer = readPointer(join(folder, 'current.json'));
    return pointer.schemaVersion === schemaVersion ? indexOfPointer(folder, pointer) : null;
  } catch {
    return null;
  }
}

/** The right to write a mirror's index; one process at a time has it. */
export interface WriterRight {
  /** Where to build the new index. */
  readonly buildingFile: string;
  /** Puts the finished file in force and removes older ones as far as the system allows. */
  install(facts: { packages: number; fingerprint: string }): CurrentIndex;
  /** Gives the right back and removes what was not installed. */
  release(): void;
}

/** Throws `busy` naming the process that writes, `unreadable` where the data folder cannot be written. */
export function acquireWriter(dataDir: string, mirror: string): WriterRight {
  const folder = indexFolder(dataDir, mirror);
  const lock = lockFolder(folder, dataDir);
  removeLeftovers(folder);
  // Random, not a time: the clock may be set back to a moment that named an index before.
  const name = randomBytes(8).toString('hex');
  const buildingFile = join(folder, `building-${name}.db`);
  return {
    buildingFile,
    install: (facts) => {
      sync(buildingFile);
      const { packages, fingerprint } = facts;
      const pointer: IndexPointer = { file: `index-${name}.db`, schemaVersion, packages, fingerprint, builtAt: Date.now(), seal: sealOf(buildingFile) };
      renameSync(buildingFile, join(folder, pointer.file));
      keepState(folder, currentIndex(dataDir, mirror), fingerprint);
      writeFileSync(join(folder, 'current.json.part'), JSON.stringify(pointer, null, 2), { flush: true });
      renameSync(join(folder, 'current.json.part'), join(folder, 'current.json'));
      pruneStates(folder, pointer.file);
      removeOtherIndexes(folder, pointer.file);
      return { ...pointer, path: join(folder, pointer.file), damage: null };
    },
    release: () => {
      removeQuietly(buildingFile);
      removeQuietly(join(folder, 'current.json.part'));
      lock.release();
    },
  };
}

/** Removes what processes that ended in the middle left of a mirror's indexes; nothing while one is being written. */
export function removeAbandoned(dataDir: string, mirror: string): void {
  const folder = indexFolder(dataDir, mirror);
  try {
    const kept = fileInForce(folder);
    const expected = new Set(['current.json', kept, `${kept}.damaged`, ...filesOfStates(folder)]);
    if (readdirSync(folder).every((name) => expected.has(name))) return;
    const answer = takeLock(lockFile(folder), 'at-work');
    if (answer.kind === 'held') return;
    try {
      removeLeftovers(folder);
      removeOtherIndexes(folder, fileInForce(folder));
    } finally {
      answer.lock.release();
    }
  } catch {
    // No folder, or one that cannot be written now: there is nothing to do, or the next writer does it.
  }
}

function lockFile(folder: string): string {
  return join(folder, 'writer.lock');
}

function lockFolder(folder: string, dataDir: string): Lock {
  try {
    mkdirSync(folder, { recursive: true });
    const answer = takeLock(lockFile(folder), 'left-behind');
    if (answer.kind === 'held') throw busy(answer.holder, lockFile(folder));
    return answer.lock;
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    if (isNoSpace(error)) throw new ExpectedError('no-space', `There is no space left in the data folder ${dataDir}.`, 'Free some space, or choose another data folder with --data-dir.');
    throw new ExpectedError('unreadable', `The data folder ${dataDir} cannot be written: ${messageOf(error)}`, 'Choose another one with --data-dir.');
  }
}

function busy(holder: LockHolder | null, file: string): ExpectedError {
  const usable = 'The last good index stays usable meanwhile.';
  if (!holder) return new ExpectedError('busy', 'Another process began indexing this mirror just now.', usable);
  const elsewhere = holder.host !== null && !isThisHost(holder.host);
  return new ExpectedError('busy', `This mirror is being indexed by ${describeHolder(holder)}.`, elsewhere ? `${usable} If that process has ended, remove ${file}.` : usable);
}

function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) if (name.startsWith('building-') || name.endsWith('.part')) removeQuietly(join(folder, name));
}

/** All indexes but the one in force and the earlier states that are kept. */
function removeOtherIndexes(folder: string, inForce: string | null): void {
  const kept = new Set([inForce, ...filesOfStates(folder)]);
  for (const name of readdirSync(folder)) {
    const file = /^(index-.*\.db)(-journal|-wal|-shm|\.damaged)?$/.exec(name)?.[1];
    if (file !== undefined && !kept.has(file)) removeQuietly(join(folder, name));
  }
}

/** On Windows a file that a reader still has open stays; the next install removes it. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Tried again next time.
  }
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Removes a mirror's indexes; the mirror itself is not touched. */
export function removeIndexes(dataDir: string, mirror: string): void {
  rmSync(indexFolder(dataDir, mirror), { recursive: true, force: true });
}

/** Bytes of an index file. */
export function indexBytes(path: string): number {
  return statSync(path).size;
}
