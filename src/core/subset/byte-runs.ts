/** Copies a short run; where it ends. Longer ones are copied quicker by the system's own means, which take some time to be called. */
export function copyShort(into: Uint8Array, place: number, from: Uint8Array, start: number, end: number): number {
  let length = place;
  for (let at = start; at < end; at += 1, length += 1) into[length] = from[at] as number;
  return length;
}
