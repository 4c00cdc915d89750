import { createHash } from 'node:crypto';
import { ByteCache } from './byte-cache.ts';
import { applyDelta } from './delta.ts';
import { GitDataError, type ProblemList, recoverFrom } from './errors.ts';
import type { ConfinedFiles } from './files.ts';
import type { RepositoryLimits } from './limits.ts';
import { looseObjectPath, readLooseObject, readLooseStart } from './loose.ts';
import { loadObjectSources, type ObjectSources } from './object-sources.ts';
import type { ObjectType, Pack, PackEntry } from './pack.ts';

/** An object's type and content. The bytes may be shared with the cache: copy them before handing them out. */
export interface StoredObject {
  readonly type: ObjectType;
  readonly bytes: Buffer;
}

export interface ObjectStart extends StoredObject {
  readonly size: number;
}

type Place = { readonly kind: 'packed'; readonly pack: Pack; readonly offset: number } | { readonly kind: 'loose'; readonly path: string };

interface PendingDelta {
  readonly pack: Pack;
  readonly entry: PackEntry;
  readonly key: number;
}

/** A chain of deltas may make this many times the limit of one object in all, or it would cost time without end. */
const maxChainFactor = 16;
const maxPackIds = 4096;

/** Objects of one repository by name, from packs, loose files and alternates. */
export class ObjectStore {
  readonly #files: ConfinedFiles;
  readonly #objectsFolder: string;
  readonly #hashBytes: number;
  readonly #limits: RepositoryLimits;
  readonly #problems: ProblemList;
  readonly #bases: ByteCache<StoredObject>;
  readonly #windows: ByteCache<Buffer>;
  readonly #nameBytes: Buffer;
  #loaded: ObjectSources | null = null;
  #verifies = false;
  #recentPack: Pack | null = null;

  constructor(files: ConfinedFiles, objectsFolder: string, hashBytes: number, limits: RepositoryLimits, problems: ProblemList) {
    this.#files = files;
    this.#objectsFolder = objectsFolder;
    this.#hashBytes = hashBytes;
    this.#limits = limits;
    this.#problems = problems;
    this.#bases = new ByteCache(limits.cacheBytes);
    this.#windows = new ByteCache(limits.cacheBytes);
    this.#nameBytes = Buffer.alloc(hashBytes);
  }

  /** The whole object. Throws `GitDataError`: missing, corrupt, too large. A damaged copy is passed over when another place has a good one. */
  read(sha: string, maxBytes: number = this.#limits.maxObjectBytes): StoredObject {
    return this.#readRecent(sha, maxBytes) ?? this.#fromFirstGoodPlace(sha, (place) => {
      const object = place.kind === 'packed' ? this.#resolve(place.pack, place.offset, maxBytes) : this.#readLoose(place.path, maxBytes);
      if (this.#verifies) {
        this.#verify(sha, object);
      }
      return object;
    });
  }

  /** The size of an object, without inflating it. Throws like `read`. */
  sizeOf(sha: string): number {
    return this.#fromFirstGoodPlace(sha, (place) => {
      if (place.kind === 'packed') {
        const entry = place.pack.entryAt(place.offset);
        return entry.kind === 'whole' ? entry.size : place.pack.deltaResultSize(entry);
      }
      return this.#readLooseStart(place.path, 0).size;
    });
  }

  /** The first `wanted` bytes of an object and its size; only what a delta makes is rebuilt whole. Throws like `read`. */
  readStart(sha: string, wanted: number): ObjectStart {
    return this.#fromFirstGoodPlace(sha, (place) => {
      if (place.kind === 'loose' && !this.#verifies) {
        return this.#readLooseStart(place.path, wanted);
      }
      const entry = place.kind === 'packed' ? place.pack.entryAt(place.offset) : null;
      if (place.kind === 'packed' && entry !== null && entry.kind === 'whole' && !this.#verifies) {
        return { type: entry.type, size: entry.size, bytes: place.pack.inflateStart(entry, wanted) };
      }
      const { type, bytes } = this.read(sha);
      return { type, size: bytes.length, bytes: bytes.subarray(0, wanted) };
    });
  }

  /** Drops what is held in memory. No file is kept open between calls. */
  close(): void {
    this.#bases.clear();
    this.#windows.clear();
    this.#loaded = { packs: [], looseFolders: [] };
    this.#recentPack = null;
  }

  /** Most objects lie in the pack of the one before; null where it has none that is sound. */
  #readRecent(sha: string, maxBytes: number): StoredObject | null {
    const pack = this.#recentPack;
    const offset = pack === null || this.#verifies ? -1 : this.#find(pack, sha);
    if (pack === null || offset < 0) {
      return null;
    }
    try {
      return this.#resolve(pack, offset, maxBytes);
    } catch (error) {
      if (!(error instanceof GitDataError)) {
        throw error;
      }
      return null;
    }
  }

  #fromFirstGoodPlace<Value>(sha: string, read: (place: Place) => Value): Value {
    let failure: GitDataError | null = null;
    for (const place of this.#places(sha)) {
      try {
        return read(place);
      } catch (error) {
        if (!(error instanceof GitDataError)) {
          throw error;
        }
        failure ??= error;
      }
    }
    throw failure ?? new GitDataError('missing', `The object ${sha} is not in the repository.`);
  }

  *#places(sha: string): Generator<Place> {
    const sources = this.#sources();
    const recent = this.#recentPack;
    const recentOffset = recent === null ? -1 : this.#find(recent, sha);
    if (recent !== null && recentOffset >= 0) {
      yield { kind: 'packed', pack: recent, offset: recentOffset };
    }
    for (const pack of sources.packs) {
      const offset = pack === recent ? -1 : this.#find(pack, sha);
      if (offset >= 0) {
        this.#recentPack = pack;
        yield { kind: 'packed', pack, offset };
      }
    }
    const prefix = sha.slice(0, 2);
    for (const { folder, prefixes } of sources.looseFolders) {
      if (prefixes.has(prefix)) {
        yield { kind: 'loose', path: looseObjectPath(folder, sha) };
      }
    }
  }

  #find(pack: Pack, sha: string): number {
    this.#nameBytes.write(sha, 'hex');
    return recoverFrom(
      () => pack.find(this.#nameBytes),
      (error) => {
        this.#problems.add('pack-damaged', `${pack.name}: ${error.message}`);
        return -1;
      },
    );
  }

  #sources(): ObjectSources {
    if (this.#loaded === null) {
      const context = { files: this.#files, hashBytes: this.#hashBytes, limits: this.#limits, problems: this.#problems, windows: this.#windows };
      this.#loaded = loadObjectSources(this.#objectsFolder, context);
      this.#verifies = this.#loaded.packs.some((pack) => pack.isSuspect);
    }
    return this.#loaded;
  }

  /** Follows deltas down to a whole object, then applies them upwards; a loop, so a deep chain cannot exhaust the stack. */
  #resolve(firstPack: Pack, firstOffset: number, maxBytes: number): StoredObject {
    const deltas: PendingDelta[] = [];
    let pack = firstPack;
    let offset = firstOffset;
    for (;;) {
      const key = offset * maxPackIds + pack.id;
      const known = this.#bases.get(key);
      if (known !== undefined) {
        return this.#applyAll(known, deltas, maxBytes);
      }
      const entry = pack.entryAt(offset);
      if (entry.kind === 'whole') {
        const base = { type: entry.type, bytes: pack.inflate(entry, maxBytes) };
        if (deltas.length > 0) {
          this.#bases.set(key, base, base.bytes.length);
        }
        return this.#applyAll(base, deltas, maxBytes);
      }
      deltas.push({ pack, entry, key });
      if (deltas.length > this.#limits.maxDeltaDepth) {
        throw new GitDataError('corrupt', 'A chain of deltas is too long or never ends.');
      }
      if (entry.kind === 'offset-delta') {
        offset = entry.baseAt;
        continue;
      }
      const place = this.#basePlace(entry.baseSha, pack);
      if (place.kind === 'loose') {
        return this.#applyAll(this.#readLoose(place.path, maxBytes), deltas, maxBytes);
      }
      ({ pack, offset } = place);
    }
  }

  #basePlace(sha: string, pack: Pack): Place {
    const offset = this.#find(pack, sha);
    const place = offset >= 0 ? { kind: 'packed' as const, pack, offset } : this.#places(sha).next().value;
    if (place === undefined) {
      throw new GitDataError('corrupt', `The base ${sha} of a delta is not in the repository.`);
    }
    return place;
  }

  #applyAll(base: StoredObject, deltas: readonly PendingDelta[], maxBytes: number): StoredObject {
    let bytes = base.bytes;
    let made = 0;
    for (let index = deltas.length - 1; index >= 0; index -= 1) {
      const delta = deltas[index];
      if (delta === undefined) {
        break;
      }
      bytes = applyDelta(bytes, delta.pack.inflate(delta.entry, maxBytes), maxBytes);
      made += bytes.length;
      if (made > maxBytes * maxChainFactor) {
        throw new GitDataError('too-large', 'A chain of deltas makes too much data.');
      }
      if (index > 0) {
        this.#bases.set(delta.key, { type: base.type, bytes }, bytes.length);
      }
    }
    return { type: base.type, bytes };
  }

  #readLoose(path: string, maxBytes: number): StoredObject {
    return readLooseObject(this.#files, path, maxBytes) ?? failMissing();
  }

  #readLooseStart(path: string, wanted: number): ObjectStart {
    const start = readLooseStart(this.#files, path, wanted) ?? failMissing();
    return { type: start.header.type, size: start.header.size, bytes: start.bytes };
  }

  /** Once a pack does not match its index, an offset may lead to another object: the name must be earned. */
  #verify(sha: string, { type, bytes }: StoredObject): void {
    const hash = createHash(this.#hashBytes === 32 ? 'sha256' : 'sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
    if (hash !== sha) {
      throw new GitDataError('corrupt', `The object ${sha} does not have the content its name stands for.`);
    }
  }
}

function failMissing(): never {
  throw new GitDataError('missing', 'The object is not in the repository.');
}
