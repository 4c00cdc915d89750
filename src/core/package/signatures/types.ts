import type { SigningKey } from '../../../shared/contract/index.ts';

/** What a key's text tells of it. */
export type KeyFacts = Omit<SigningKey, 'id' | 'platform'>;

/** A key that was read from a file or a pasted text. */
export interface ReadKey {
  /** Two texts with the same identity are the same key. */
  readonly identity: string;
  /** As it is kept: everything else is told from it. */
  readonly text: string;
  readonly facts: KeyFacts;
}

/** A key of the user's, as it lies in the user database. */
export interface ImportedKey {
  readonly id: string;
  readonly text: string;
  readonly facts: KeyFacts;
}
