/**
 * One line of a mailmap (git-check-mailmap(1)): commits under an e-mail, and under a name where one is given, are those of a
 * person who is to be shown under another name, e-mail or both.
 */
export interface Alias {
  /** What stands in the commits; an empty name means any. */
  readonly commitEmail: string;
  readonly commitName: string;
  /** What is to stand there; null leaves it as it is. */
  readonly name: string | null;
  readonly email: string | null;
}

/** Lengths in UTF-16 units. */
export const aliasLimits = { aliases: 100_000, text: 1000 } as const;

/** E-mails and names of people are compared without case and outer space. */
export function comparedName(text: string): string {
  return text.trim().toLowerCase();
}

/** Where an alias stands among others: of two with the same slot, one takes the place of the other. */
export function aliasSlot({ commitEmail, commitName }: Pick<Alias, 'commitEmail' | 'commitName'>): string {
  return `${comparedName(commitEmail)}\n${comparedName(commitName)}`;
}
