import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import type { SampleClone } from './clone.ts';
import type { FileContent, GitObject, GitObjectKind, ObjectStore } from './git-objects.ts';
import type { History } from './histories.ts';

/** Writes a clone as `git clone` leaves it, but for the index: objects, refs, HEAD, config, LFS objects and the work tree. */
export function writeClone(folder: string, clone: SampleClone, history: History): void {
  const gitFolder = join(folder, '.git');
  for (const name of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags', 'info']) mkdirSync(join(gitFolder, name), { recursive: true });
  const branch = clone.branch ?? 'main';
  writeFileSync(join(gitFolder, 'HEAD'), `ref: refs/heads/${branch}\n`);
  writeFileSync(join(gitFolder, 'config'), configText(clone.remote, branch));
  writeFileSync(join(gitFolder, 'description'), "Unnamed repository; edit this file 'description' to name the repository.\n");
  const store = withoutMissing(history, clone.missing ?? []);
  if (clone.packed) writePack(gitFolder, store);
  else writeLooseObjects(gitFolder, store);
  writeRefs(gitFolder, clone, history, branch);
  for (const content of clone.lfsObjects ?? []) writeLfsObject(gitFolder, content);
  for (const [path, content] of history.files) writeWorkFile(join(folder, ...path.split('/')), content);
}

function configText(remote: string, branch: string): string {
  const sections = [
    ['core', 'repositoryformatversion = 0', 'filemode = true', 'bare = false', 'logallrefupdates = true'],
    ['remote "origin"', `url = ${remote}`, 'fetch = +refs/heads/*:refs/remotes/origin/*'],
    [`branch "${branch}"`, 'remote = origin', `merge = refs/heads/${branch}`],
  ];
  return sections.map(([title, ...lines]) => `[${title}]\n${lines.map((line) => `\t${line}\n`).join('')}`).join('');
}

/** The objects without the named files' blobs and, for `HEAD`, without the newest commit. */
function withoutMissing(history: History, missing: readonly string[]): ObjectStore {
  const store: ObjectStore = new Map(history.store);
  for (const path of missing) {
    if (path === 'HEAD') {
      store.delete(history.head);
      continue;
    }
    const content = history.files.get(path);
    if (typeof content !== 'string' && !(content instanceof Uint8Array)) throw new Error(`The clone has no file ${path}.`);
    for (const [id, object] of store) if (object.kind === 'blob' && object.content.equals(Buffer.from(content))) store.delete(id);
  }
  return store;
}

function writeLooseObjects(gitFolder: string, store: ObjectStore): void {
  for (const [id, object] of store) {
    const file = join(gitFolder, 'objects', id.slice(0, 2), id.slice(2));
    mkdirSync(dirname(file), { recursive: true });
    const header = Buffer.from(`${object.kind} ${object.content.length}\0`);
    writeFileSync(file, deflateSync(Buffer.concat([header, object.content])));
  }
}

const packTypes: Readonly<Record<GitObjectKind, number>> = { commit: 1, tree: 2, blob: 3 };

/** Type and size, 4 bits and then 7 bits a byte, and the deflated content. */
function packedEntry(object: GitObject): Buffer {
  const header: number[] = [];
  let byte = (packTypes[object.kind] << 4) | (object.content.length & 15);
  let rest = object.content.length >>> 4;
  while (rest > 0) {
    header.push(byte | 128);
    byte = rest & 127;
    rest >>>= 7;
  }
  return Buffer.concat([Buffer.from([...header, byte]), deflateSync(object.content)]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const sha1 = (data: Buffer): Buffer => createHash('sha1').update(data).digest();

/** One pack without deltas (version 2) and its index (version 2). */
function writePack(gitFolder: string, store: ObjectStore): void {
  const parts: Buffer[] = [Buffer.concat([Buffer.from('PACK'), uint32(2), uint32(store.size)])];
  const rows: { id: string; checksum: number; offset: number }[] = [];
  let offset = 12;
  for (const [id, object] of store) {
    const entry = packedEntry(object);
    rows.push({ id, checksum: crc32(entry), offset });
    parts.push(entry);
    offset += entry.length;
  }
  rows.sort((left, right) => (left.id < right.id ? -1 : 1));
  const body = Buffer.concat(parts);
  const packChecksum = sha1(body);
  const fanout = Array.from({ length: 256 }, (_, first) => uint32(rows.filter((row) => Number.parseInt(row.id.slice(0, 2), 16) <= first).length));
  const index = Buffer.concat([
    Buffer.from([0xff, 0x74, 0x4f, 0x63]),
    uint32(2),
    ...fanout,
    ...rows.map((row) => Buffer.from(row.id, 'hex')),
    ...rows.map((row) => uint32(row.checksum)),
    ...rows.map((row) => uint32(row.offset)),
    packChecksum,
  ]);
  const name = join(gitFolder, 'objects', 'pack', `pack-${packChecksum.toString('hex')}`);
  writeFileSync(`${name}.pack`, Buffer.concat([body, packChecksum]));
  writeFileSync(`${name}.idx`, Buffer.concat([index, sha1(index)]));
}

/** A fresh clone has one local branch; the others are known as `origin/…`, in `packed-refs`. */
function writeRefs(gitFolder: string, clone: SampleClone, history: History, branch: string): void {
  const refs = [...history.branches].map(([name, tip]) => `${tip} refs/remotes/origin/${name}\n`);
  if (clone.tag !== undefined) refs.push(`${history.head} refs/tags/${clone.tag}\n`);
  refs.sort((left, right) => (left.slice(41) < right.slice(41) ? -1 : 1));
  writeFileSync(join(gitFolder, 'packed-refs'), `# pack-refs with: peeled fully-peeled sorted \n${refs.join('')}`);
  writeFileSync(join(gitFolder, 'refs', 'heads', branch), `${history.head}\n`);
  mkdirSync(join(gitFolder, 'refs', 'remotes', 'origin'), { recursive: true });
  writeFileSync(join(gitFolder, 'refs', 'remotes', 'origin', 'HEAD'), `ref: refs/remotes/origin/${branch}\n`);
}

function writeLfsObject(gitFolder: string, content: Uint8Array): void {
  const id = createHash('sha256').update(content).digest('hex');
  const folder = join(gitFolder, 'lfs', 'objects', id.slice(0, 2), id.slice(2, 4));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, id), content);
}

function writeWorkFile(path: string, content: FileContent): void {
  mkdirSync(dirname(path), { recursive: true });
  if (typeof content === 'string' || content instanceof Uint8Array) {
    writeFileSync(path, content);
    return;
  }
  if (content.kind === 'submodule') {
    mkdirSync(path, { recursive: true });
    return;
  }
  try {
    symlinkSync(content.target, path);
  } catch {
    // Windows allows links to few users; git then writes the target as text, and so does this.
    writeFileSync(path, content.target);
  }
}
