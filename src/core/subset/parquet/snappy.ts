import { copyRun, type Room } from '../byte-runs.ts';

const tableBits = 14;
/** By hash: how far behind the start of its block four bytes were seen last. */
const table = new Uint16Array(1 << tableBits);
/** No copy reaches farther back than where its block begins. Bytes. */
const blockBytes = 1 << 16;
/** So near the end nothing is sought any more. Bytes. */
const margin = 15;
/** What begins without saving this much is stored as it is, or readers had work for nothing. */
const worthwhile = 0.9;
/** The beginning by which that is judged. Bytes. */
const sampled = 32 * 1024;

/** How long the result is at the most. */
export function mostCompressed(bytes: number): number {
  return 32 + bytes + Math.floor(bytes / 6);
}

/**
 * Snappy (format_description.txt of google/snappy): writes the first bytes of `from` to the start of `into`, where `mostCompressed` bytes have room, and tells where it
 * ends. Our own, since it is much of the work of a Parquet file, and the same bytes come out of every version of the program's runtime.
 */
export function compress(from: Room, length: number, into: Room): number {
  const begun = putVarint(into.bytes, 0, length);
  if (length > 2 * sampled && putBlock(from, 0, sampled, into, begun) - begun > worthwhile * sampled) return putLiteral(into, begun, from, 0, length);
  let end = begun;
  for (let start = 0; start < length; start += blockBytes) end = putBlock(from, start, Math.min(length, start + blockBytes), into, end);
  return end;
}

function putBlock(from: Room, start: number, stop: number, into: Room, place: number): number {
  const { view } = from;
  const limit = stop - margin;
  let end = place;
  let literal = start;
  let skip = 32;
  table.fill(0);
  for (let at = start + 1; at < limit; ) {
    const word = view.getInt32(at, true);
    const hash = hashOf(word);
    const candidate = start + (table[hash] as number);
    table[hash] = at - start;
    if (view.getInt32(candidate, true) !== word) {
      // What does not shrink is gone through in ever longer steps.
      at += skip >>> 5;
      skip += 1;
      continue;
    }
    const length = lengthOfMatch(view, candidate, at, stop);
    end = putLiteral(into, end, from, literal, at);
    end = putCopy(into.bytes, end, at - candidate, length);
    at += length;
    literal = at;
    skip = 32;
    if (at < limit) table[hashOf(view.getInt32(at - 1, true))] = at - 1 - start;
  }
  return putLiteral(into, end, from, literal, stop);
}

function hashOf(word: number): number {
  return Math.imul(word, 0x1e35a7bd) >>> (32 - tableBits);
}

/** How many bytes are as those from an earlier place on, of which four are. */
function lengthOfMatch(view: DataView, candidate: number, at: number, stop: number): number {
  const most = stop - at;
  let length = 4;
  while (length + 4 <= most && view.getInt32(at + length, true) === view.getInt32(candidate + length, true)) length += 4;
  while (length < most && view.getUint8(at + length) === view.getUint8(candidate + length)) length += 1;
  return length;
}

function putVarint(into: Buffer, start: number, value: number): number {
  let end = start;
  let rest = value;
  for (; rest > 127; rest >>>= 7) into[end++] = (rest & 127) | 128;
  into[end++] = rest;
  return end;
}

function putLiteral(into: Room, place: number, from: Room, start: number, stop: number): number {
  const length = stop - start;
  if (length === 0) return place;
  const { bytes } = into;
  let end = place;
  if (length <= 60) bytes[end++] = (length - 1) << 2;
  else {
    const sizeBytes = length <= 0x100 ? 1 : length <= 0x10000 ? 2 : length <= 0x1000000 ? 3 : 4;
    bytes[end++] = (59 + sizeBytes) << 2;
    for (let byte = 0; byte < sizeBytes; byte += 1) bytes[end++] = (length - 1) >>> (8 * byte);
  }
  return copyRun(into, end, from, start, stop);
}

function putCopy(into: Buffer, start: number, offset: number, length: number): number {
  let end = start;
  let rest = length;
  while (rest > 0) {
    // None is shorter than four bytes.
    const part = rest > 64 ? Math.min(64, rest - 4) : rest;
    if (part < 12 && offset < 2048) {
      into[end++] = 1 | ((part - 4) << 2) | ((offset >>> 8) << 5);
      into[end++] = offset & 0xff;
    } else {
      into[end++] = 2 | ((part - 1) << 2);
      into[end++] = offset & 0xff;
      into[end++] = offset >>> 8;
    }
    rest -= part;
  }
  return end;
}
