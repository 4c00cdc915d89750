import { join, resolve } from 'node:path';
import { type Commit, parseCommit } from './commit.ts';
import { type GitConfig, parseConfig, repositoryFormatOf } from './config.ts';
import { GitDataError, ProblemList, recoverFrom, type RepositoryProblem } from './errors.ts';
import { ConfinedFiles } from './files.ts';
import { lfsObjectPath } from './lfs.ts';
import { defaultLimits, type RepositoryLimits } from './limits.ts';
import { type FileListing, listTreeFiles } from './listing.ts';
import { type GitFolders, locateGitFolders } from './locate.ts';
import { ObjectStore, type StoredObject } from './objects.ts';
import type { ObjectType } from './pack.ts';
import { type HeadState, type Reference, References } from './refs.ts';
import { parseTree, type TreeEntry } from './tree.ts';
import { type CommitSource, CommitWalk, walkCommits, type WalkOptions, type WalkOutcome } from './walk.ts';

export type RepositoryState =
  | { readonly kind: 'readable' }
  | { readonly kind: 'empty' | 'no-head' | 'unborn' | 'unreadable' | 'unsupported' | 'outside-mirror'; readonly reason: string };

export interface RepositoryOptions extends Partial<RepositoryLimits> {
  /** Nothing outside this folder is ever read, whatever a link, a `.git` file or an alternate says. */
  readonly mirrorRoot: string;
}

export interface Head {
  /** The branch, or null when HEAD is detached. */
  readonly ref: string | null;
  readonly sha: string;
}

export interface BlobContent {
  readonly bytes: Uint8Array;
  /** Bytes of the whole blob. */
  readonly size: number;
  readonly truncated: boolean;
}

interface OpenedParts {
  readonly files: ConfinedFiles;
  readonly folders: GitFolders;
  readonly config: GitConfig;
  readonly hashBytes: number;
  readonly references: References;
  readonly objects: ObjectStore;
}

const maxTagDepth = 16;

/**
 * Opens the repository of a clone, bare or not, for reading only. Never throws for a bad one: `state` says what is wrong, and what still
 * can be read is read.
 */
export function openRepository(path: string, options: RepositoryOptions): Repository {
  const problems = new ProblemList();
  const limits: RepositoryLimits = { ...defaultLimits, ...options };
  return recoverFrom(
    () => openParts(resolve(path), options.mirrorRoot, limits, problems),
    (error) => new Repository(null, { kind: error.kind === 'outside-mirror' ? 'outside-mirror' : 'unreadable', reason: error.message }, null, limits, problems),
  );
}

function openParts(path: string, mirrorRoot: string, limits: RepositoryLimits, problems: ProblemList): Repository {
  const files = new ConfinedFiles(resolve(mirrorRoot));
  const location = locateGitFolders(path, files);
  if (location.kind !== 'found') {
    return new Repository(null, location, null, limits, problems);
  }
  const { folders } = location;
  const configText = files.readWhole(join(folders.common, 'config'), limits.maxConfigBytes)?.toString('utf8') ?? '';
  const config = parseConfig(configText);
  const format = repositoryFormatOf(config);
  if (format.kind === 'unsupported') {
    return new Repository(null, format, null, limits, problems);
  }
  const { hashBytes } = format;
  const references = new References(files, folders, format, limits, problems);
  const objects = new ObjectStore(files, join(folders.common, 'objects'), hashBytes, limits, problems);
  if (files.locate(join(folders.common, 'info', 'grafts')).kind === 'file') {
    problems.add('grafts-ignored', 'info/grafts is ignored: commits keep the parents they were written with.');
  }
  const parts = { files, folders, config, hashBytes, references, objects };
  const head = references.head();
  return new Repository(parts, stateOf(head, objects, limits), head.kind === 'resolved' ? { ref: head.ref, sha: head.sha } : null, limits, problems);
}

function stateOf(head: HeadState, objects: ObjectStore, limits: RepositoryLimits): RepositoryState {
  if (head.kind !== 'resolved') {
    return head.kind === 'unborn' ? { kind: 'unborn', reason: head.reason } : head;
  }
  return recoverFrom<RepositoryState>(
    () => {
      const { type } = objects.read(head.sha, limits.maxCommitBytes);
      return type === 'commit' ? { kind: 'readable' } : { kind: 'unreadable', reason: `HEAD names a ${type}, not a commit.` };
    },
    (error) => ({ kind: 'unreadable', reason: `HEAD names ${head.sha}: ${error.message}` }),
  );
}

/**
 * One repository. Methods that list or walk return what went wrong as data; those that read one object throw `GitDataError`, an
 * `ExpectedError`. Where there is no git folder they find nothing.
 */
export class Repository {
  readonly state: RepositoryState;
  readonly #parts: OpenedParts | null;
  readonly #head: Head | null;
  readonly #limits: RepositoryLimits;
  readonly #problems: ProblemList;
  #shallow: ReadonlySet<string> | null = null;

  constructor(parts: OpenedParts | null, state: RepositoryState, head: Head | null, limits: RepositoryLimits, problems: ProblemList) {
    this.#parts = parts;
    this.state = state;
    this.#head = head;
    this.#limits = limits;
    this.#problems = problems;
  }

  /** The real path of the git folder, or null when none was found. */
  get gitFolder(): string | null {
    return this.#parts?.folders.git ?? null;
  }

  /** What was left out so far; it grows while reading. */
  problems(): readonly RepositoryProblem[] {
    return this.#problems.all();
  }

  head(): Head | null {
    return this.#head;
  }

  /** Every reference under refs/, sorted by name; a tag may name a tag object. */
  refs(): readonly Reference[] {
    return this.state.kind === 'unsupported' ? [] : (this.#parts?.references.all() ?? []);
  }

  /** The first URL of the remote "origin" as the config has it, which may hold a user's token; null when there is none. */
  remoteOrigin(): string | null {
    return this.#parts?.config.get('remote.origin.url')?.[0] ?? null;
  }

  /** Visits every commit reachable from `from` (commits or tags) once, in the order of `git log`. */
  walkCommits(from: readonly string[], visit: (commit: Commit) => void | 'stop', options?: WalkOptions): WalkOutcome {
    return walkCommits(this.#commitSource(), from, visit, options);
  }

  /** The same walk, to be taken step by step. */
  walkFrom(from: readonly string[]): CommitWalk {
    return new CommitWalk(this.#commitSource(), from, true);
  }

  /** Whether some commits name parents that were left out when the clone was made. */
  isShallow(): boolean {
    return this.#shallowCommits().size > 0;
  }

  /** One commit with its message; a tag is followed to its commit. */
  readCommit(sha: string): Commit {
    const commit = this.#readCommit(sha, true);
    if (commit === null) {
      throw new GitDataError('corrupt', `The object ${sha} is not a commit.`);
    }
    return commit;
  }

  /** An object's raw bytes, to be kept or changed freely. */
  readObject(sha: string): { type: ObjectType; bytes: Uint8Array } {
    const { type, bytes } = this.#read(sha);
    return { type, bytes: Uint8Array.from(bytes) };
  }

  /** The entries of a tree, or of a commit's tree, in stored order. */
  readTree(sha: string): readonly TreeEntry[] {
    const peeled = this.#peel(sha, this.#limits.maxObjectBytes).object;
    const object = peeled.type === 'commit' ? this.#read(this.#parse(sha, peeled.bytes, false).tree) : peeled;
    if (object.type !== 'tree') {
      throw new GitDataError('corrupt', `The object ${sha} is not a folder.`);
    }
    return parseTree(object.bytes, this.#hashBytes());
  }

  /** All files of a commit in the order of `git ls-tree -r`, at most `limit`. Throws only when the commit or its root cannot be read. */
  listFiles(commitSha: string, { limit }: { readonly limit: number }): FileListing {
    return listTreeFiles({ readTree: (sha) => this.readTree(sha), blobSize: (sha) => this.blobSize(sha) }, commitSha, limit);
  }

  /** The first `maxBytes` bytes of a blob and its whole size. */
  readBlob(sha: string, maxBytes: number): BlobContent {
    const { type, size, bytes } = this.#objects().readStart(this.#checkedName(sha), maxBytes);
    if (type !== 'blob') {
      throw new GitDataError('corrupt', `The object ${sha} is not a file.`);
    }
    return { bytes: Uint8Array.from(bytes), size, truncated: bytes.length < size };
  }

  /** Bytes of a blob without inflating it, or null when it is missing or damaged. */
  blobSize(sha: string): number | null {
    return recoverFrom<number | null>(
      () => this.#objects().sizeOf(this.#checkedName(sha)),
      () => null,
    );
  }

  /** The file that git-lfs keeps for a pointer's oid, or null when it is not there. */
  lfsObject(oid: string): { path: string; size: number } | null {
    const path = this.#parts === null ? null : lfsObjectPath(this.#parts.folders.common, oid);
    return recoverFrom(
      () => {
        const located = path === null ? null : this.#parts?.files.locate(path);
        return located?.kind === 'file' ? { path: located.path, size: located.bytes } : null;
      },
      () => null,
    );
  }

  /** Drops what is held in memory. Reading afterwards finds nothing. */
  close(): void {
    this.#parts?.objects.close();
  }

  #commitSource(): CommitSource {
    return { readCommit: (sha, withMessage) => this.#readCommit(sha, withMessage), shallow: this.#shallowCommits() };
  }

  #readCommit(sha: string, withMessage: boolean): Commit | null {
    const { name, object } = this.#peel(sha, this.#limits.maxCommitBytes);
    return object.type === 'commit' ? this.#parse(name, object.bytes, withMessage) : null;
  }

  #parse(sha: string, bytes: Buffer, withMessage: boolean): Commit {
    return parseCommit(sha, bytes, { hashBytes: this.#hashBytes(), maxMessageBytes: withMessage ? this.#limits.maxMessageBytes : 0 });
  }

  /** Follows tag objects to what they name. */
  #peel(sha: string, maxBytes: number): { name: string; object: StoredObject } {
    let name = sha;
    let object = this.#read(name, maxBytes);
    for (let depth = 0; object.type === 'tag' && depth < maxTagDepth; depth += 1) {
      name = taggedName(object.bytes, this.#hashBytes());
      object = this.#read(name, maxBytes);
    }
    return { name, object };
  }

  #read(sha: string, maxBytes?: number): StoredObject {
    return this.#objects().read(this.#checkedName(sha), maxBytes);
  }

  #objects(): ObjectStore {
    if (this.#parts === null) {
      throw new GitDataError('missing', 'There is no repository to read from.');
    }
    return this.#parts.objects;
  }

  #hashBytes(): number {
    return this.#parts?.hashBytes ?? 20;
  }

  /** A name becomes part of a path, so nothing but hexadecimal digits of the right number may pass. */
  #checkedName(sha: string): string {
    if (sha.length !== this.#hashBytes() * 2 || !/^[0-9a-f]+$/.test(sha)) {
      throw new GitDataError('missing', `"${sha.slice(0, 80)}" is no object name.`);
    }
    return sha;
  }

  #shallowCommits(): ReadonlySet<string> {
    const parts = this.#parts;
    if (parts !== null && this.#shallow === null) {
      const text = recoverFrom(
        () => parts.files.readWhole(join(parts.folders.common, 'shallow'), this.#limits.maxPackedReferencesBytes)?.toString('latin1') ?? '',
        (error) => {
          this.#problems.add('shallow-unreadable', error.message);
          return '';
        },
      );
      this.#shallow = new Set(text.split('\n').map((line) => line.trim()).filter((line) => line !== ''));
    }
    return this.#shallow ?? new Set();
  }
}

/** The first line of a tag object is "object <name>". */
function taggedName(bytes: Buffer, hashBytes: number): string {
  return bytes.toString('latin1', 'object '.length, 'object '.length + hashBytes * 2);
}
