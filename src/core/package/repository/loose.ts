import { join } from 'node:path';
import { GitDataError } from './errors.ts';
import type { ConfinedFiles } from './files.ts';
import { compressedBound, inflatePrefix, inflateWhole } from './inflate.ts';
import type { ObjectType } from './pack.ts';

export interface LooseHeader {
  readonly type: ObjectType;
  readonly size: number;
  readonly dataAt: number;
}

// "commit " and a decimal length and a zero byte.
const maxHeaderBytes = 40;
const types: ReadonlySet<string> = new Set<ObjectType>(['commit', 'tree', 'blob', 'tag']);

/** Where an object lies when it lies loose. */
export function looseObjectPath(objectsFolder: string, sha: string): string {
  return join(objectsFolder, sha.slice(0, 2), sha.slice(2));
}

/** A loose object, or null when the file is not there. */
export function readLooseObject(files: ConfinedFiles, path: string, maxBytes: number): { type: ObjectType; bytes: Buffer } | null {
  const compressed = files.readWhole(path, compressedBound(maxBytes));
  if (compressed === null) {
    return null;
  }
  const stored = inflateWhole(compressed, maxBytes + maxHeaderBytes);
  if (stored === null) {
    throw new GitDataError('too-large', `An object is larger than ${maxBytes} bytes.`);
  }
  const header = parseLooseHeader(stored);
  if (stored.length !== header.dataAt + header.size) {
    throw new GitDataError('corrupt', 'A loose object has another length than it announces.');
  }
  return { type: header.type, bytes: stored.subarray(header.dataAt) };
}

/** The type, size and first `wanted` bytes of a loose object, or null when the file is not there. */
export function readLooseStart(files: ConfinedFiles, path: string, wanted: number): { header: LooseHeader; bytes: Buffer } | null {
  const located = files.locate(path);
  if (located.kind !== 'file') {
    return null;
  }
  const source = { length: located.bytes, first: (count: number) => files.readRange(path, 0, count) };
  const stored = inflatePrefix(source, wanted + maxHeaderBytes);
  const header = parseLooseHeader(stored);
  const bytes = stored.subarray(header.dataAt, header.dataAt + Math.min(wanted, header.size));
  if (bytes.length < Math.min(wanted, header.size)) {
    throw new GitDataError('corrupt', 'A loose object is cut short.');
  }
  return { header, bytes };
}

function parseLooseHeader(stored: Buffer): LooseHeader {
  const end = stored.subarray(0, maxHeaderBytes).indexOf(0);
  const [type = '', size = ''] = stored.toString('latin1', 0, Math.max(0, end)).split(' ');
  if (end < 0 || !isObjectType(type) || !/^\d{1,15}$/.test(size)) {
    throw new GitDataError('corrupt', 'A loose object has no valid header.');
  }
  return { type, size: Number(size), dataAt: end + 1 };
}

function isObjectType(text: string): text is ObjectType {
  return types.has(text);
}
