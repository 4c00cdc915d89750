import { createHash } from 'node:crypto';

export type GitObjectKind = 'commit' | 'tree' | 'blob';

export interface GitObject {
  readonly kind: GitObjectKind;
  readonly content: Buffer;
}

/** Objects by their id (40 hexadecimal digits), in the order they were made. */
export type ObjectStore = Map<string, GitObject>;

/** What a history puts at a path: text, bytes, or one of git's special entries. */
export type FileContent =
  | string
  | Uint8Array
  | { readonly kind: 'symlink'; readonly target: string }
  | { readonly kind: 'submodule'; readonly commit: string };

/** Files by path with forward slashes. */
export type FileTree = ReadonlyMap<string, FileContent>;

/** Puts an object into the store and returns its id, the SHA-1 of header and content. */
export function addObject(store: ObjectStore, kind: GitObjectKind, content: Buffer): string {
  const id = createHash('sha1').update(`${kind} ${content.length}\0`).update(content).digest('hex');
  if (!store.has(id)) store.set(id, { kind, content });
  return id;
}

function addBlob(store: ObjectStore, content: string | Uint8Array): string {
  return addObject(store, 'blob', typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content));
}

interface TreeEntry {
  readonly mode: string;
  readonly name: string;
  readonly id: string;
}

/** Puts the trees and blobs of these files into the store and returns the id of the root tree. */
export function addTree(store: ObjectStore, files: FileTree): string {
  const entries: TreeEntry[] = [];
  const folders = new Map<string, Map<string, FileContent>>();
  for (const [path, content] of files) {
    const slash = path.indexOf('/');
    if (slash === -1) {
      entries.push(fileEntry(store, path, content));
      continue;
    }
    const folder = path.slice(0, slash);
    const inner = folders.get(folder) ?? new Map<string, FileContent>();
    inner.set(path.slice(slash + 1), content);
    folders.set(folder, inner);
  }
  for (const [name, inner] of folders) entries.push({ mode: '40000', name, id: addTree(store, inner) });
  entries.sort((left, right) => Buffer.compare(sortKey(left), sortKey(right)));
  return addObject(store, 'tree', Buffer.concat(entries.map(encodeEntry)));
}

function fileEntry(store: ObjectStore, name: string, content: FileContent): TreeEntry {
  if (typeof content === 'string' || content instanceof Uint8Array) return { mode: '100644', name, id: addBlob(store, content) };
  if (content.kind === 'symlink') return { mode: '120000', name, id: addBlob(store, content.target) };
  return { mode: '160000', name, id: content.commit };
}

/** Git sorts a folder as if its name ended in a slash. */
function sortKey(entry: TreeEntry): Buffer {
  return Buffer.from(entry.mode === '40000' ? `${entry.name}/` : entry.name, 'utf8');
}

function encodeEntry(entry: TreeEntry): Buffer {
  return Buffer.concat([Buffer.from(`${entry.mode} ${entry.name}\0`, 'utf8'), Buffer.from(entry.id, 'hex')]);
}
