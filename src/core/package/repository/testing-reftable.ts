import { crc32 } from 'node:zlib';

/** Test support: writes reftables by git's Documentation/technical/reftable, since not every git can. */
export type WrittenReference = readonly [name: string, value: { readonly sha: string; readonly peeled?: string } | { readonly to: string } | 'deleted'];

export interface WrittenTable {
  readonly references: readonly WrittenReference[];
  /** 0 leaves blocks unaligned. */
  readonly blockBytes?: number;
  readonly hashBytes?: 20 | 32;
  /** References in one block. */
  readonly inBlock?: number;
  /** References between two restarts, where names stand whole. */
  readonly betweenRestarts?: number;
}

export function writeReftable({ references, blockBytes = 4096, hashBytes = 20, inBlock = 40, betweenRestarts = 16 }: WrittenTable): Buffer {
  const header = fileHeader(blockBytes, hashBytes);
  const sorted = [...references].sort(([left], [right]) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  const parts: Buffer[] = [];
  const places: { readonly last: string; readonly at: number }[] = [];
  let at = 0;
  for (let from = 0; from < sorted.length; from += inBlock) {
    const chosen = sorted.slice(from, from + inBlock);
    const isLast = from + inBlock >= sorted.length;
    const block = writeBlock('r', chosen.map(recordOf), at === 0 ? header : Buffer.alloc(0), betweenRestarts);
    const padded = blockBytes > 0 && !isLast ? Buffer.concat([block, Buffer.alloc(blockBytes - block.length)]) : block;
    places.push({ last: chosen.at(-1)?.[0] ?? '', at });
    parts.push(padded);
    at += padded.length;
  }
  if (sorted.length === 0) {
    parts.push(header);
    at = header.length;
  }
  const hasIndex = places.length > 1;
  const index = hasIndex ? writeBlock('i', places.map(({ last, at: position }) => ({ name: last, type: 0, value: variable(position), isIndex: true })), Buffer.alloc(0), betweenRestarts) : Buffer.alloc(0);
  const positions = Buffer.alloc(40);
  if (hasIndex) positions.writeBigUInt64BE(BigInt(at), 0);
  const footer = Buffer.concat([header, positions]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(footer));
  return Buffer.concat([...parts, index, footer, checksum]);
}

function fileHeader(blockBytes: number, hashBytes: 20 | 32): Buffer {
  const header = Buffer.alloc(hashBytes === 20 ? 24 : 28);
  header.write('REFT', 'latin1');
  header[4] = hashBytes === 20 ? 1 : 2;
  header.writeUIntBE(blockBytes, 5, 3);
  header.writeBigUInt64BE(7n, 8);
  header.writeBigUInt64BE(9n, 16);
  if (hashBytes === 32) header.write('s256', 24, 'latin1');
  return header;
}

interface Recorded {
  readonly name: string;
  readonly type: number;
  readonly value: Buffer;
  readonly isIndex?: true;
}

function recordOf([name, value]: WrittenReference): Recorded {
  if (value === 'deleted') return { name, type: 0, value: Buffer.alloc(0) };
  if ('to' in value) return { name, type: 3, value: Buffer.concat([variable(Buffer.byteLength(value.to)), Buffer.from(value.to)]) };
  return { name, type: value.peeled === undefined ? 1 : 2, value: Buffer.from(value.sha + (value.peeled ?? ''), 'hex') };
}

function writeBlock(type: 'r' | 'i', records: readonly Recorded[], before: Buffer, betweenRestarts: number): Buffer {
  const parts: Buffer[] = [];
  const restarts: number[] = [];
  let at = before.length + 4;
  let prior = Buffer.alloc(0);
  for (const [number, record] of records.entries()) {
    const name = Buffer.from(record.name);
    const isRestart = number % betweenRestarts === 0;
    const prefix = isRestart ? 0 : sharedLength(prior, name);
    if (isRestart) restarts.push(at);
    const written = record.isIndex ? Buffer.alloc(0) : variable(2);
    const bytes = Buffer.concat([variable(prefix), variable((name.length - prefix) * 8 + record.type), name.subarray(prefix), written, record.value]);
    parts.push(bytes);
    at += bytes.length;
    prior = name;
  }
  const table = Buffer.alloc(restarts.length * 3 + 2);
  restarts.forEach((restart, number) => table.writeUIntBE(restart, number * 3, 3));
  table.writeUInt16BE(restarts.length, restarts.length * 3);
  const start = Buffer.alloc(4);
  start.write(type, 'latin1');
  start.writeUIntBE(at + table.length, 1, 3);
  return Buffer.concat([before, start, ...parts, table]);
}

function sharedLength(left: Buffer, right: Buffer): number {
  const differs = left.findIndex((byte, at) => byte !== right[at]);
  return differs < 0 ? left.length : differs;
}

/** As offsets in packs are written. */
function variable(value: number): Buffer {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    rest -= 1;
    bytes.unshift(0x80 | rest % 128);
  }
  return Buffer.from(bytes);
}
