import { closeSync, constants as fsConstants, openSync, readSync, type Stats } from 'node:fs';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { codeOf, ExpectedError } from '../../../shared/result.ts';
import { PartFile } from '../part-file.ts';
import type { CloneTarget } from './clone-target.ts';
import { archiveEnd, padding, tarHeader } from './tar-header.ts';

/** Deflated at a time: further back nothing is found again, which costs a few thousandths. Bytes. */
const windowBytes = 1 << 20;
/** A file whose first window shrinks by less than this is stored from there on: weights hardly shrink, and take long to try. */
const worthwhile = 0.97;

/** RFC 1952: deflate, no flags, no time, no system. */
const gzipHead = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** RFC 1951: a last block with nothing in it. */
const lastBlock = Buffer.from([3, 0]);

/**
 * A new `.tar.gz`, written front to back with a window of memory. It names no times and owners, so that the same members make the same
 * bytes. Each window is deflated for itself and ends at a byte, so that all of them together are one stream.
 */
export class ArchiveTarget implements CloneTarget {
  private readonly part: PartFile;
  private readonly window = Buffer.allocUnsafe(windowBytes);
  private filled = 0;
  private checksum = 0;
  private length = 0;
  private isStored = false;

  constructor(path: string) {
    this.part = new PartFile(path);
    this.part.writeBytes(gzipHead);
  }

  folder(path: string, mode: number): void {
    this.put(tarHeader({ path, kind: 'folder', size: 0, mode: plainMode(mode, true) }));
  }

  link(path: string, to: string): null {
    this.put(tarHeader({ path, kind: 'link', size: 0, mode: 0o777, target: to.replaceAll('\\', '/') }));
    return null;
  }

  bytes(path: string, bytes: Buffer, mode: number): null {
    this.put(tarHeader({ path, kind: 'file', size: bytes.length, mode: plainMode(mode) }));
    this.put(bytes);
    this.put(padding(bytes.length));
    return null;
  }

  file(path: string, from: string, stat: Pick<Stats, 'size' | 'mode'>, advance: (bytes: number) => void): string | null {
    let source: number;
    try {
      source = openSync(from, fsConstants.O_RDONLY | (fsConstants.O_NOFOLLOW ?? 0));
    } catch (error) {
      if (['EACCES', 'ENOENT', 'ELOOP'].includes(codeOf(error))) return 'Could not be read.';
      throw error;
    }
    try {
      this.put(tarHeader({ path, kind: 'file', size: stat.size, mode: plainMode(stat.mode) }));
      this.copy(source, from, stat.size, advance);
      this.put(padding(stat.size));
      return null;
    } finally {
      closeSync(source);
    }
  }

  finish(): void {
    // What follows the clones is written by whoever has the archive made.
  }

  /** Ends the archive: syncs and closes it, tells what is in it. */
  end(): { readonly bytes: number; readonly sha256: string } {
    this.put(archiveEnd);
    this.flush();
    const tail = Buffer.alloc(8);
    tail.writeUInt32LE(this.checksum, 0);
    tail.writeUInt32LE(this.length % 2 ** 32, 4);
    this.part.writeBytes(lastBlock);
    this.part.writeBytes(tail);
    return this.part.finish();
  }

  close(): void {
    this.part.close();
  }

  /** The header has told how long the file is: what came after is left, and one that became shorter cannot be mended. */
  private copy(source: number, from: string, size: number, advance: (bytes: number) => void): void {
    if (size >= windowBytes) this.flush();
    for (let left = size; left > 0; ) {
      const count = readSync(source, this.window, this.filled, Math.min(left, windowBytes - this.filled), null);
      if (count === 0) throw new ExpectedError('refused', `${from} became shorter while it was read.`, 'Export again once nothing writes to the mirror.');
      this.filled += count;
      left -= count;
      if (this.filled === windowBytes) this.flush(size >= windowBytes);
      advance(count);
    }
    this.isStored = false;
  }

  private put(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) {
      const count = bytes.copy(this.window, this.filled, at);
      this.filled += count;
      at += count;
      if (this.filled === windowBytes) this.flush();
    }
  }

  /** `isLarge`: the window holds nothing but a part of one file. */
  private flush(isLarge = false): void {
    if (this.filled === 0) return;
    const bytes = this.window.subarray(0, this.filled);
    this.checksum = crc32(bytes, this.checksum);
    this.length += bytes.length;
    const deflated = deflateRawSync(bytes, { level: this.isStored ? 0 : 6, finishFlush: constants.Z_SYNC_FLUSH });
    if (isLarge && deflated.length > worthwhile * bytes.length) this.isStored = true;
    this.part.writeBytes(deflated);
    this.filled = 0;
  }
}

/** What is not the owner's business: whether a program may be run. */
function plainMode(mode: number, isFolder = false): number {
  return isFolder || (mode & 0o100) !== 0 ? 0o755 : 0o644;
}
