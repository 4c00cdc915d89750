import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';

const bytesAtOnce = 256 * 1024;

/** Size and SHA-256 of an open file from where it stands; `onBytes` is told how many were read so far. */
export function hashFile(descriptor: number, onBytes: (bytes: number) => void = () => undefined): { readonly bytes: number; readonly sha256: string } {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(bytesAtOnce);
  let bytes = 0;
  for (let count = readSync(descriptor, buffer); count > 0; count = readSync(descriptor, buffer)) {
    hash.update(buffer.subarray(0, count));
    bytes += count;
    onBytes(bytes);
  }
  return { bytes, sha256: hash.digest('hex') };
}
