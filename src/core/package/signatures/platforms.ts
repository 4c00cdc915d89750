import { keyIdOf } from './pgp-packet.ts';

interface Platform {
  readonly name: string;
  /** Of the keys with which the host signs commits made on its pages, upper case. */
  readonly fingerprints: readonly string[];
  /** The committer that the host writes into such commits; compared without case. */
  readonly committers: readonly string[];
}

/**
 * Hosts that sign in place of a person. A commit counts as theirs where both hold: the signature names a key of the list, and the committer is the host's own.
 * Of what the key did, a valid signature alone is proof; before the key is imported the rule only tells what the signature claims.
 *
 * GitHub publishes both keys at https://github.com/web-flow.gpg: 4AEE18F83AFDEB23, which expired on 2024-01-16, and its successor B5690EEEBB952194. Hugging Face
 * states no key of its own (hub-docs, security-gpg: members sign with theirs), so that none is listed for it.
 */
const platforms: readonly Platform[] = [
  {
    name: 'GitHub',
    fingerprints: ['5DE3E0509C47EA3CF04A42D34AEE18F83AFDEB23', '968479A1AFF927E37D1A566BB5690EEEBB952194'],
    committers: ['noreply@github.com'],
  },
];

/** The host that a key is known to belong to. `key` is a fingerprint, or a 16-digit key id where a signature names no more. */
export function platformOfKey(key: string): string | null {
  return platforms.find(({ fingerprints }) => fingerprints.some((known) => known === key || keyIdOf(known) === key))?.name ?? null;
}

/** The host that signed in place of a person, by the rule above. */
export function platformOfCommit(key: string | null, committerEmail: string): string | null {
  const name = key === null ? null : platformOfKey(key);
  const isOwn = platforms.some((platform) => platform.name === name && platform.committers.includes(committerEmail.toLowerCase()));
  return isOwn ? name : null;
}
