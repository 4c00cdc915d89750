import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { HubId } from '../../shared/domain/index.ts';
import { codeOf, messageOf } from '../../shared/result.ts';

/** One JSON or HTML file of a mirror, on disk or inside an archive; read as chunks, never whole. */
export interface MirrorFile {
  readonly hub: HubId;
  /** Relative to the folder above `data/`, forward slashes: `data/modelhub/json/modelhub.json`. */
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  /** When the system last saw it change, which nobody can set back; null in an archive. */
  readonly changedMs: number | null;
  /** The archive it lies in, null where it lies on disk. */
  readonly archive: string | null;
  /** Where it lies on disk, checked to be inside the mirror; null in an archive. */
  readonly absolute: string | null;
  /** Front to back; a chunk is good until the next one is asked for. */
  chunks(): Iterable<Buffer>;
  /** The bytes from `offset`, fewer than `length` at the end of the file. */
  read(offset: number, length: number): Buffer;
}

const chunkBytes = 1 << 20;

/** Opens without following a last symlink that appeared since the check, and without waiting for a pipe's writer. */
function openRegular(absolute: string): number {
  const descriptor = openSync(absolute, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw new Error('Not a regular file');
}

/** Throws what opening the file for reading throws. */
export function tryReading(absolute: string): void {
  closeSync(openRegular(absolute));
}

/** Why a file or folder of the mirror cannot be read, without its place on this machine where that says nothing more. */
export function whyUnreadable(error: unknown): string {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'This user has no permission to read it.';
    case 'ENOTDIR':
      return 'A folder was expected here.';
    default:
      return messageOf(error);
  }
}

/** A file of an unpacked mirror. `absolute` has been checked to lie inside it. */
export function diskFile(place: { hub: HubId; path: string; absolute: string; bytes: number; modifiedMs: number; changedMs: number }): MirrorFile {
  return {
    hub: place.hub,
    path: place.path,
    bytes: place.bytes,
    modifiedMs: place.modifiedMs,
    changedMs: place.changedMs,
    archive: null,
    absolute: place.absolute,
    *chunks() {
      const descriptor = openRegular(place.absolute);
      try {
        const chunk = Buffer.allocUnsafe(chunkBytes);
        for (;;) {
          const count = readSync(descriptor, chunk, 0, chunkBytes, null);
          if (count === 0) return;
          yield count === chunkBytes ? chunk : chunk.subarray(0, count);
        }
      } finally {
        closeSync(descriptor);
      }
    },
    read(offset, length) {
      const descriptor = openRegular(place.absolute);
      try {
        const buffer = Buffer.alloc(length);
        let filled = 0;
        while (filled < length) {
          const count = readSync(descriptor, buffer, filled, length - filled, offset + filled);
          if (count === 0) break;
          filled += count;
        }
        return buffer.subarray(0, filled);
      } finally {
        closeSync(descriptor);
      }
    },
  };
}
