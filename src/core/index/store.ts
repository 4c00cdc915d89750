import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ExpectedError } from '../../shared/result.ts';
import { schemaVersion } from './schema.ts';

/** What the pointer file says of the index that is in force. */
const pointerSchema = z.object({
  file: z.string().regex(/^index-[0-9a-z]+\.db$/),
  schemaVersion: z.number(),
  packages: z.number(),
  fingerprint: z.string(),
  builtAt: z.number(),
});

export type IndexPointer = z.output<typeof pointerSchema>;

export interface CurrentIndex extends IndexPointer {
  /** Absolute path of the database. */
  readonly path: string;
}

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
    const pointer = pointerSchema.parse(JSON.parse(readFileSync(join(folder, 'current.json'), 'utf8')));
    const path = join(folder, pointer.file);
    return pointer.schemaVersion === schemaVersion && existsSync(path) ? { ...pointer, path } : null;
  } catch {
    return null;
  }
}

export function indexFolder(dataDir: string, mirror: string): string {
  return join(dataDir, 'indexes', mirror);
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
  const lock = join(folder, 'writer.lock');
  try {
    mkdirSync(folder, { recursive: true });
    takeLock(lock);
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    throw new ExpectedError('unreadable', `The data folder ${dataDir} cannot be written: ${error instanceof Error ? error.message : String(error)}`, 'Choose another one with --data-dir.');
  }
  removeLeftovers(folder);
  const stamp = Date.now().toString(36);
  const buildingFile = join(folder, `building-${stamp}.db`);
  return {
    buildingFile,
    install: (facts) => {
      sync(buildingFile);
      const pointer: IndexPointer = { file: `index-${stamp}.db`, schemaVersion, packages: facts.packages, fingerprint: facts.fingerprint, builtAt: Date.now() };
      renameSync(buildingFile, join(folder, pointer.file));
      writeFileSync(join(folder, 'current.json.part'), JSON.stringify(pointer, null, 2), { flush: true });
      renameSync(join(folder, 'current.json.part'), join(folder, 'current.json'));
      removeOldIndexes(folder, pointer.file);
      return { ...pointer, path: join(folder, pointer.file) };
    },
    release: () => {
      removeQuietly(buildingFile);
      removeQuietly(lock);
    },
  };
}

function takeLock(lock: string): void {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(readFileSync(lock, 'utf8'));
      // This process runs one index job a mirror: its own lock is what an ended thread left behind.
      if (holder !== process.pid && isAlive(holder)) {
        throw new ExpectedError('busy', `Process ${holder} is indexing this mirror.`, 'The last good index stays usable meanwhile.');
      }
      rmSync(lock, { force: true });
    }
  }
  throw new ExpectedError('busy', 'Another process began indexing this mirror just now.');
}

/** Whether a process of that id runs; one of another user counts as running. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) if (name.startsWith('building-') || name.endsWith('.part')) removeQuietly(join(folder, name));
}

function removeOldIndexes(folder: string, keep: string): void {
  for (const name of readdirSync(folder)) if (/^index-.*\.db(-journal|-wal|-shm)?$/.test(name) && name !== keep) removeQuietly(join(folder, name));
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
