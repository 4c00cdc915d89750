import type { HubId } from '../../shared/domain/index.ts';
import type { ArchiveSink } from './archive-stream.ts';
import type { RepositoryEntry } from './archive.ts';
import type { CloneLayout } from './clones.ts';
import { KeptFiles, type KeptFile } from './kept-files.ts';

export interface FileSum {
  files: number;
  bytes: number;
}

/** A clone that lies inside an archive, as far as one pass over the archive tells of it. */
export interface ArchivedClone {
  readonly hub: HubId;
  /** Below `repos/`, like the name of a clone on disk. */
  readonly name: string;
  readonly layout: CloneLayout;
  readonly workTree: Readonly<FileSum>;
  /** The `.git` folder, or the whole of a bare clone. */
  readonly git: Readonly<FileSum>;
  /** `HEAD`, `config`, `packed-refs` (its branches) and `refs/heads/…` by their paths in the git folder. */
  readonly gitFiles: ReadonlyMap<string, KeptFile>;
  /** README files at the top of the work tree by name. */
  readonly readmes: ReadonlyMap<string, KeptFile>;
  readonly evaluations: readonly KeptFile[];
}

export interface ArchivedHub {
  readonly clones: readonly ArchivedClone[];
  /** Owner folders without anything in them: failed clones. */
  readonly emptyOwners: readonly string[];
  /** Small files of clones that were not kept, because they or all of them together are too large. */
  readonly filesLeftOut: number;
  /** Members whose clone was not listed: names too long, or more clones than are listed. */
  readonly membersLeftOut: number;
}

export interface CollectorLimits {
  /** Folders that may be clones, owners among them. The largest hub cloned 12,401 repositories. */
  readonly maxFolders: number;
  /** Characters of `owner/repository`; the longest real ids have 250. */
  readonly maxNameLength: number;
  /** Small files of all clones of an archive together. Bytes. */
  readonly maxKeptBytes: number;
}

const defaultLimits: CollectorLimits = { maxFolders: 400_000, maxNameLength: 600, maxKeptBytes: 256 << 20 };

/** One folder that may turn out to be a repository; what it is can be told only when all has been seen. */
interface Folder {
  readonly workTree: FileSum;
  readonly git: FileSum;
  hasDotGit: boolean;
  hasHead: boolean;
  hasObjects: boolean;
  isEmpty: boolean;
}

interface Owner extends Folder {
  readonly hub: HubId;
  readonly name: string;
  readonly folders: Map<string, Folder>;
  readonly kept: KeptFiles;
}

/** Gathers the clones of one archive while it is read, in any order of its members. Names are keys here and never paths. */
export class ArchivedCloneCollector {
  private readonly limits: CollectorLimits;
  private readonly owners = new Map<string, Owner>();
  private readonly membersLeftOut = new Map<HubId, number>();
  private readonly budget: { bytes: number };
  private folders = 0;

  constructor(limits: Partial<CollectorLimits> = {}) {
    this.limits = { ...defaultLimits, ...limits };
    this.budget = { bytes: this.limits.maxKeptBytes };
  }

  /** Takes one member; returns what keeps its content where it tells something of its clone. */
  entry({ hub, parts, kind, bytes }: RepositoryEntry): ArchiveSink | null {
    const [first = '', second] = parts;
    // What lies in repos/ itself is a clone only if it is a folder; links are not followed.
    if (second === undefined && kind !== 'folder') return null;
    const owner = this.ownerOf(hub, first);
    if (owner === null) return this.leaveOut(hub);
    if (second === undefined) return null;
    note(owner, parts, 1, { kind, bytes });
    if (parts.length > 2 || kind === 'folder') {
      const folder = this.folderOf(owner, second);
      if (folder === null) return this.leaveOut(hub);
      if (parts.length > 2) note(folder, parts, 2, { kind, bytes });
    }
    return kind === 'file' ? owner.kept.begin(parts.slice(1), bytes) : null;
  }

  /** What was gathered, by hub. */
  finish(): ReadonlyMap<HubId, ArchivedHub> {
    const found = new Map<HubId, { clones: ArchivedClone[]; emptyOwners: string[]; filesLeftOut: number; membersLeftOut: number }>();
    const of = (hub: HubId) => {
      const known = found.get(hub) ?? { clones: [], emptyOwners: [], filesLeftOut: 0, membersLeftOut: this.membersLeftOut.get(hub) ?? 0 };
      found.set(hub, known);
      return known;
    };
    for (const hub of this.membersLeftOut.keys()) of(hub);
    for (const owner of this.owners.values()) {
      const into = of(owner.hub);
      into.filesLeftOut += owner.kept.leftOut;
      const layout = repositoryLayout(owner);
      if (layout !== null) into.clones.push(cloneOf(owner, owner, null, layout === 'bare' ? 'bare-flat' : layout));
      else if (owner.folders.size === 0 && owner.isEmpty) into.emptyOwners.push(owner.name);
      else {
        for (const [name, folder] of owner.folders) {
          into.clones.push(cloneOf(owner, folder, name, repositoryLayout(folder) ?? (folder.isEmpty ? 'empty' : 'no-repository')));
        }
      }
    }
    this.owners.clear();
    // By name, so that an index does not depend on the order in which an archive was packed.
    for (const hub of found.values()) {
      hub.clones.sort((left, right) => (left.name < right.name ? -1 : 1));
      hub.emptyOwners.sort();
    }
    return found;
  }

  private leaveOut(hub: HubId): null {
    this.membersLeftOut.set(hub, (this.membersLeftOut.get(hub) ?? 0) + 1);
    return null;
  }

  private ownerOf(hub: HubId, name: string): Owner | null {
    const key = `${hub}/${name}`;
    const known = this.owners.get(key);
    if (known) return known;
    if (name.length > this.limits.maxNameLength || this.folders >= this.limits.maxFolders) return null;
    this.folders += 1;
    const owner: Owner = { ...newFolder(), hub, name, folders: new Map(), kept: new KeptFiles(this.budget) };
    this.owners.set(key, owner);
    return owner;
  }

  private folderOf(owner: Owner, name: string): Folder | null {
    const known = owner.folders.get(name);
    if (known) return known;
    if (owner.name.length + name.length >= this.limits.maxNameLength || this.folders >= this.limits.maxFolders) return null;
    this.folders += 1;
    const folder = newFolder();
    owner.folders.set(name, folder);
    return folder;
  }
}

function newFolder(): Folder {
  return { workTree: { files: 0, bytes: 0 }, git: { files: 0, bytes: 0 }, hasDotGit: false, hasHead: false, hasObjects: false, isEmpty: true };
}

/** Counts a member in a folder that lies `depth` parts above it. */
function note(folder: Folder, parts: readonly string[], depth: number, { kind, bytes }: Pick<RepositoryEntry, 'kind' | 'bytes'>): void {
  const top = parts[depth];
  const isInFolder = parts.length > depth + 1 || kind === 'folder';
  folder.isEmpty = false;
  if (top === '.git') folder.hasDotGit = true;
  if (top === 'HEAD' && !isInFolder) folder.hasHead = true;
  if (top === 'objects' && isInFolder) folder.hasObjects = true;
  if (kind !== 'file') return;
  const sum = top === '.git' ? folder.git : folder.workTree;
  sum.files += 1;
  sum.bytes += bytes;
}

function repositoryLayout(folder: Folder): 'work-tree' | 'bare' | null {
  if (folder.hasDotGit) return 'work-tree';
  return folder.hasHead && folder.hasObjects ? 'bare' : null;
}

function cloneOf(owner: Owner, folder: Folder, name: string | null, layout: CloneLayout): ArchivedClone {
  const isBare = layout === 'bare' || layout === 'bare-flat';
  const kept = owner.kept.ofClone(name);
  const gitPrefix = isBare ? '' : '.git/';
  const gitFiles = new Map<string, KeptFile>();
  const readmes = new Map<string, KeptFile>();
  const evaluations: KeptFile[] = [];
  for (const [path, file] of kept) {
    const inGit = path.startsWith(gitPrefix) ? path.slice(gitPrefix.length) : null;
    if (file.kind === 'git' && inGit !== null) gitFiles.set(inGit, file);
    else if (file.kind === 'readme' && !isBare && !path.includes('/')) readmes.set(path, file);
    else if (file.kind === 'evaluation' && !isBare && path.startsWith('.eval_results/')) evaluations.push(file);
  }
  return {
    hub: owner.hub,
    name: name === null ? owner.name : `${owner.name}/${name}`,
    layout,
    workTree: isBare ? { files: 0, bytes: 0 } : folder.workTree,
    git: isBare ? folder.workTree : folder.git,
    gitFiles, readmes, evaluations,
  };
}
