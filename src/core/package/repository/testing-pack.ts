import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

/** Test support: packs with entries that git itself would never write. */
export interface WrittenEntry {
  readonly sha: string;
  /** Bytes of the entry as the pack stores them. */
  readonly stored: Buffer;
}

export const commitType = 1;
export const offsetDeltaType = 6;
export const referenceDeltaType = 7;
export const shaOf = (letter: string): string => letter.repeat(40);

/** The header of a pack entry: type and size in groups of seven bits after a first one of four. */
export function entryHeader(type: number, size: number): Buffer {
  const bytes = [(type << 4) | (size & 15)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(rest % 128);
  }
  return Buffer.from(bytes);
}

export function variableSize(size: number): number[] {
  const bytes = [size % 128];
  for (let rest = Math.floor(size / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(rest % 128);
  }
  return bytes;
}

export function entry(sha: string, type: number, prefix: Buffer, content: Buffer, announced = content.length): WrittenEntry {
  return { sha, stored: Buffer.concat([entryHeader(type, announced), prefix, deflateSync(content)]) };
}

/** A pack and an index that agree with each other, so that only the entries themselves are wrong. */
export function writePack(folder: string, entries: readonly WrittenEntry[]): void {
  const header = Buffer.alloc(12);
  header.write('PACK', 'latin1');
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(entries.length, 8);
  const offsets = entries.map((_, index) => 12 + entries.slice(0, index).reduce((sum, { stored }) => sum + stored.length, 0));
  const content = Buffer.concat([header, ...entries.map(({ stored }) => stored)]);
  const checksum = createHash('sha1').update(content).digest();
  writeFileSync(join(folder, 'pack-x.pack'), Buffer.concat([content, checksum]));
  const sorted = entries.map(({ sha }, index) => ({ sha: Buffer.from(sha, 'hex'), offset: offsets[index] ?? 0 })).sort((left, right) => Buffer.compare(left.sha, right.sha));
  const fanout = Buffer.alloc(1024);
  for (let byte = 0; byte < 256; byte += 1) {
    fanout.writeUInt32BE(sorted.filter(({ sha }) => (sha[0] ?? 0) <= byte).length, byte * 4);
  }
  const table = Buffer.alloc(sorted.length * 4);
  sorted.forEach(({ offset }, index) => table.writeUInt32BE(offset, index * 4));
  const index = [Buffer.from('ff744f6300000002', 'hex'), fanout, ...sorted.map(({ sha }) => sha), Buffer.alloc(sorted.length * 4), table, checksum, Buffer.alloc(20)];
  writeFileSync(join(folder, 'pack-x.idx'), Buffer.concat(index));
}
