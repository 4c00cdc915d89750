import type { CallArguments } from '../../shared/contract/index.ts';
import { type Alias, aliasSlot, comparedName } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { prepare } from '../query/index.ts';
import type { Person } from './mailmap.ts';
import { type ReachContext, readPeople } from './people.ts';
import { readTouches } from './touches.ts';

interface StoredPerson extends Person {
  readonly id: number;
}

interface Change {
  readonly add: readonly Alias[];
  readonly remove: readonly Alias[];
}

/** What everybody who is merged is to be called; null leaves it as it is. */
interface Proper {
  readonly name: string | null;
  readonly email: string | null;
}

/**
 * The aliases that make several identities one, under the key by which they were told apart. They hold for what stands in
 * commits, so that other mirrors and git itself understand them: an e-mail where all of its commits are meant, else an e-mail
 * with a name. Throws `not-found` for an identity that is not here, `refused` where no mailmap can say it.
 */
export function mergeIdentities(context: ReachContext, args: Pick<CallArguments<'aliases.merge'>, 'key' | 'into' | 'from' | 'name'>, existing: readonly Alias[]): Change {
  const { key } = args;
  const { people, names } = readTouches(context, { key, role: 'author' });
  const numbers = new Map(people.keys.map((identity, number) => [identity, number]));
  const wanted = [args.into, ...args.from].map((identity) => {
    const number = numbers.get(identity);
    if (number === undefined) throw new ExpectedError('not-found', `This mirror has no maintainer ${identity}.`, 'Identities depend on the key: e-mail, name or both.');
    return number;
  });
  const [into = 0] = wanted;
  const merged = new Set(wanted);
  const everybody = prepare<[], StoredPerson>(context.database, 'SELECT id, name, email FROM person WHERE live() ORDER BY id').all();
  const isMerged = (person: StoredPerson): boolean => merged.has(people.identityOf[person.id] as number);
  const chosen = everybody.filter(isMerged);
  const emails = chosen
    .toSorted((left, right) => Number(people.identityOf[right.id] === into) - Number(people.identityOf[left.id] === into))
    .map(({ id }) => people.people[id]?.email.trim() ?? '');
  // Who gives no name is shown by the key itself.
  const named = wanted.find((number) => chosen.some(({ id }) => people.identityOf[id] === number && people.people[id]?.name.trim() === names[number]));
  const name = args.name?.trim() || (named === undefined ? null : (names[named] ?? null));
  if (name === null && key === 'name') throw new ExpectedError('refused', 'These commits are all without a name, and the key is the name.', 'Give the name that they are to have.');
  const proper: Proper = { name, email: key === 'name' ? null : (emails.find((email) => email !== '') ?? null) };
  const byEmail = byAddress(everybody);
  const add: Alias[] = [];
  const remove: Alias[] = [];
  for (const [email, sharing] of byAddress(chosen)) {
    const standing = existing.filter(({ commitEmail }) => comparedName(commitEmail) === email);
    if (email !== '' && byEmail.get(email)?.every(isMerged)) {
      remove.push(...standing);
      add.push(...aliasFor({ commitEmail: email, commitName: '' }, sharing, proper));
    } else {
      const isCovered = standing.some(({ commitName }) => commitName === '');
      for (const person of sharing) {
        if (person.name.trim() === '') throw new ExpectedError('refused', `Commits without a name by ${person.email || 'nobody'} cannot be told from others with that e-mail.`, 'Merge under the key e-mail.');
        const alias = aliasFor({ commitEmail: email, commitName: person.name.trim() }, [person], proper, isCovered);
        remove.push(...standing.filter((other) => aliasSlot(other) === aliasSlot({ commitEmail: email, commitName: person.name })));
        add.push(...alias);
      }
    }
  }
  if (key === 'email') add.push(...redirected(existing, new Set(emails.map(comparedName)), proper, new Set([...add, ...remove].map(aliasSlot))));
  return { add, remove };
}

function byAddress(people: readonly StoredPerson[]): ReadonlyMap<string, readonly StoredPerson[]> {
  const groups = new Map<string, StoredPerson[]>();
  for (const person of people) {
    const email = comparedName(person.email);
    const group = groups.get(email) ?? [];
    groups.set(email, group);
    group.push(person);
  }
  return groups;
}

/** None where it would change nothing, unless another alias would apply instead. */
function aliasFor(slot: Pick<Alias, 'commitEmail' | 'commitName'>, people: readonly Person[], { name, email }: Proper, always = false): readonly Alias[] {
  const changesEmail = email !== null && comparedName(email) !== slot.commitEmail;
  const changesName = name !== null && people.some((person) => person.name.trim() !== name);
  if (!changesEmail && !changesName && !always) return [];
  return [{ ...slot, name: changesName || always || changesEmail ? (name ?? (slot.commitName || null)) : null, email: changesEmail ? email : null }];
}

/** Aliases of people who are not in this mirror, and were led to somebody who is merged. */
function redirected(existing: readonly Alias[], merged: ReadonlySet<string>, { name, email }: Proper, done: ReadonlySet<string>): readonly Alias[] {
  return existing.flatMap((alias) => {
    if (alias.email === null || !merged.has(comparedName(alias.email)) || done.has(aliasSlot(alias)) || comparedName(alias.email) === comparedName(email ?? '')) return [];
    return [{ ...alias, name: name ?? alias.name, email }];
  });
}

/** Who is behind an identity, as commits name them, with the alias that brought each there. */
export function peopleOf(context: ReachContext, { key, maintainer }: Pick<CallArguments<'aliases.people'>, 'key' | 'maintainer'>) {
  const people = readPeople(context, key);
  const number = people.keys.indexOf(maintainer);
  if (number === -1) throw new ExpectedError('not-found', `This mirror has no maintainer ${maintainer}.`, 'Identities depend on the key: e-mail, name or both.');
  const rows = prepare<[], StoredPerson & { readonly commits: number; readonly repositories: number }>(
    context.database,
    `SELECT person.id, name, email, coalesce(sum(c.commits), 0) AS commits, count(c.repository) AS repositories
     FROM person LEFT JOIN contribution AS c ON c.person = person.id WHERE live() GROUP BY person.id ORDER BY commits DESC, person.id`,
  ).all();
  return rows.filter(({ id }) => people.identityOf[id] === number).map(({ id: _id, ...person }) => ({ ...person, alias: context.aliases.find(person) }));
}
