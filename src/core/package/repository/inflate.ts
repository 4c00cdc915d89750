import { constants, inflateSync } from 'node:zlib';
import { codeOf } from '../../../shared/result.ts';
import { GitDataError } from './errors.ts';

/** A run of bytes that is read piece by piece: a loose object's file, or a pack from one entry on. */
export interface ByteSource {
  readonly length: number;
  /** The first `count` bytes, or all there are. */
  first(count: number): Buffer;
}

const prefixSlack = 1024 * 1024;

/** No encoder in use makes more compressed bytes than this of `size` bytes; it bounds what is read for an object. */
export function compressedBound(size: number): number {
  return size + Math.ceil(size / 8) + 4096;
}

/** Inflates a zlib stream that must give exactly `size` bytes; bytes after the stream are ignored. */
export function inflateExactly(input: Buffer, size: number): Buffer {
  // One byte more than announced: room to see that there is too much, and one chunk instead of two when there is not.
  const output = inflate(input, { maxOutputLength: size + 1, chunkSize: Math.max(64, size + 1) });
  if (output === null || output.length !== size) {
    throw new GitDataError('corrupt', 'An object has another length than it announces.');
  }
  return output;
}

/** Inflates a whole zlib stream of unknown length up to `maxBytes`; null when it is longer. */
export function inflateWhole(input: Buffer, maxBytes: number): Buffer | null {
  return inflate(input, { maxOutputLength: Math.max(1, maxBytes) });
}

/**
 * Inflates the beginning of a stream: `wanted` bytes or more, or fewer when it ends before. Takes memory in proportion to `wanted`, whatever
 * the stream expands to: zlib's synchronous call cannot stop by output, so the input is cut to the right length by halving.
 */
export function inflatePrefix(source: ByteSource, wanted: number): Buffer {
  const ceiling = wanted + prefixSlack;
  let low = 0;
  let high = Math.min(source.length, compressedBound(wanted));
  let output = inflateBeginning(source.first(high), ceiling);
  while (output === null || (output.length < wanted && low > 0)) {
    const count = Math.floor((low + high) / 2);
    if (count === low) {
      throw new GitDataError('corrupt', 'An object cannot be inflated in part.');
    }
    output = inflateBeginning(source.first(count), ceiling);
    if (output === null) {
      high = count;
    } else {
      low = count;
    }
  }
  return output;
}

function inflateBeginning(input: Buffer, ceiling: number): Buffer | null {
  return inflate(input, { maxOutputLength: ceiling, finishFlush: constants.Z_SYNC_FLUSH });
}

interface InflateOptions {
  readonly maxOutputLength: number;
  readonly chunkSize?: number;
  readonly finishFlush?: number;
}

/** Null when there is more output than allowed. */
function inflate(input: Buffer, options: InflateOptions): Buffer | null {
  try {
    return inflateSync(input, options);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      return null;
    }
    if (code !== null && code.startsWith('Z_')) {
      throw new GitDataError('corrupt', `An object cannot be inflated (${code}).`);
    }
    throw error;
  }
}
