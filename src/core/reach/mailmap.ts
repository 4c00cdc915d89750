/**
 * One line of a mailmap (git-check-mailmap(1)): commits under an e-mail, and under a name where one is given, are those of a
 * person who is to be shown under another name, e-mail or both.
 */
export interface Alias {
  /** What stands in the commits. E-mails and names are compared without case; an empty name means any. */
  readonly commitEmail: string;
  readonly commitName: string;
  /** What is to stand there; null leaves it as it is. */
  readonly name: string | null;
  readonly email: string | null;
}

export interface Person {
  readonly name: string;
  readonly email: string;
}

export interface Mailmap {
  /** Differs wherever the aliases differ. */
  readonly revision: string;
  /** Applied once, as git does: what comes out is not looked up again. */
  readonly resolve: (person: Person) => Person;
}

/** Of two aliases for the same commits the later one counts. */
export function makeMailmap(aliases: readonly Alias[], revision: string): Mailmap {
  const known = new Map(aliases.map((alias) => [slotOf(alias), alias]));
  return {
    revision,
    resolve: (person) => {
      const email = compared(person.email);
      const alias = known.get(slotOf({ commitEmail: email, commitName: person.name })) ?? known.get(slotOf({ commitEmail: email, commitName: '' }));
      return alias ? { name: alias.name ?? person.name, email: alias.email ?? person.email } : person;
    },
  };
}

/** Without aliases everybody is who the commits say. */
export const noAliases: Mailmap = makeMailmap([], 'none');

/** Where an alias stands among others: two of one slot would contradict one another. */
export function slotOf({ commitEmail, commitName }: Pick<Alias, 'commitEmail' | 'commitName'>): string {
  return `${compared(commitEmail)}\n${compared(commitName)}`;
}

export function compared(text: string): string {
  return text.trim().toLowerCase();
}
