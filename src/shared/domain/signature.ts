/**
 * What is known of a commit's signature. `valid`: it matches the commit, and the key is one that the user imported. `unlisted`: it matches, but by a
 * key that was not imported. `doubtful`: it matches an imported key that is not good for it: revoked, outside of its time, for another
 * purpose. `key-missing`: the key is
 * needed and not there. `invalid`: it does not match the commit. `unchecked`: its kind cannot be checked here. `unreadable`: it is malformed.
 */
export const signatureStates = ['valid', 'unlisted', 'doubtful', 'key-missing', 'invalid', 'unchecked', 'unreadable'] as const;
export type SignatureState = (typeof signatureStates)[number];

/** How a commit is signed, by the first line of its signature. */
export const signatureKinds = ['pgp', 'ssh', 'x509', 'unknown'] as const;

/** States in plain words: a name for lists, and what it means for whoever reads it. */
export const signatureStateWords: Readonly<Record<SignatureState, { readonly title: string; readonly meaning: string }>> = {
  valid: { title: 'Valid', meaning: 'The signature matches the commit, and its key is one that was imported here.' },
  unlisted: { title: 'Valid, key not imported', meaning: 'The signature matches the commit. Whose key it is, nothing here tells: compare the fingerprint, then import the key.' },
  doubtful: { title: 'Doubtful', meaning: 'The signature matches the commit, but the imported key is not good for it: revoked, outside of its time, for another purpose, or made with a broken hash.' },
  'key-missing': { title: 'Key missing', meaning: 'A PGP signature can be checked only with its key, which was not imported.' },
  invalid: { title: 'Invalid', meaning: 'The signature does not match the commit: one of them was changed, or the signature was taken from elsewhere.' },
  unchecked: { title: 'Cannot be checked', meaning: 'The signature can be read, but this program cannot check its kind. It proves nothing here.' },
  unreadable: { title: 'Unreadable', meaning: 'The signature is malformed. It proves nothing.' },
};

/** What makes `ptmx verify` fail. */
export const failingStates: readonly SignatureState[] = ['invalid', 'doubtful'];

/** Bounds of what a user imports. `import`: characters of one file or pasted text. `key`: of one key. */
export const keyLimits = { keys: 2000, import: 4_000_000, key: 400_000, name: 300, names: 50 } as const;
