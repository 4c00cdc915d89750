import { createHash } from 'node:crypto';
import type { CallAnswer, CallArguments, MaintainerRow } from '../../shared/contract/index.ts';
import { comparedName } from '../../shared/domain/index.ts';
import { fold } from '../../shared/search/fold.ts';
import { hold, prepare } from '../query/index.ts';
import type { Person } from './mailmap.ts';
import { type ReachContext, readPeople } from './people.ts';
import { reachTable, tableKey, type TableScope } from './table.ts';

type Group = CallAnswer<'aliases.suggest'>['groups'][number];

interface Member extends Person {
  readonly row: MaintainerRow;
}

/** A feature that more maintainers share says nothing about any two of them. */
const mostSharing = 12;
/** An address with more names than one person gives is shared by many (a build machine's, a lab's), and would tie them all together. */
const mostNames = 6;
/** Names and mailboxes that many people have. */
const generic = new Set([
  'admin', 'administrator', 'anonymous', 'contact', 'developer', 'github', 'hello', 'huggingface', 'localhost', 'mail', 'master', 'model', 'models', 'noname', 'noreply', 'no-reply',
  'nobody', 'office', 'outlook', 'research', 'student', 'support', 'system', 'ubuntu', 'unknown', 'username', 'your name', 'yourname', 'you@example',
]);

/**
 * Maintainers of a scope who may be the same person, most reach first. A suggestion is no more than that: each states the
 * signs that it stands on. Automated accounts are left out.
 */
export function suggestAliases(context: ReachContext, args: CallArguments<'aliases.suggest'>): CallAnswer<'aliases.suggest'> {
  const scope: TableScope = { ...args, kind: 'direct', accounts: 'people', holder: 'owner', dependencies: { relations: [], dataset: false, architecture: false, repository: false } };
  const groups = hold(context.database, `suggestions ${tableKey(context, scope)}`, (made) => 2000 * made.length, () => findGroups(context, scope));
  const sought = fold(args.search.trim());
  const dismissed = new Set(args.dismissed);
  const wanted = groups.filter(({ id }) => dismissed.has(id) === (args.shows === 'dismissed'));
  const found = sought === '' ? wanted : wanted.filter(({ members }) => members.some(({ maintainer, name }) => fold(`${name} ${maintainer}`).includes(sought)));
  return { total: found.length, dismissed: groups.filter(({ id }) => dismissed.has(id)).length, groups: found.slice(args.offset, args.offset + args.limit) };
}

function findGroups(context: ReachContext, scope: TableScope): readonly Group[] {
  const people = readPeople(context, scope.key);
  const rows = new Map(reachTable(context, scope).rows.map((row) => [row.maintainer, row]));
  const signs = new Map<string, Map<string, Member>>();
  const everybody = prepare<[], Person & { readonly id: number }>(context.database, 'SELECT id, name, email FROM person WHERE live() ORDER BY id').all();
  const namesOf = people.keys.map(() => new Set<string>());
  people.people.forEach(({ name }, id) => namesOf[people.identityOf[id] as number]?.add(comparedName(name)));
  for (const { id } of everybody) {
    const person = people.people[id];
    const identity = people.identityOf[id] as number;
    const row = rows.get(people.keys[identity] ?? '');
    if (!person || !row || (namesOf[identity]?.size ?? 0) > mostNames) continue;
    for (const sign of signsOf(person)) {
      const sharing = signs.get(sign) ?? new Map<string, Member>();
      signs.set(sign, sharing);
      if (!sharing.has(row.maintainer)) sharing.set(row.maintainer, { ...person, row });
    }
  }
  const union = new Groups();
  for (const [sign, sharing] of signs) {
    if (sharing.size < 2 || sharing.size > mostSharing) continue;
    const [first, ...others] = sharing.values();
    if (!first) continue;
    for (const other of others) if (!sign.startsWith('mailbox ') || haveNameInCommon(first, other)) union.join(first.row.maintainer, other.row.maintainer, inWords(sign));
  }
  return union.all().map(({ identities, reasons }) => {
    const members = identities.flatMap((identity) => rows.get(identity) ?? []).sort((left, right) => left.rank - right.rank);
    return { id: idOf(scope, identities), reasons, members: members.map(({ maintainer, name, reach, commits }) => ({ maintainer, name, reach, commits: commits ?? 0 })) };
  }).sort((left, right) => reachOf(right) - reachOf(left) || (left.members[0]?.maintainer ?? '').localeCompare(right.members[0]?.maintainer ?? '', 'en'));
}

/** Whoever joins a group makes another suggestion of it. */
function idOf({ key }: TableScope, identities: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify([key, [...identities].sort()])).digest('hex').slice(0, 16);
}

function reachOf({ members }: Group): number {
  return members.reduce((sum, { reach }) => sum + reach, 0);
}

/** What two people who are one may share, as "kind value". */
function signsOf({ name, email }: Person): readonly string[] {
  const signs: string[] = [];
  const folded = fold(name).replaceAll(/\s+/g, ' ').trim();
  const mail = comparedName(email);
  const at = mail.lastIndexOf('@');
  const [mailbox, domain] = at === -1 ? [mail, ''] : [mail.slice(0, at), mail.slice(at + 1)];
  const isPrivate = domain.startsWith('users.noreply.');
  const login = isPrivate ? mailbox.replace(/^\d+\+/, '') : mailbox;
  if (mail !== '') signs.push(`email ${mail}`);
  if (isTelling(folded, folded.includes(' ') ? 5 : 8)) signs.push(`name ${folded}`);
  // An account's name is unique on its platform, and people give it as their name.
  if (isPrivate && isTelling(login, 3)) signs.push(`login ${login}`);
  if (!folded.includes(' ') && isTelling(folded, 5)) signs.push(`login ${folded}`);
  if (!isPrivate && isTelling(login, 6)) signs.push(`mailbox ${login}`);
  return signs;
}

function isTelling(text: string, shortest: number): boolean {
  return text.length >= shortest && !generic.has(text);
}

/** A word of two letters or more: many given and family names have no more. */
function haveNameInCommon(left: Person, right: Person): boolean {
  const words = (person: Person): readonly string[] => fold(person.name).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 2);
  const others = new Set(words(right));
  return words(left).some((word) => others.has(word));
}

function inWords(sign: string): string {
  const space = sign.indexOf(' ');
  const value = sign.slice(space + 1);
  switch (sign.slice(0, space)) {
    case 'email':
      return `The same e-mail: ${value}`;
    case 'name':
      return `The same name: ${value}`;
    case 'login':
      return `The same account name: ${value}`;
    default:
      return `The same mailbox in two places, and a name in common: ${value}`;
  }
}

/** Identities joined pair by pair; who is joined to one is joined to all of that one's. */
class Groups {
  private readonly parents = new Map<string, string>();
  private readonly links: (readonly [identity: string, reason: string])[] = [];

  join(left: string, right: string, reason: string): void {
    this.links.push([left, reason]);
    this.parents.set(this.rootOf(right), this.rootOf(left));
  }

  all(): readonly { readonly identities: readonly string[]; readonly reasons: string[] }[] {
    const groups = new Map<string, { identities: string[]; reasons: Set<string> }>();
    for (const identity of this.parents.keys()) {
      const root = this.rootOf(identity);
      const group = groups.get(root) ?? { identities: [], reasons: new Set<string>() };
      groups.set(root, group);
      group.identities.push(identity);
    }
    for (const [identity, reason] of this.links) groups.get(this.rootOf(identity))?.reasons.add(reason);
    return [...groups.values()].map(({ identities, reasons }) => ({ identities, reasons: [...reasons] }));
  }

  private rootOf(identity: string): string {
    let root = identity;
    for (let parent = this.parents.get(root); parent !== undefined && parent !== root; parent = this.parents.get(root)) root = parent;
    if (!this.parents.has(identity)) this.parents.set(identity, identity);
    if (root !== identity) this.parents.set(identity, root);
    return root;
  }
}
