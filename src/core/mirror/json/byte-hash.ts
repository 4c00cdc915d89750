/** FNV-1a over bytes: begin with `fnvStart`, then `Math.imul(hash ^ byte, fnvPrime)` for each. Scanners write it out in their loops. */
export const fnvStart = 0x811c9dc5 | 0;
export const fnvPrime = 0x01000193;
