export { makeKeyRing, type KeyRing } from './key-ring.ts';
export { describePgpKey, mergePgpKeys, readPgpKeys } from './pgp.ts';
export { platformOfKey } from './platforms.ts';
export { readKeys } from './read-keys.ts';
export { readSignatures } from './read-signatures.ts';
export type { ReadKey } from './types.ts';
