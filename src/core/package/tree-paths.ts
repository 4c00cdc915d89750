import { GitDataError, type Repository, type TreeEntry } from './repository/index.ts';

/** A file or folder of a commit by its path from the root; the root itself has the path "". */
export interface TreePlace {
  readonly path: string;
  readonly kind: TreeEntry['kind'];
  readonly sha: string;
}

const maxLinkHops = 8;
const maxLinkBytes = 4096;
const maxRememberedFolders = 256;

/**
 * Joins a path to a folder of the repository. Null where it climbs out of the repository, or is no path at all; the result never holds
 * "." or "..", and is a name in a tree of git objects, never a path to open.
 */
export function joinTreePath(folder: string, path: string): string | null {
  const names: string[] = [];
  for (const name of `${folder}/${path}`.split('/')) {
    if (name.includes('\0')) return null;
    if (name === '' || name === '.') continue;
    if (name !== '..') names.push(name);
    else if (names.pop() === undefined) return null;
  }
  return names.join('/');
}

export function folderOfPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/**
 * Finds paths in one commit, following symbolic links as far as they stay in its tree. Folders read are remembered, so many paths cost
 * little more than one.
 */
export class TreeFinder {
  readonly #repository: Repository;
  readonly #root: string;
  readonly #folders = new Map<string, readonly TreeEntry[]>();

  constructor(repository: Repository, commitSha: string) {
    this.#repository = repository;
    this.#root = commitSha;
  }

  /** The entries of a folder; none where it is missing or damaged. */
  entries(sha: string): readonly TreeEntry[] {
    const known = this.#folders.get(sha);
    if (known !== undefined) return known;
    const entries = orElse(() => this.#repository.readTree(sha), []);
    if (this.#folders.size < maxRememberedFolders) this.#folders.set(sha, entries);
    return entries;
  }

  /** What lies at `path` once all links are followed, or null where nothing does, or links lead in circles or out of the tree. */
  find(path: string): TreePlace | null {
    let wanted = joinTreePath('', path);
    for (let hops = 0; wanted !== null && hops <= maxLinkHops; hops += 1) {
      const step = this.#walk(wanted);
      if (step === null || step.kind === 'place') return step?.place ?? null;
      wanted = step.path;
    }
    return null;
  }

  /** Walks to the end of the path, or to the first link on the way and where it leads. */
  #walk(path: string): { kind: 'place'; place: TreePlace } | { kind: 'link'; path: string | null } | null {
    let place: TreePlace = { path: '', kind: 'folder', sha: this.#root };
    const names = path === '' ? [] : path.split('/');
    for (const [index, name] of names.entries()) {
      const entry = place.kind === 'folder' ? this.entries(place.sha).find((candidate) => candidate.name === name) : undefined;
      if (entry === undefined) return null;
      if (entry.kind === 'symlink') return { kind: 'link', path: this.#linkTarget(place.path, entry, names.slice(index + 1)) };
      place = { path: names.slice(0, index + 1).join('/'), kind: entry.kind, sha: entry.sha };
    }
    return { kind: 'place', place };
  }

  #linkTarget(folder: string, link: TreeEntry, rest: readonly string[]): string | null {
    const blob = orElse(() => this.#repository.readBlob(link.sha, maxLinkBytes), null);
    if (blob === null || blob.truncated) return null;
    const target = Buffer.from(blob.bytes).toString('utf8');
    return target === '' || target.startsWith('/') ? null : joinTreePath(folder, [target, ...rest].join('/'));
  }
}

function orElse<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof GitDataError)) throw error;
    return otherwise;
  }
}
