import { unitAt } from './code-units.ts';

/** FNV-1a: begin with `fnvStart`, then `Math.imul(hash ^ unit, fnvPrime)` for each unit. It is written out in the loops that read bytes. */
export const fnvStart = 0x811c9dc5 | 0;
export const fnvPrime = 0x01000193;

/** Of a text's UTF-16 units, as a signed number. */
export function hashText(text: string, start = fnvStart): number {
  const { length } = text;
  let hash = start;
  for (let at = 0; at < length; at += 1) hash = Math.imul(hash ^ unitAt(text, at), fnvPrime);
  return hash;
}
