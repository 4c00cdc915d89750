import { copyRun, makeRoom, type Room, withRoom } from '../byte-runs.ts';

/** Bytes of a page while it is made; grows as it is filled. */
export class PageBytes {
  room = makeRoom(64 * 1024);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** What is in it, until it is filled anew. */
  view(): Buffer {
    return this.room.bytes.subarray(0, this.length);
  }

  /** Makes room for so many more bytes. */
  reserve(bytes: number): Buffer {
    this.room = withRoom(this.room, this.length, bytes);
    return this.room.bytes;
  }

  byte(value: number): void {
    this.reserve(1)[this.length] = value;
    this.length += 1;
  }

  varint(value: number): void {
    let rest = value;
    while (rest > 127) {
      this.byte((rest & 127) | 128);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  uint32(value: number): void {
    this.reserve(4);
    this.room.view.setInt32(this.length, value, true);
    this.length += 4;
  }

  /** A whole number that a float holds exactly, as 64 bits. */
  int64(value: number): void {
    const high = Math.floor(value / 2 ** 32);
    this.reserve(8);
    this.room.view.setInt32(this.length, value - high * 2 ** 32, true);
    this.room.view.setInt32(this.length + 4, high, true);
    this.length += 8;
  }

  double(value: number): void {
    this.reserve(8).writeDoubleLE(value, this.length);
    this.length += 8;
  }

  put(bytes: Uint8Array): void {
    this.reserve(bytes.length).set(bytes, this.length);
    this.length += bytes.length;
  }

  /** PLAIN of a text: its length in bytes, then they. Where these begin. */
  run(from: Room, start: number, end: number): number {
    this.reserve(4 + end - start);
    const place = this.length + 4;
    this.room.view.setInt32(this.length, end - start, true);
    this.length = copyRun(this.room, place, from, start, end);
    return place;
  }
}

/**
 * The RLE and bit-packing hybrid of the format's Encodings.md: runs of eight and more alike as runs, the rest packed in groups of eight.
 * `width`: bits of a value, at most 24.
 */
export function putHybrid(into: PageBytes, values: ArrayLike<number>, count: number, width: number): void {
  let packedFrom = 0;
  let at = 0;
  const putPacked = (end: number): void => {
    if (end > packedFrom) putGroups(into, values, packedFrom, end, Math.min(count, end), width);
  };
  while (at < count) {
    const value = values[at] as number;
    const run = sameFrom(values, at, count) - at;
    if (run >= 8) {
      putPacked(at);
      into.varint(run * 2);
      for (let bits = 0; bits < width; bits += 8) into.byte((value >>> bits) & 255);
      at += run;
      packedFrom = at;
    } else {
      at += 8;
    }
  }
  putPacked(at);
}

/** Where what is alike from a place on ends. By itself, like other loops here: V8 makes a function that is called often fast as a whole, one loop in a long one each time anew. */
function sameFrom(values: ArrayLike<number>, from: number, count: number): number {
  const value = values[from];
  let at = from + 1;
  while (at < count && values[at] === value) at += 1;
  return at;
}

/** Values from one place to before another, which is eight times some number further; those from `known` on are zero. */
function putGroups(into: PageBytes, values: ArrayLike<number>, from: number, end: number, known: number, width: number): void {
  into.varint(((end - from) >>> 3) * 2 + 1);
  const target = into.reserve(((end - from) >>> 3) * width + 1);
  let place = into.length;
  let bits = 0;
  let held = 0;
  for (let at = from; at < end; at += 1) {
    held |= (at < known ? (values[at] as number) : 0) << bits;
    bits += width;
    while (bits >= 8) {
      target[place] = held & 255;
      place += 1;
      held >>>= 8;
      bits -= 8;
    }
  }
  into.length = place;
}

/** Bits that hold numbers up to this one. */
export function bitsOf(most: number): number {
  return most === 0 ? 0 : 32 - Math.clz32(most);
}
