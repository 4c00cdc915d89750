import { GitDataError } from './errors.ts';

/** A pack's index in memory: sorted object names and where each begins in the pack (gitformat-pack, versions 1 and 2). */
export interface PackIndex {
  readonly count: number;
  readonly hashBytes: number;
  /** The checksum the pack must end with. */
  readonly packChecksum: Buffer;
  readonly bytes: Buffer;
  readonly layout: Layout;
}

interface Layout {
  readonly fanout: number;
  readonly names: number;
  /** Distance between two names: version 1 keeps an offset before each. */
  readonly stride: number;
  /** Offsets of four bytes (version 2), or null in version 1. */
  readonly offsets: number | null;
  readonly largeOffsets: number;
  readonly largeCount: number;
}

const signature = 0xff744f63;
const fanoutBytes = 1024;

/** Checks and describes an index. Throws `GitDataError` when its tables do not fit its length. */
export function parsePackIndex(bytes: Buffer, hashBytes: number): PackIndex {
  if (bytes.length < 8 + fanoutBytes + hashBytes * 2) {
    throw new GitDataError('corrupt', 'A pack index is cut short.');
  }
  const isVersion2 = bytes.readUInt32BE(0) === signature;
  if (isVersion2 && bytes.readUInt32BE(4) !== 2) {
    throw new GitDataError('unsupported', `A pack index has version ${bytes.readUInt32BE(4)}; 1 and 2 are read.`);
  }
  const fanout = isVersion2 ? 8 : 0;
  const count = readCount(bytes, fanout);
  const layout = isVersion2 ? layoutVersion2(bytes, count, hashBytes) : layoutVersion1(bytes, count, hashBytes);
  const checksumAt = bytes.length - hashBytes * 2;
  return { count, hashBytes, packChecksum: bytes.subarray(checksumAt, checksumAt + hashBytes), bytes, layout };
}

/** The offset in the pack of the object named by the bytes of `name`, or -1. */
export function findOffset(index: PackIndex, name: Buffer): number {
  const { bytes, layout, hashBytes } = index;
  const firstByte = name[0] ?? 0;
  let low = firstByte === 0 ? 0 : bytes.readUInt32BE(layout.fanout + (firstByte - 1) * 4);
  let high = bytes.readUInt32BE(layout.fanout + firstByte * 4);
  const start = name.readUInt32BE(0);
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = layout.names + middle * layout.stride;
    // The first bytes tell nearly all names apart, without a call out of the engine's own code.
    const order = bytes.readUInt32BE(at) - start || bytes.compare(name, 0, hashBytes, at, at + hashBytes);
    if (order === 0) {
      return offsetAt(index, middle);
    }
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return -1;
}

function offsetAt({ bytes, layout }: PackIndex, position: number): number {
  if (layout.offsets === null) {
    return bytes.readUInt32BE(layout.names - 4 + position * layout.stride);
  }
  const offset = bytes.readUInt32BE(layout.offsets + position * 4);
  if (offset < 0x80000000) {
    return offset;
  }
  const largePosition = offset - 0x80000000;
  if (largePosition >= layout.largeCount) {
    throw new GitDataError('corrupt', 'A pack index points outside its own tables.');
  }
  const at = layout.largeOffsets + largePosition * 8;
  return bytes.readUInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4);
}

/** The last entry of the fan-out table is the number of objects; the table must never fall. */
function readCount(bytes: Buffer, fanout: number): number {
  let previous = 0;
  for (let entry = 0; entry < 256; entry += 1) {
    const total = bytes.readUInt32BE(fanout + entry * 4);
    if (total < previous) {
      throw new GitDataError('corrupt', 'A pack index is damaged.');
    }
    previous = total;
  }
  return previous;
}

function layoutVersion1(bytes: Buffer, count: number, hashBytes: number): Layout {
  const stride = hashBytes + 4;
  if (bytes.length !== fanoutBytes + count * stride + hashBytes * 2) {
    throw new GitDataError('corrupt', 'A pack index has the wrong length.');
  }
  return { fanout: 0, names: fanoutBytes + 4, stride, offsets: null, largeOffsets: 0, largeCount: 0 };
}

function layoutVersion2(bytes: Buffer, count: number, hashBytes: number): Layout {
  const names = 8 + fanoutBytes;
  const offsets = names + count * (hashBytes + 4);
  const largeOffsets = offsets + count * 4;
  const largeBytes = bytes.length - hashBytes * 2 - largeOffsets;
  if (largeBytes < 0 || largeBytes % 8 !== 0 || largeBytes / 8 > count) {
    throw new GitDataError('corrupt', 'A pack index has the wrong length.');
  }
  return { fanout: 8, names, stride: hashBytes, offsets, largeOffsets, largeCount: largeBytes / 8 };
}
