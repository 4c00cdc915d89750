import { join } from 'node:path';
import { type ProblemList, recoverFrom } from './errors.ts';
import type { ConfinedFiles } from './files.ts';
import type { RepositoryLimits } from './limits.ts';
import type { GitFolders } from './locate.ts';
import { isSafeName, looseReferenceOf, maxSymbolicDepth, packedReferencesOf, shaPatternOf, type LooseReference } from './reference-text.ts';
import { readReftableStack } from './reftable.ts';

export interface Reference {
  readonly name: string;
  /** What it names, which may be a tag object. */
  readonly sha: string;
}

export type HeadState =
  | { readonly kind: 'resolved'; readonly ref: string | null; readonly sha: string }
  | { readonly kind: 'unborn'; readonly ref: string; readonly reason: string }
  | { readonly kind: 'no-head' | 'unreadable'; readonly reason: string };

type LooseValue = LooseReference | { readonly kind: 'absent' };

const maxFolderDepth = 64;

/** HEAD and references of one repository: loose files first, then packed-refs; or a stack of reftables. Nothing throws; what cannot be read becomes a problem. */
export class References {
  readonly #files: ConfinedFiles;
  readonly #folders: GitFolders;
  readonly #shaPattern: RegExp;
  readonly #limits: RepositoryLimits;
  readonly #problems: ProblemList;
  readonly #hashBytes: number;
  readonly #inTables: boolean;
  #tables: ReadonlyMap<string, LooseReference> | null = null;
  #packed: ReadonlyMap<string, string> | null = null;

  constructor(files: ConfinedFiles, folders: GitFolders, format: { readonly hashBytes: number; readonly referenceStorage: 'files' | 'reftable' }, limits: RepositoryLimits, problems: ProblemList) {
    this.#files = files;
    this.#folders = folders;
    this.#hashBytes = format.hashBytes;
    this.#shaPattern = shaPatternOf(format.hashBytes);
    this.#inTables = format.referenceStorage === 'reftable';
    this.#limits = limits;
    this.#problems = problems;
  }

  /** Where HEAD leads. A branch without a commit is unborn, as in a clone of an empty repository. */
  head(): HeadState {
    return recoverFrom<HeadState>(
      () => this.#followHead(),
      (error) => ({ kind: 'unreadable', reason: `HEAD: ${error.message}` }),
    );
  }

  /** Every reference under refs/ that resolves, sorted by name. */
  all(): readonly Reference[] {
    const names = this.#names();
    const found: Reference[] = [];
    for (const name of [...names].sort()) {
      const sha = this.#resolveSafely(name);
      if (sha === null) {
        this.#problems.add('references-unreadable', `The reference ${name.slice(0, 200)} does not resolve.`);
      } else {
        found.push({ name, sha });
      }
    }
    if (found.some((reference) => reference.name.startsWith('refs/replace/'))) {
      this.#problems.add('replacements-ignored', 'refs/replace is ignored: commits are shown as they were written.');
    }
    return found;
  }

  #names(): ReadonlySet<string> {
    if (this.#inTables) {
      return new Set([...this.#tablesSafely().keys()].filter((name) => name !== 'HEAD'));
    }
    const names = new Set(this.#packedReferences().keys());
    this.#collectLooseNames(names);
    return names;
  }

  #followHead(): HeadState {
    const value = this.#headValue();
    switch (value.kind) {
      case 'sha':
        return { kind: 'resolved', ref: null, sha: value.sha };
      case 'absent':
        return { kind: 'no-head', reason: 'The repository has no HEAD.' };
      case 'malformed':
        return { kind: 'no-head', reason: 'HEAD names neither a branch nor a commit.' };
      case 'symbolic':
        return this.#followHeadTo(value.name);
    }
  }

  /** Long ago HEAD was a symbolic link to a branch's file; the branch may be packed, so the link's text counts. */
  #headValue(): LooseValue {
    if (this.#inTables) {
      return this.#fromTables().get('HEAD') ?? { kind: 'absent' };
    }
    const path = join(this.#folders.git, 'HEAD');
    const link = this.#files.linkTarget(path);
    return link !== null && isSafeName(link) ? { kind: 'symbolic', name: link } : this.#readLoose(path);
  }

  #followHeadTo(first: string): HeadState {
    let name = first;
    for (let depth = 0; depth < maxSymbolicDepth; depth += 1) {
      const value = this.#readReference(name);
      switch (value.kind) {
        case 'sha':
          return { kind: 'resolved', ref: name, sha: value.sha };
        case 'absent':
          return { kind: 'unborn', ref: name, reason: `HEAD names ${name.slice(0, 200)}, which has no commit yet.` };
        case 'malformed':
          return { kind: 'unreadable', reason: `HEAD names ${name.slice(0, 200)}, whose file is damaged.` };
        case 'symbolic':
          name = value.name;
      }
    }
    return { kind: 'unreadable', reason: 'HEAD leads through too many symbolic references.' };
  }

  #resolveSafely(name: string): string | null {
    return recoverFrom(
      () => {
        const state = this.#followHeadTo(name);
        return state.kind === 'resolved' ? state.sha : null;
      },
      () => null,
    );
  }

  #readReference(name: string): LooseValue {
    if (this.#inTables) {
      return this.#fromTables().get(name) ?? { kind: 'absent' };
    }
    const loose = this.#readLoose(join(this.#folders.common, name));
    if (loose.kind !== 'absent') {
      return loose;
    }
    const packed = this.#packedReferences().get(name);
    return packed === undefined ? loose : { kind: 'sha', sha: packed };
  }

  #readLoose(path: string): LooseValue {
    const text = this.#files.readWhole(path, this.#limits.maxConfigBytes)?.toString('utf8');
    return text === undefined ? { kind: 'absent' } : looseReferenceOf(text, this.#shaPattern);
  }

  /** A linked work tree has a stack of its own, for its HEAD. Throws `GitDataError`. */
  #fromTables(): ReadonlyMap<string, LooseReference> {
    if (this.#tables === null) {
      const { git, common } = this.#folders;
      const read = (folder: string): ReadonlyMap<string, LooseReference> => readReftableStack(join(folder, 'reftable'), this.#files, this.#hashBytes, this.#limits, this.#problems);
      this.#tables = git === common ? read(common) : new Map([...read(common), ...read(git)]);
    }
    return this.#tables;
  }

  #tablesSafely(): ReadonlyMap<string, LooseReference> {
    return recoverFrom<ReadonlyMap<string, LooseReference>>(
      () => this.#fromTables(),
      (error) => {
        this.#problems.add('references-unreadable', error.message);
        return new Map();
      },
    );
  }

  #packedReferences(): ReadonlyMap<string, string> {
    this.#packed ??= recoverFrom<ReadonlyMap<string, string>>(
      () => this.#parsePacked(),
      (error) => {
        this.#problems.add('references-unreadable', `packed-refs: ${error.message}`);
        return new Map();
      },
    );
    return this.#packed;
  }

  #parsePacked(): ReadonlyMap<string, string> {
    const text = this.#files.readWhole(join(this.#folders.common, 'packed-refs'), this.#limits.maxPackedReferencesBytes)?.toString('utf8') ?? '';
    return packedReferencesOf(text, this.#shaPattern, this.#limits.maxReferences);
  }

  #collectLooseNames(names: Set<string>): void {
    const pending = [{ name: 'refs', depth: 0 }];
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
      const { name: parent, depth } = folder;
      const entries = recoverFrom(
        () => this.#files.list(join(this.#folders.common, parent)) ?? [],
        (error) => {
          this.#problems.add('references-unreadable', error.message);
          return [];
        },
      );
      for (const entry of entries) {
        const name = `${parent}/${entry.name}`;
        if (names.size >= this.#limits.maxReferences) {
          this.#problems.add('references-unreadable', `Only ${this.#limits.maxReferences} references are read.`);
          return;
        }
        if (entry.isDirectory() && depth < maxFolderDepth) {
          pending.push({ name, depth: depth + 1 });
        } else if (!entry.isDirectory() && isSafeName(name)) {
          names.add(name);
        }
      }
    }
  }
}
