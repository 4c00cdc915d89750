import type { CallAnswer } from '../../../../shared/contract/index.ts';

export type PackageFile = CallAnswer<'packages.files'>['files'][number];

export interface Folder {
  readonly kind: 'folder';
  readonly name: string;
  /** Whole path without a slash at its end; '' is the root. */
  readonly path: string;
  readonly folders: readonly Folder[];
  readonly files: readonly PackageFile[];
  /** Files in it at any depth. */
  readonly count: number;
  /** Bytes of those files whose size is known; null where none is. */
  readonly bytes: number | null;
  /** Files in it whose size is not known. */
  readonly unknown: number;
}

/** One row of the tree on screen; files at the root are at depth 0. */
export type TreeRow =
  | { readonly kind: 'folder'; readonly folder: Folder; readonly depth: number; readonly open: boolean }
  | { readonly kind: 'file'; readonly file: PackageFile; readonly name: string; readonly depth: number };

export interface TreeOrder {
  readonly by: string;
  readonly descending: boolean;
}

interface Growing {
  readonly kind: 'folder';
  readonly name: string;
  readonly path: string;
  readonly folders: Growing[];
  readonly byName: Map<string, Growing>;
  readonly files: PackageFile[];
  count: number;
  bytes: number | null;
  unknown: number;
}

function emptyFolder(name: string, path: string): Growing {
  return { kind: 'folder', name, path, folders: [], byName: new Map(), files: [], count: 0, bytes: null, unknown: 0 };
}

/** Files by folder, with sums. A file and a folder of one path stay apart. Nothing recurses: paths may be thousands deep. */
export function growTree(files: readonly PackageFile[]): Folder {
  const root = emptyFolder('', '');
  for (const file of files) {
    let folder = root;
    add(folder, file);
    for (let from = 0, slash = file.path.indexOf('/'); slash !== -1; from = slash + 1, slash = file.path.indexOf('/', from)) {
      folder = childOf(folder, file.path.slice(from, slash), file.path.slice(0, slash));
      add(folder, file);
    }
    folder.files.push(file);
  }
  return root;
}

function add(folder: Growing, { size }: PackageFile): void {
  folder.count += 1;
  if (size === null) folder.unknown += 1;
  else folder.bytes = (folder.bytes ?? 0) + size;
}

function childOf(folder: Growing, name: string, path: string): Growing {
  const known = folder.byName.get(name);
  if (known) return known;
  const made = emptyFolder(name, path);
  folder.byName.set(name, made);
  folder.folders.push(made);
  return made;
}

/** The rows on screen: folders before files by name, all together by size; what is in a closed folder is left out. */
export function treeRows(root: Folder, isOpen: (folder: Folder) => boolean, order: TreeOrder): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const waiting: { readonly items: readonly (Folder | PackageFile)[]; next: number; readonly depth: number }[] = [{ items: inOrder(root, order), next: 0, depth: 0 }];
  for (let level = waiting.at(-1); level; level = waiting.at(-1)) {
    const item = level.items[level.next];
    level.next += 1;
    if (item === undefined) waiting.pop();
    else if (item.kind === 'folder') {
      const open = isOpen(item);
      rows.push({ kind: 'folder', folder: item, depth: level.depth, open });
      if (open) waiting.push({ items: inOrder(item, order), next: 0, depth: level.depth + 1 });
    } else rows.push({ kind: 'file', file: item, name: item.path.slice(item.path.lastIndexOf('/') + 1), depth: level.depth });
  }
  return rows;
}

function inOrder({ folders, files }: Folder, { by, descending }: TreeOrder): readonly (Folder | PackageFile)[] {
  const sign = descending ? -1 : 1;
  const byPath = (left: Folder | PackageFile, right: Folder | PackageFile): number => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0);
  if (by === 'size') return [...folders, ...files].sort((left, right) => sign * (sizeOf(left) - sizeOf(right)) || byPath(left, right));
  return [...[...folders].sort((left, right) => sign * byPath(left, right)), ...[...files].sort((left, right) => sign * byPath(left, right))];
}

function sizeOf(item: Folder | PackageFile): number {
  return (item.kind === 'folder' ? item.bytes : item.size) ?? -1;
}

/** The row of the folder that a row lies in, or -1. */
export function parentRow(rows: readonly TreeRow[], index: number): number {
  const depth = rows[index]?.depth ?? 0;
  for (let at = index - 1; at >= 0; at -= 1) {
    const row = rows[at];
    if (row && row.depth < depth) return at;
  }
  return -1;
}
