/** Copies a short run; where it ends. Longer ones are copied quicker by the system's own means, which take some time to be called. */
export function copyShort(into: Uint8Array, place: number, from: Uint8Array, start: number, end: number): number {
  let length = place;
  for (let at = start; at < end; at += 1, length += 1) into[length] = from[at] as number;
  return length;
}

/** The buffer, or a larger one with what its first `length` bytes are, that has room for so many more. */
export function withRoom(bytes: Buffer, length: number, more: number): Buffer {
  if (length + more <= bytes.length) return bytes;
  const larger = Buffer.allocUnsafeSlow(Math.max(2 * bytes.length, length + more));
  bytes.copy(larger, 0, 0, length);
  return larger;
}
