import { createHash } from 'node:crypto';

/** A file as a clone's index (`.git/index`) names it. */
export interface IndexEntry {
  /** Below the work tree, forward slashes. */
  readonly path: string;
  readonly mode: number;
  /** The blob, in hexadecimal digits. */
  readonly oid: string;
  /** Where the index keeps the size that the file had when git last looked. */
  readonly sizeAt: number;
}

/** Bytes of an entry before its name, of SHA-1 repositories: ten numbers, the name of the blob, the flags. */
const fixedBytes = 62;
const hashBytes = 20;
const extendedFlag = 0x4000;

/**
 * The entries of an index of versions 2 to 4 (gitformat-index); null for any other and for a damaged one. An index that is split names
 * only some of its files, and one of a SHA-256 repository has longer entries: both are null too.
 */
export function readGitIndex(bytes: Buffer): readonly IndexEntry[] | null {
  if (bytes.length < 12 + hashBytes || bytes.toString('latin1', 0, 4) !== 'DIRC') return null;
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4 || !isWhole(bytes)) return null;
  const end = bytes.length - hashBytes;
  const entries: IndexEntry[] = [];
  let name: Buffer = Buffer.alloc(0);
  let at = 12;
  for (let left = bytes.readUInt32BE(8); left > 0; left -= 1) {
    if (at + fixedBytes > end) return null;
    const nameAt = at + fixedBytes + (bytes.readUInt16BE(at + 60) & extendedFlag ? 2 : 0);
    const start = version === 4 ? readVarint(bytes, nameAt) : { value: 0, next: nameAt };
    const close = bytes.indexOf(0, start.next);
    if (close < 0 || close > end || start.value > name.length) return null;
    const own = bytes.subarray(start.next, close);
    name = version === 4 ? Buffer.concat([name.subarray(0, name.length - start.value), own]) : own;
    entries.push({ path: name.toString('utf8'), mode: bytes.readUInt32BE(at + 24), oid: bytes.toString('hex', at + 40, at + 40 + hashBytes), sizeAt: at + 36 });
    at = version === 4 ? close + 1 : at + ((close - at + 8) & ~7);
  }
  return bytes.subarray(at, end).includes('link', 0, 'latin1') && bytes.toString('latin1', at, at + 4) === 'link' ? null : entries;
}

/** The index with other sizes at these places: a file of another size than that would be a changed one, whatever is in it. */
export function withSizes(bytes: Buffer, sizes: ReadonlyMap<number, number>): Buffer {
  const changed = Buffer.from(bytes);
  for (const [at, size] of sizes) changed.writeUInt32BE(size >>> 0, at);
  const end = changed.length - hashBytes;
  // Where git was told to skip it, it stays unset.
  if (changed.subarray(end).some((byte) => byte !== 0)) createHash('sha1').update(changed.subarray(0, end)).digest().copy(changed, end);
  return changed;
}

function isWhole(bytes: Buffer): boolean {
  const end = bytes.length - hashBytes;
  const stored = bytes.subarray(end);
  return stored.every((byte) => byte === 0) || createHash('sha1').update(bytes.subarray(0, end)).digest().equals(stored);
}

/** The offset encoding of packs: each further byte adds one to what stands before it. */
function readVarint(bytes: Buffer, from: number): { readonly value: number; readonly next: number } {
  let at = from;
  let byte = bytes[at] ?? 0;
  let value = byte & 0x7f;
  while (byte & 0x80 && at < from + 5) {
    at += 1;
    byte = bytes[at] ?? 0;
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, next: at + 1 };
}
