const tableBits = 14;
const table = new Int32Array(1 << tableBits);
/** The farthest that a copy reaches back. Bytes. */
const farthest = 0xffff;
/** So near the end nothing is sought any more. Bytes. */
const margin = 15;
/** What begins without saving this much is stored as it is, or readers had work for nothing. */
const worthwhile = 0.95;
/** The beginning by which that is judged. Bytes. */
const sampled = 32 * 1024;

/** How long the result is at the most. */
export function mostCompressed(bytes: number): number {
  return 32 + bytes + Math.floor(bytes / 6);
}

/**
 * Snappy (format_description.txt of google/snappy): writes `input` into `into` from `start`, where `mostCompressed` bytes have room, and tells where it
 * ends. Our own, since it is most of the work of a Parquet file: the one of hyparquet-writer takes four times as long.
 */
export function compress(input: Buffer, into: Buffer, start: number): number {
  const begun = putVarint(into, start, input.length);
  if (input.length > 2 * sampled && putMatches(input.subarray(0, sampled), into, begun) - begun > worthwhile * sampled) return putLiteral(into, begun, input, 0, input.length);
  return putMatches(input, into, begun);
}

function putMatches(input: Buffer, into: Buffer, start: number): number {
  let end = start;
  let literal = 0;
  if (input.length > margin) {
    table.fill(-1);
    const view = new DataView(input.buffer, input.byteOffset, input.length);
    const limit = input.length - margin;
    let skip = 32;
    for (let at = 0; at < limit; ) {
      const word = view.getInt32(at, true);
      const hash = Math.imul(word, 0x1e35a7bd) >>> (32 - tableBits);
      const candidate = table[hash] as number;
      table[hash] = at;
      if (candidate < 0 || at - candidate > farthest || view.getInt32(candidate, true) !== word) {
        // What does not shrink is gone through in ever longer steps.
        at += skip >>> 5;
        skip += 1;
        continue;
      }
      const length = lengthOfMatch(view, candidate, at);
      end = putLiteral(into, end, input, literal, at);
      end = putCopy(into, end, at - candidate, length);
      at += length;
      literal = at;
      skip = 32;
      if (at < limit) table[Math.imul(view.getInt32(at - 1, true), 0x1e35a7bd) >>> (32 - tableBits)] = at - 1;
    }
  }
  return putLiteral(into, end, input, literal, input.length);
}

/** How many bytes are as those from an earlier place on, of which four are. */
function lengthOfMatch(view: DataView, candidate: number, at: number): number {
  const most = view.byteLength - at;
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

function putLiteral(into: Buffer, start: number, input: Buffer, from: number, to: number): number {
  const length = to - from;
  if (length === 0) return start;
  let end = start;
  if (length <= 60) into[end++] = (length - 1) << 2;
  else {
    const bytes = length <= 0x100 ? 1 : length <= 0x10000 ? 2 : length <= 0x1000000 ? 3 : 4;
    into[end++] = (59 + bytes) << 2;
    for (let byte = 0; byte < bytes; byte += 1) into[end++] = (length - 1) >>> (8 * byte);
  }
  if (length > 96) return end + input.copy(into, end, from, to);
  for (let at = from; at < to; at += 1) into[end++] = input[at] as number;
  return end;
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
