import { type Alias, aliasSlot } from '../../shared/domain/index.ts';

export interface Person {
  readonly name: string;
  readonly email: string;
}

/** Who the user says is the same person. */
export interface Mailmap {
  /** Differs wherever the aliases differ. */
  readonly revision: string;
  /** Applied once, as git does: what comes out is not looked up again. */
  readonly resolve: (person: Person) => Person;
  /** The alias that counts for a person as commits name them; one for the name goes before one for the e-mail. */
  readonly find: (person: Person) => Alias | null;
}

/** Of two aliases with the same slot the later one counts. */
export function makeMailmap(aliases: readonly Alias[], revision: string): Mailmap {
  const known = new Map(aliases.map((alias) => [aliasSlot(alias), alias]));
  const find = ({ name, email }: Person): Alias | null =>
    known.get(aliasSlot({ commitEmail: email, commitName: name })) ?? known.get(aliasSlot({ commitEmail: email, commitName: '' })) ?? null;
  return {
    revision,
    find,
    resolve: (person) => {
      const alias = known.size === 0 ? null : find(person);
      return alias ? { name: alias.name ?? person.name, email: alias.email ?? person.email } : person;
    },
  };
}

/** Without aliases everybody is who the commits say. */
export const noAliases: Mailmap = makeMailmap([], 'none');
