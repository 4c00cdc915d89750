import { GitDataError } from './errors.ts';

export interface DeltaSizes {
  readonly baseSize: number;
  readonly resultSize: number;
  /** Where the instructions begin. */
  readonly start: number;
}

/** Reads the two lengths a delta begins with (gitformat-pack, "Deltified representation"). */
export function readDeltaSizes(delta: Buffer): DeltaSizes {
  const base = readSize(delta, 0);
  const result = readSize(delta, base.end);
  return { baseSize: base.value, resultSize: result.value, start: result.end };
}

/** Rebuilds an object from its base and a delta. Every copy and insert is checked against both ends. */
export function applyDelta(base: Buffer, delta: Buffer, maxBytes: number): Buffer {
  const { baseSize, resultSize, start } = readDeltaSizes(delta);
  if (baseSize !== base.length) {
    throw new GitDataError('corrupt', 'A delta does not belong to its base.');
  }
  if (resultSize > maxBytes) {
    throw new GitDataError('too-large', `An object has ${resultSize} bytes; the limit is ${maxBytes}.`);
  }
  const result = Buffer.allocUnsafeSlow(resultSize);
  let read = start;
  let written = 0;
  while (read < delta.length) {
    const instruction = delta[read] ?? 0;
    read += 1;
    if ((instruction & 0x80) === 0) {
      if (instruction === 0 || read + instruction > delta.length || written + instruction > resultSize) {
        throw brokenDelta();
      }
      written += delta.copy(result, written, read, read + instruction);
      read += instruction;
    } else {
      const offset = readPacked(delta, read, instruction & 0x0f);
      read += countBits(instruction & 0x0f);
      const length = readPacked(delta, read, (instruction >> 4) & 0x07) || 0x10000;
      read += countBits((instruction >> 4) & 0x07);
      if (read > delta.length || offset + length > base.length || written + length > resultSize) {
        throw brokenDelta();
      }
      written += base.copy(result, written, offset, offset + length);
    }
  }
  if (written !== resultSize) {
    throw brokenDelta();
  }
  return result;
}

/** A little-endian number of which only the bytes flagged in `present` are stored, lowest first. */
function readPacked(bytes: Buffer, start: number, present: number): number {
  let at = start;
  let value = 0;
  for (let position = 0; present >> position !== 0; position += 1) {
    if (((present >> position) & 1) !== 0) {
      value += (bytes[at] ?? 0) * 2 ** (8 * position);
      at += 1;
    }
  }
  return value;
}

function countBits(flags: number): number {
  return (flags & 1) + ((flags >> 1) & 1) + ((flags >> 2) & 1) + ((flags >> 3) & 1);
}

function readSize(bytes: Buffer, start: number): { value: number; end: number } {
  let value = 0;
  let scale = 1;
  for (let index = start; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    value += (byte & 0x7f) * scale;
    scale *= 128;
    if (value > Number.MAX_SAFE_INTEGER) {
      break;
    }
    if ((byte & 0x80) === 0) {
      return { value, end: index + 1 };
    }
  }
  throw brokenDelta();
}

function brokenDelta(): GitDataError {
  return new GitDataError('corrupt', 'A delta is damaged.');
}
