import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { GitDataError, type ProblemList, recoverFrom } from './errors.ts';
import type { ConfinedFiles } from './files.ts';
import type { RepositoryLimits } from './limits.ts';
import { isSafeName, type LooseReference } from './reference-text.ts';

/** What one table says of a name; `deleted` hides what older tables say. */
export type TableValue = LooseReference | { readonly kind: 'deleted' };

/** git compacts a stack long before. */
const maxTables = 1000;
const magic = 'REFT';
const refBlock = 0x72;

/**
 * The references of a folder's reftable stack, the newest table deciding (git's Documentation/technical/reftable). Tables that are missing or
 * damaged are named and passed over, so that older values may show. Throws `GitDataError` where there is no stack.
 */
export function readReftableStack(folder: string, files: ConfinedFiles, hashBytes: number, limits: RepositoryLimits, problems: ProblemList): ReadonlyMap<string, LooseReference> {
  const list = files.readWhole(join(folder, 'tables.list'), limits.maxConfigBytes)?.toString('latin1');
  if (list === undefined) throw new GitDataError('missing', 'The repository keeps its references in reftable format, but has no list of tables.');
  const names = list.split('\n').filter((name) => name !== '');
  if (names.length > maxTables) throw new GitDataError('too-large', `The stack of references has ${names.length} tables; the limit is ${maxTables}.`);
  const merged = new Map<string, TableValue>();
  let bytesLeft = limits.maxPackedReferencesBytes;
  for (const name of names) {
    const table = recoverFrom(
      () => {
        // It becomes part of a path: the name of a file in this folder, nothing else.
        if (!/^[\w-]+\.(?:ref|log)$/.test(name)) throw new GitDataError('corrupt', 'the name is none of a table.');
        const bytes = files.readWhole(join(folder, name), bytesLeft);
        if (bytes === null) throw new GitDataError('missing', 'the file is not there.');
        bytesLeft -= bytes.length;
        return parseReftable(bytes, hashBytes, limits.maxReferences);
      },
      (error) => {
        problems.add('references-unreadable', `The table of references ${name.slice(0, 100)} cannot be read: ${error.message}`);
        return new Map<string, TableValue>();
      },
    );
    for (const [reference, value] of table) merged.set(reference, value);
    if (merged.size > limits.maxReferences) throw new GitDataError('too-large', `There are more than ${limits.maxReferences} references.`);
  }
  return new Map([...merged].flatMap(([name, value]) => (value.kind === 'deleted' ? [] : [[name, value] as const])));
}

/** The references of one table in stored order. Throws `GitDataError`: damaged, another version or hash, too many. */
export function parseReftable(bytes: Buffer, hashBytes: number, maxReferences: number): ReadonlyMap<string, TableValue> {
  const { headerBytes, blockBytes, refsEnd } = readEnds(bytes, hashBytes);
  const references = new Map<string, TableValue>();
  let blockAt = 0;
  while (blockAt < refsEnd) {
    // The first block begins with the file's header, and its length and offsets count from there.
    const typeAt = blockAt === 0 ? headerBytes : blockAt;
    if (typeAt + 4 > refsEnd || bytes[typeAt] !== refBlock) break;
    const length = bytes.readUIntBE(typeAt + 1, 3);
    const end = blockAt + length;
    if (length < typeAt - blockAt + 6 || end > refsEnd) throw damaged();
    const recordsEnd = end - 2 - 3 * bytes.readUInt16BE(end - 2);
    readBlock(bytes, typeAt + 4, recordsEnd, hashBytes, references);
    if (references.size > maxReferences) throw new GitDataError('too-large', `it has more than ${maxReferences} references.`);
    // Padding is zero; anything else there is the next block of an unaligned file.
    const isPadded = blockBytes > length && blockAt + blockBytes <= refsEnd && bytes[end] === 0;
    blockAt += isPadded ? blockBytes : length;
  }
  return references;
}

interface Ends {
  readonly headerBytes: number;
  /** 0 where blocks are not aligned. */
  readonly blockBytes: number;
  /** Where the references end: at their index, at what follows, or at the footer. */
  readonly refsEnd: number;
}

function readEnds(bytes: Buffer, hashBytes: number): Ends {
  const version = bytes[4];
  if (bytes.length < 24 || bytes.toString('latin1', 0, 4) !== magic) throw new GitDataError('corrupt', 'it is no reftable.');
  if (version !== 1 && version !== 2) throw new GitDataError('unsupported', `it has version ${version}; 1 and 2 are read.`);
  const headerBytes = version === 1 ? 24 : 28;
  const footerAt = bytes.length - headerBytes - 44;
  if (footerAt < headerBytes || bytes.readUInt32BE(bytes.length - 4) !== crc32(bytes.subarray(footerAt, bytes.length - 4)) || bytes.compare(bytes, 0, headerBytes, footerAt, footerAt + headerBytes) !== 0) throw damaged();
  const hash = version === 1 ? 'sha1' : bytes.toString('latin1', 24, 28);
  if (hash !== (hashBytes === 32 ? 's256' : 'sha1')) throw new GitDataError('corrupt', 'it is made for another hash than the repository.');
  const at = footerAt + headerBytes;
  // In the position of objects, five bits hold a length.
  const positions = [bytes.readBigUInt64BE(at), bytes.readBigUInt64BE(at + 8) >> 5n, bytes.readBigUInt64BE(at + 24)].filter((position) => position > 0n);
  const refsEnd = positions.reduce((first, position) => (position < first ? position : first), BigInt(footerAt));
  return { headerBytes, blockBytes: bytes.readUIntBE(5, 3), refsEnd: Number(refsEnd) };
}

function readBlock(bytes: Buffer, start: number, end: number, hashBytes: number, references: Map<string, TableValue>): void {
  const records = new Records(bytes, start, end);
  let name = Buffer.alloc(0);
  while (records.hasMore()) {
    const prefix = records.number();
    const suffixAndType = records.number();
    if (prefix > name.length) throw damaged();
    name = Buffer.concat([name.subarray(0, prefix), records.take(Math.floor(suffixAndType / 8))]);
    records.number(); // When it was written.
    const value = readValue(suffixAndType % 8, records, hashBytes);
    const text = name.toString('utf8');
    if (text === 'HEAD' || isSafeName(text)) references.set(text, value);
  }
}

function readValue(type: number, records: Records, hashBytes: number): TableValue {
  switch (type) {
    case 0:
      return { kind: 'deleted' };
    case 1:
      return { kind: 'sha', sha: records.take(hashBytes).toString('hex') };
    case 2: {
      const sha = records.take(hashBytes).toString('hex');
      // What an annotated tag names, which the tag itself says too.
      records.take(hashBytes);
      return { kind: 'sha', sha };
    }
    case 3: {
      const target = records.take(records.number()).toString('utf8');
      return isSafeName(target) ? { kind: 'symbolic', name: target } : { kind: 'malformed' };
    }
    default:
      throw damaged();
  }
}

/** The records of a block, read one after the other; nothing beyond its end. */
class Records {
  readonly #bytes: Buffer;
  readonly #end: number;
  #at: number;

  constructor(bytes: Buffer, at: number, end: number) {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
  }

  hasMore(): boolean {
    return this.#at < this.#end;
  }

  /** A number as offsets in packs are written. */
  number(): number {
    let byte = this.#byte();
    let value = byte & 0x7f;
    while ((byte & 0x80) !== 0) {
      if (value > 2 ** 40) throw damaged();
      byte = this.#byte();
      value = (value + 1) * 128 + (byte & 0x7f);
    }
    return value;
  }

  take(count: number): Buffer {
    if (this.#at + count > this.#end) throw damaged();
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  #byte(): number {
    const byte = this.#at < this.#end ? this.#bytes[this.#at] : undefined;
    if (byte === undefined) throw damaged();
    this.#at += 1;
    return byte;
  }
}

function damaged(): GitDataError {
  return new GitDataError('corrupt', 'it is damaged.');
}
