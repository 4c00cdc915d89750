import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { MirrorSummary } from '../../shared/contract/index.ts';
import { isHubId, type HubId } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import {
  currentIndex, indexBytes, openForReading, openUserDatabase, type CurrentIndex, type ReadDatabase, type StoredMirror, type UserDatabase,
} from '../index/index.ts';
import type { WorkerStart } from '../jobs/index.ts';
import type { ReadContext } from '../query/index.ts';

interface OpenIndex {
  readonly path: string;
  readonly database: ReadDatabase;
}

/** Open indexes kept at once by one thread; a user looks at one or two mirrors. */
const maxOpen = 3;

/** What a worker thread holds open between calls. */
export class WorkerContext {
  readonly start: WorkerStart;
  readonly isStopped: () => boolean;
  private readonly open = new Map<string, OpenIndex>();
  private user: UserDatabase | null = null;

  constructor(start: WorkerStart, isStopped: () => boolean) {
    this.start = start;
    this.isStopped = isStopped;
  }

  get userDatabase(): UserDatabase {
    this.user ??= openUserDatabase(this.start.dataDir);
    return this.user;
  }

  /** Where the sample mirror is laid out. */
  get sampleFolder(): string {
    return join(this.start.dataDir, 'sample-mirror');
  }

  /** A mirror's open index; throws `no-index` where there is none. An index swapped in meanwhile is opened anew. */
  read(mirror: string): ReadContext {
    const stored = this.userDatabase.mirror(mirror);
    if (!stored) throw new ExpectedError('not-found', 'This mirror is not among the opened ones.', 'Open it first.');
    const index = currentIndex(this.start.dataDir, mirror);
    if (!index) throw new ExpectedError('no-index', `${stored.title} has no index yet.`, 'Index it, or wait until indexing ends.');
    const { database } = this.openIndex(mirror, index);
    return { database, mirror: this.summary(stored, index), indexBytes: indexBytes(index.path), hubFolders: hubFoldersOf(database) };
  }

  summary(stored: StoredMirror, index: CurrentIndex | null = currentIndex(this.start.dataDir, stored.id)): MirrorSummary {
    return {
      id: stored.id,
      title: stored.title,
      sources: [...stored.sources],
      isSample: stored.isSample,
      indexed: index !== null,
      present: stored.sources.every((source) => existsSync(source)),
      packages: index?.packages ?? null,
      indexedAt: index?.builtAt ?? null,
      openedAt: stored.openedAt,
    };
  }

  close(): void {
    for (const { database } of this.open.values()) database.close();
    this.open.clear();
    this.user?.close();
    this.user = null;
  }

  /** Closes a mirror's index, so that its file can be removed. */
  forget(mirror: string): void {
    this.open.get(mirror)?.database.close();
    this.open.delete(mirror);
  }

  private openIndex(mirror: string, index: CurrentIndex): OpenIndex {
    const known = this.open.get(mirror);
    if (known?.path === index.path) return known;
    this.forget(mirror);
    const oldest = this.open.size >= maxOpen ? this.open.keys().next().value : undefined;
    if (oldest !== undefined) this.forget(oldest);
    const opened = { path: index.path, database: openForReading(index.path, this.isStopped) };
    this.open.set(mirror, opened);
    return opened;
  }
}

function hubFoldersOf(database: ReadDatabase): Partial<Record<HubId, string>> {
  const row = database.prepare<[], { value: string }>(`SELECT value FROM meta WHERE key = 'hub_folders'`).get();
  const parsed: unknown = JSON.parse(row?.value ?? '{}');
  const folders: Partial<Record<HubId, string>> = {};
  for (const [hub, folder] of Object.entries(parsed ?? {})) if (isHubId(hub) && typeof folder === 'string') folders[hub] = folder;
  return folders;
}
