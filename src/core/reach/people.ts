import type { ReachScope } from '../../shared/contract/index.ts';
import { comparedName } from '../../shared/domain/index.ts';
import type { ReadDatabase } from '../index/index.ts';
import { hold, prepare, type ReadContext } from '../query/index.ts';
import type { Mailmap, Person } from './mailmap.ts';

/** What questions about reach have at hand: an index, and who the user says is the same person. */
export interface ReachContext extends ReadContext {
  readonly aliases: Mailmap;
}

/** Everybody named in commits, numbered as the identities of one key. */
export interface People {
  /** Number of the identity of each row of `person`, by its id. */
  readonly identityOf: Uint32Array;
  /** Each identity's key, by its number. */
  readonly keys: readonly string[];
  readonly automated: Uint8Array;
  /** What the rows of `person` say after aliases, by id; 0 is nobody. */
  readonly people: readonly Person[];
  /** Identities that aliases brought together: 1, others 0. */
  readonly aliased: Uint8Array;
}

interface StoredPerson extends Person {
  readonly id: number;
  readonly automated: number;
}

/**
 * What makes two names on commits the same maintainer's (domain.md section 2). Case never tells people apart; who gives
 * no e-mail is known by name under the key e-mail, and the other way round.
 */
export function identityOf({ name, email }: Person, key: ReachScope['key']): string {
  const [mail, word] = [comparedName(email), key === 'email' ? name.trim() : comparedName(name)];
  switch (key) {
    case 'email':
      return mail === '' ? `name:${word}` : mail;
    case 'name':
      return word === '' ? `email:${mail}` : word;
    case 'both':
      return `${word} <${mail}>`;
  }
}

export function readPeople({ database, aliases }: Pick<ReachContext, 'database' | 'aliases'>, key: ReachScope['key']): People {
  return hold(database, `people ${key} ${aliases.revision}`, ({ people }) => 200 * people.length, () => identify(database, aliases, key));
}

function identify(database: ReadDatabase, aliases: Mailmap, key: ReachScope['key']): People {
  const stored = prepare<[], StoredPerson>(database, 'SELECT id, name, email, automated FROM person WHERE live() ORDER BY id').all();
  const numbers = new Map<string, number>();
  const identities = new Uint32Array((stored.at(-1)?.id ?? 0) + 1);
  const automated: number[] = [];
  const aliased: number[] = [];
  const people: Person[] = [];
  for (const row of stored) {
    const person = aliases.resolve(row);
    const identity = identityOf(person, key);
    const number = numbers.get(identity) ?? numbers.size;
    if (number === numbers.size) {
      numbers.set(identity, number);
      automated.push(0);
      aliased.push(0);
    }
    identities[row.id] = number;
    people[row.id] = person;
    if (row.automated !== 0) automated[number] = 1;
    if (identityOf(row, key) !== identity) aliased[number] = 1;
  }
  return { identityOf: identities, keys: [...numbers.keys()], automated: Uint8Array.from(automated), people, aliased: Uint8Array.from(aliased) };
}
