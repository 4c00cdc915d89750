/** FNV-1a: begin with `fnvStart`, then `Math.imul(hash ^ unit, fnvPrime)` for each byte or UTF-16 unit. It is written out in the loops that read them. */
export const fnvStart = 0x811c9dc5 | 0;
export const fnvPrime = 0x01000193;
