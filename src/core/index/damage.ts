import { createReadStream, existsSync, openSync, closeSync, readSync, writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { codeOf } from '../../shared/result.ts';
import { schemaVersion } from './schema.ts';

/** What a finished index file was like. It is never written to again: any difference is damage. */
export interface IndexSeal {
  readonly bytes: number;
  /** CRC-32 of the whole file. */
  readonly crc32: number;
}

/** What an index in force is known by. Without a seal (an older program built it) only its structure can be checked. */
export interface SealedIndex {
  readonly path: string;
  readonly fingerprint: string;
  readonly seal: IndexSeal | null;
}

const chunkBytes = 1 << 20;

/** Reads the whole file. */
export function sealOf(path: string): IndexSeal {
  const descriptor = openSync(path, 'r');
  try {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    let sum = 0;
    let bytes = 0;
    for (;;) {
      const count = readSync(descriptor, chunk, 0, chunkBytes, null);
      if (count === 0) return { bytes, crc32: sum };
      sum = crc32(chunk.subarray(0, count), sum);
      bytes += count;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Why the file is damaged, or null. Reads it whole, piece by piece, so that the thread answers questions meanwhile. */
export async function findDamage(index: SealedIndex): Promise<string | null> {
  if (!index.seal) return null;
  let sum = 0;
  let bytes = 0;
  for await (const chunk of createReadStream(index.path, { highWaterMark: chunkBytes })) {
    sum = crc32(chunk as Buffer, sum);
    bytes += (chunk as Buffer).length;
  }
  return compareSeals(index.seal, { bytes, crc32: sum });
}

/**
 * Why an index that was just opened is damaged, or null: its description must be the one that was written with it, and a
 * file of at most `wholeBytes` is compared with its seal.
 */
export function findDamageAtOpen(database: Database, index: SealedIndex, wholeBytes: number): string | null {
  const value = database.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?');
  if (value.get('schema_version')?.value !== String(schemaVersion)) return 'it names another version than it was built with';
  if (value.get('fingerprint')?.value !== index.fingerprint) return 'its fingerprint is not the one that it was built with';
  if (!index.seal || index.seal.bytes > wholeBytes) return null;
  return compareSeals(index.seal, sealOf(index.path));
}

function compareSeals(built: IndexSeal, found: IndexSeal): string | null {
  if (found.bytes !== built.bytes) return describeSize(built.bytes, found.bytes);
  return found.crc32 === built.crc32 ? null : 'its checksum is not the one that it was built with';
}

export function describeSize(built: number, found: number): string {
  return `it has ${found.toLocaleString('en')} bytes and was built with ${built.toLocaleString('en')}`;
}

/** Whether the disk, or the user's share of it, is full. */
export function isNoSpace(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(codeOf(error));
}

/** Whether SQLite says that a database's bytes make no sense. */
export function isCorruption(error: unknown): boolean {
  const code = codeOf(error);
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}

/** A file beside the index says that it is damaged, so that every thread and the next start know. */
export function damageMarkOf(path: string): string {
  return `${path}.damaged`;
}

export function isMarkedDamaged(path: string): boolean {
  return existsSync(damageMarkOf(path));
}

/** Where the folder cannot be written, only the thread that found the damage knows of it. */
export function markDamaged(path: string, reason: string): void {
  try {
    writeFileSync(damageMarkOf(path), `${reason}\n`);
  } catch {
    // Found again at the next start.
  }
}
