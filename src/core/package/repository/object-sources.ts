import { isAbsolute, join, resolve } from 'node:path';
import type { ByteCache } from './byte-cache.ts';
import { type ProblemList, recoverFrom } from './errors.ts';
import type { ConfinedFiles } from './files.ts';
import type { RepositoryLimits } from './limits.ts';
import { Pack } from './pack.ts';
import { parsePackIndex } from './pack-index.ts';

/** Everywhere the objects of one repository may lie: its own folder first, then its alternates. */
export interface ObjectSources {
  readonly packs: readonly Pack[];
  readonly looseFolders: readonly LooseFolder[];
}

export interface LooseFolder {
  readonly folder: string;
  /** The two-letter folders that exist, so that most absent objects cost no file access. */
  readonly prefixes: ReadonlySet<string>;
}

interface SourceContext {
  readonly files: ConfinedFiles;
  readonly hashBytes: number;
  readonly limits: RepositoryLimits;
  readonly problems: ProblemList;
  readonly windows: ByteCache<Buffer>;
}

/** Opens every pack's index and lists the loose folders. What cannot be used becomes a problem; the rest is used. */
export function loadObjectSources(objectsFolder: string, context: SourceContext): ObjectSources {
  const folders = collectObjectFolders(objectsFolder, context);
  return { packs: loadPacks(folders, context), looseFolders: folders.map((folder) => listLooseFolder(folder, context)) };
}

/** Follows `info/alternates` breadth first; each real folder once, so a cycle ends by itself. */
function collectObjectFolders(first: string, context: SourceContext): string[] {
  const { files, limits, problems } = context;
  const pending = [{ folder: first, depth: 0 }];
  const found: string[] = [];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { folder, depth } = next;
    const located = recoverFrom(() => files.locate(folder), () => ({ kind: 'absent' as const }));
    if (located.kind !== 'folder') {
      problems.add('alternate-ignored', located.kind === 'outside' ? 'An alternate object store lies outside the mirror.' : 'An alternate object store does not exist.');
    } else if (!found.includes(located.path)) {
      found.push(located.path);
      const alternates = readAlternates(located.path, context);
      if (alternates.length > 0 && (depth >= limits.maxAlternateDepth || found.length + pending.length + alternates.length > limits.maxAlternates)) {
        problems.add('alternate-ignored', 'There are too many alternate object stores, or too deep ones.');
      } else {
        pending.push(...alternates.map((alternate) => ({ folder: alternate, depth: depth + 1 })));
      }
    }
  }
  return found;
}

function readAlternates(folder: string, { files, limits, problems }: SourceContext): string[] {
  const text = recoverFrom(
    () => files.readWhole(join(folder, 'info', 'alternates'), limits.maxConfigBytes)?.toString('utf8') ?? '',
    (error) => {
      problems.add('alternate-ignored', error.message);
      return '';
    },
  );
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => (isAbsolute(line) ? line : resolve(folder, line)));
}

function listLooseFolder(folder: string, { files, problems }: SourceContext): LooseFolder {
  const entries = recoverFrom(
    () => files.list(folder) ?? [],
    (error) => {
      problems.add('loose-objects-unreadable', error.message);
      return [];
    },
  );
  return { folder, prefixes: new Set(entries.map((entry) => entry.name).filter((name) => /^[0-9a-f]{2}$/.test(name))) };
}

function loadPacks(folders: readonly string[], context: SourceContext): Pack[] {
  const { files, limits, problems } = context;
  const packs: Pack[] = [];
  let indexBytes = 0;
  for (const folder of folders.map((objects) => join(objects, 'pack'))) {
    const entries = recoverFrom(
      () => files.list(folder) ?? [],
      (error) => {
        problems.add('pack-unreadable', error.message);
        return [];
      },
    );
    for (const { name } of entries.filter((entry) => entry.name.endsWith('.idx'))) {
      const pack = packs.length < limits.maxPacks ? loadPack(folder, name.slice(0, -'.idx'.length), packs.length, limits.maxIndexBytes - indexBytes, context) : null;
      if (pack !== null) {
        packs.push(pack);
        indexBytes += pack.index.bytes.length;
      } else if (packs.length >= limits.maxPacks) {
        problems.add('pack-unreadable', `Only ${limits.maxPacks} packs are read.`);
      }
    }
  }
  return packs;
}

function loadPack(folder: string, stem: string, id: number, indexBudget: number, context: SourceContext): Pack | null {
  const { files, hashBytes, limits, problems, windows } = context;
  const reject = (reason: string): null => {
    problems.add('pack-unreadable', `${stem.slice(0, 100)}: ${reason}`);
    return null;
  };
  return recoverFrom<Pack | null>(
    () => {
      const packPath = join(folder, `${stem}.pack`);
      const located = files.locate(packPath);
      if (located.kind !== 'file') {
        return reject(located.kind === 'outside' ? 'The pack lies outside the mirror.' : 'The index has no pack.');
      }
      if (located.bytes > limits.maxPackBytes) {
        return reject(`The pack has ${located.bytes} bytes; the limit is ${limits.maxPackBytes}.`);
      }
      const indexBytes = files.readWhole(join(folder, `${stem}.idx`), indexBudget);
      if (indexBytes === null) {
        return reject('The index is not a file.');
      }
      const pack = new Pack(id, located.path, located.bytes, parsePackIndex(indexBytes, hashBytes), files, windows);
      if (pack.isSuspect) {
        problems.add('pack-damaged', `${stem.slice(0, 100)}: The pack is cut short or does not belong to its index; its objects are checked one by one.`);
      }
      return pack;
    },
    (error) => reject(error.message),
  );
}
