import { join } from 'node:path';

export interface LfsPointer {
  /** The SHA-256 of the real file, 64 hexadecimal digits. */
  readonly oid: string;
  /** Bytes of the real file. */
  readonly size: number;
}

/** git-lfs docs/spec.md: a pointer is smaller than 1,024 bytes; the hawser addresses are those of its pre-releases. */
export const maxLfsPointerBytes = 1024;
const versions = new Set(['https://git-lfs.github.com/spec/v1', 'http://git-media.io/v/2', 'https://hawser.github.com/spec/v1']);

/** The pointer that a small file is, or null when it is something else. */
export function parseLfsPointer(bytes: Uint8Array): LfsPointer | null {
  // "version " first: most files are turned away without decoding.
  if (bytes.length > maxLfsPointerBytes || bytes.length < 8 || bytes[0] !== 0x76 || bytes[7] !== 0x20) {
    return null;
  }
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8').split('\n').map((line) => line.trimEnd());
  const [key, version = ''] = splitLine(lines[0] ?? '');
  if (key !== 'version' || !versions.has(version)) {
    return null;
  }
  const values = new Map(lines.slice(1).filter((line) => line !== '').map(splitLine));
  const oid = /^sha256:([0-9a-f]{64})$/i.exec(values.get('oid') ?? '')?.[1];
  const size = /^\d{1,16}$/.test(values.get('size') ?? '') ? Number(values.get('size')) : Number.NaN;
  return oid === undefined || !Number.isSafeInteger(size) ? null : { oid: oid.toLowerCase(), size };
}

/** Where git-lfs keeps the real file in a git folder; null when `oid` is no SHA-256. */
export function lfsObjectPath(gitFolder: string, oid: string): string | null {
  return /^[0-9a-f]{64}$/.test(oid) ? join(gitFolder, 'lfs', 'objects', oid.slice(0, 2), oid.slice(2, 4), oid) : null;
}

function splitLine(line: string): [string, string] {
  const blank = line.indexOf(' ');
  return blank < 0 ? [line, ''] : [line.slice(0, blank), line.slice(blank + 1)];
}
