import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { MirrorSummary } from '../../shared/contract/index.ts';
import { isHubId, type HubId } from '../../shared/domain/index.ts';
import { codeOf, ExpectedError } from '../../shared/result.ts';
import {
  currentIndex, earlierIndexes, findDamage, findDamageAtOpen, indexBytes, isCorruption, markDamaged, openForReading, openUserDatabase,
  type CurrentIndex, type ReadDatabase, type StoredMirror, type UserDatabase,
} from '../index/index.ts';
import type { WorkerStart } from '../jobs/index.ts';
import type { ReadContext } from '../query/index.ts';
import { explainFailure } from './explain-failure.ts';

interface OpenIndex {
  readonly index: CurrentIndex;
  readonly database: ReadDatabase;
  /** Whether the whole file has been compared with what was built. */
  whole: boolean;
}

export interface ContextOptions {
  /** Told once of each index that turns out to be damaged. */
  readonly onDamage?: (mirror: string) => void;
  /** Index files up to this size are read whole when they are opened. Bytes. */
  readonly wholeAtOpenBytes?: number;
  /** When larger ones are read whole in the background after they were opened; null for never. Milliseconds. */
  readonly wholeAfterMs?: number | null;
}

/** Says, before an index is asked, what a search may ask for that no index holds. */
export type BindSets = (context: WorkerContext, read: ReadContext, isState: boolean) => void;

/** Open indexes kept at once by one thread; a user looks at one or two mirrors. */
const maxOpen = 3;
/** Some 10 ms of reading. */
const wholeAtOpenBytes = 16 << 20;

/** What a worker thread holds open between calls. */
export class WorkerContext {
  readonly start: WorkerStart;
  readonly isStopped: () => boolean;
  private readonly options: ContextOptions;
  /** By mirror; earlier states by mirror and state. */
  private readonly open = new Map<string, OpenIndex>();
  /** Paths of index files. */
  private readonly damaged = new Set<string>();
  private user: UserDatabase | null = null;
  private bindSets: BindSets | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(start: WorkerStart, isStopped: () => boolean, options: ContextOptions = {}) {
    this.start = start;
    this.isStopped = isStopped;
    this.options = options;
  }

  /** From now on whatever is read is bound so. What a thread can say is its own affair: most jobs need none of it, and it takes long to load. */
  bindBy(bindSets: BindSets): void {
    this.bindSets = bindSets;
  }

  get userDatabase(): UserDatabase {
    this.user ??= openUserDatabase(this.start.dataDir);
    return this.user;
  }

  /** Where the sample mirror is laid out. */
  get sampleFolder(): string {
    return join(this.start.dataDir, 'sample-mirror');
  }

  /**
   * A mirror's open index; throws `no-index` where there is none and `damaged-index` where its bytes changed. An index
   * swapped in meanwhile is opened anew.
   */
  read(mirror: string): ReadContext {
    const stored = this.stored(mirror);
    return this.bound(stored, this.openIndex(stored), false);
  }

  /** An earlier state of a mirror; throws `not-found` where it is not kept, `no-index` where another version of this program wrote it. */
  readState(mirror: string, state: string): ReadContext {
    const stored = this.stored(mirror);
    const index = earlierIndexes(this.start.dataDir, mirror).find(({ id }) => id === state);
    if (!index) throw new ExpectedError('not-found', `No earlier state ${state} of ${stored.title} is kept.`, 'ptmx measure states lists those that are.');
    if (!index.readable) throw new ExpectedError('no-index', 'This state was indexed by another version of this program, which alone can read it.');
    if (index.damage !== null || this.damaged.has(index.path)) throw damagedState(index, index.damage ?? 'its bytes are not the ones that it was built with');
    const key = `${mirror} ${state}`;
    const known = this.open.get(key);
    return this.bound(stored, known?.index.path === index.path ? known : this.openAnew(key, index), true);
  }

  private stored(mirror: string): StoredMirror {
    const stored = this.userDatabase.mirror(mirror);
    if (!stored) throw new ExpectedError('not-found', 'This mirror is not among the opened ones.', 'Open it first.');
    return stored;
  }

  private bound(stored: StoredMirror, { database, index }: OpenIndex, isState: boolean): ReadContext {
    const read = { database, mirror: this.summary(stored, index), indexBytes: indexBytes(index.path), hubFolders: hubFoldersOf(database), dataDir: this.start.dataDir };
    this.bindSets?.(this, read, isState);
    return read;
  }

  summary(stored: StoredMirror, index: CurrentIndex | null = currentIndex(this.start.dataDir, stored.id)): MirrorSummary {
    const damaged = index !== null && (index.damage !== null || this.damaged.has(index.path));
    return {
      id: stored.id,
      title: stored.title,
      sources: [...stored.sources],
      isSample: stored.isSample,
      indexed: index !== null && !damaged,
      damaged,
      present: stored.sources.every((source) => existsSync(source)),
      packages: index?.packages ?? null,
      indexedAt: index?.builtAt ?? null,
      openedAt: stored.openedAt,
    };
  }

  /**
   * What stopped work on a mirror, for people: changed bytes of its index explain errors that make no sense otherwise, so
   * that after an unexpected one the file is read whole.
   */
  async explain(error: unknown, mirror: string | null): Promise<unknown> {
    const explained = explainFailure(error);
    const opened = mirror === null ? undefined : this.open.get(mirror);
    if (explained instanceof ExpectedError || mirror === null || !opened) return explained;
    const reason = isCorruption(error) ? `SQLite says: ${error instanceof Error ? error.message : ''}` : await this.checkWhole(opened);
    if (reason === null) return explained;
    this.setDamaged(mirror, opened.index, reason);
    return damagedIndex(opened.index, reason);
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer);
    for (const { database } of this.open.values()) database.close();
    this.open.clear();
    this.user?.close();
    this.user = null;
  }

  /** Closes a mirror's indexes, so that their files can be removed. */
  forget(mirror: string): void {
    for (const key of this.open.keys()) if (key === mirror || key.startsWith(`${mirror} `)) this.closeIndex(key);
  }

  private closeIndex(key: string): void {
    this.open.get(key)?.database.close();
    this.open.delete(key);
  }

  private openIndex(stored: StoredMirror): OpenIndex {
    const mirror = stored.id;
    for (let attempt = 0; ; attempt += 1) {
      const index = currentIndex(this.start.dataDir, mirror);
      if (!index) throw new ExpectedError('no-index', `${stored.title} has no index yet.`, 'Index it, or wait until indexing ends.');
      if (index.damage !== null || this.damaged.has(index.path)) {
        const reason = index.damage ?? 'its bytes are not the ones that it was built with';
        this.setDamaged(mirror, index, reason);
        throw damagedIndex(index, reason);
      }
      const known = this.open.get(mirror);
      if (known?.index.path === index.path) return known;
      try {
        return this.openAnew(mirror, index);
      } catch (error) {
        // Between its name and its opening, another process may have put a new index in its place.
        if (attempt > 0 || error instanceof ExpectedError || currentIndex(this.start.dataDir, mirror)?.path === index.path) throw error;
      }
    }
  }

  private openAnew(key: string, index: CurrentIndex): OpenIndex {
    this.closeIndex(key);
    const oldest = this.open.size >= maxOpen ? this.open.keys().next().value : undefined;
    if (oldest !== undefined) this.closeIndex(oldest);
    const limit = this.options.wholeAtOpenBytes ?? wholeAtOpenBytes;
    let database: ReadDatabase | null = null;
    let reason: string | null;
    try {
      database = openForReading(index.path, this.isStopped);
      reason = findDamageAtOpen(database, index, limit);
    } catch (error) {
      // The description is read with fixed statements: what fails here is the file.
      if (!isSqliteError(error) || explainFailure(error) instanceof ExpectedError) {
        database?.close();
        throw error;
      }
      reason = `SQLite says: ${error.message}`;
    }
    if (database === null || reason !== null) {
      database?.close();
      this.setDamaged(key, index, reason ?? 'it cannot be opened');
      throw (key === mirrorOf(key) ? damagedIndex : damagedState)(index, reason ?? 'it cannot be opened');
    }
    const opened: OpenIndex = { index, database, whole: index.seal === null || index.seal.bytes <= limit };
    this.open.set(key, opened);
    if (!opened.whole) this.checkLater(key, opened);
    return opened;
  }

  private checkLater(key: string, opened: OpenIndex): void {
    const { wholeAfterMs = null } = this.options;
    if (wholeAfterMs === null) return;
    if (this.timer) clearTimeout(this.timer);
    const check = async (): Promise<void> => {
      // A disk that cannot be read now says nothing about the file.
      const reason = await this.checkWhole(opened).catch(() => null);
      if (reason !== null) this.setDamaged(key, opened.index, reason);
    };
    this.timer = setTimeout(() => void check(), wholeAfterMs).unref();
  }

  private async checkWhole(opened: OpenIndex): Promise<string | null> {
    if (opened.whole) return null;
    const reason = await findDamage(opened.index);
    if (reason === null) opened.whole = true;
    return reason;
  }

  private setDamaged(key: string, index: CurrentIndex, reason: string): void {
    if (this.damaged.has(index.path)) return;
    this.damaged.add(index.path);
    if (index.damage === null) markDamaged(index.path, reason);
    this.closeIndex(key);
    this.options.onDamage?.(mirrorOf(key));
  }
}

function isSqliteError(error: unknown): error is Error {
  return error instanceof Error && codeOf(error).startsWith('SQLITE_');
}

function damagedIndex(index: CurrentIndex, reason: string): ExpectedError {
  return new ExpectedError('damaged-index', `The index ${index.path} is damaged: ${reason}.`, 'Rebuild the index. The mirror, and what was saved about it, are not affected.');
}

function damagedState(index: CurrentIndex, reason: string): ExpectedError {
  return new ExpectedError('damaged-index', `The index of the earlier state ${index.path} is damaged: ${reason}.`, 'It cannot be built again. The mirror, its index, and what was saved about it, are not affected.');
}

function mirrorOf(key: string): string {
  return key.split(' ', 1)[0] ?? key;
}

function hubFoldersOf(database: ReadDatabase): Partial<Record<HubId, string>> {
  const row = database.prepare<[], { value: string }>(`SELECT value FROM meta WHERE key = 'hub_folders'`).get();
  const parsed: unknown = JSON.parse(row?.value ?? '{}');
  const folders: Partial<Record<HubId, string>> = {};
  for (const [hub, folder] of Object.entries(parsed ?? {})) if (isHubId(hub) && typeof folder === 'string') folders[hub] = folder;
  return folders;
}
