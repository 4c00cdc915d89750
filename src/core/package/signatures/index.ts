export { makeKeyRing, type KeyRing } from './key-ring.ts';
export { describePgpKey, mergePgpKeys, readPgpKeys } from './pgp.ts';
export { platformOfKey } from './platforms.ts';
export { readKeys } from './read-keys.ts';
export { readSignatures, type SignatureOptions } from './read-signatures.ts';
export type { ImportedKey, KeyFacts, ReadKey } from './types.ts';
