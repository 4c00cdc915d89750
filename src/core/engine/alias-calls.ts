import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { aliasSlot } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { fold } from '../../shared/search/fold.ts';
import type { UserDatabase } from '../index/index.ts';
import { identityOf, type Mailmap, mailmapLine, makeMailmap, mergeIdentities, peopleOf, type ReachContext, readMailmap, suggestAliases } from '../reach/index.ts';
import { writeSingleFile } from '../subset/index.ts';
import { readUserFile } from './read-user-file.ts';
import type { WorkerContext } from './worker-context.ts';
import { placesOfAll } from './write-user-file.ts';

/** Lines named of a file that has none or another form. */
const mostBad = 100;
const largestMailmap = 64 << 20;

let mailmap: Mailmap = makeMailmap([], 'none');

/** An index with the user's aliases, as reach asks for it; the aliases are read anew only when they changed. */
export function reachContext(context: WorkerContext, mirror: string): ReachContext {
  return { ...context.read(mirror), aliases: userAliases(context.userDatabase) };
}

export function userAliases({ aliases }: Pick<UserDatabase, 'aliases'>): Mailmap {
  const revision = aliases.revision();
  if (mailmap.revision !== revision) mailmap = makeMailmap(aliases.list(), revision);
  return mailmap;
}

export function listAliases({ userDatabase }: WorkerContext, { text, offset, limit }: CallArguments<'aliases.list'>): CallAnswer<'aliases.list'> {
  const all = userDatabase.aliases.list();
  const sought = fold(text.trim());
  const found = sought === '' ? all : all.filter((alias) => Object.values(alias).some((value: string | null) => fold(value ?? '').includes(sought)));
  return { all: all.length, total: found.length, aliases: found.slice(offset, offset + limit) };
}

export function aliasPeople(context: WorkerContext, args: CallArguments<'aliases.people'>): CallAnswer<'aliases.people'> {
  return { people: peopleOf(reachContext(context, args.mirror), args) };
}

export function aliasSuggestions(context: WorkerContext, args: CallArguments<'aliases.suggest'>): CallAnswer<'aliases.suggest'> {
  return suggestAliases(reachContext(context, args.mirror), args);
}

export function mergeAliases(context: WorkerContext, args: CallArguments<'aliases.merge'>): CallAnswer<'aliases.merge'> {
  const store = context.userDatabase.aliases;
  const before = reachContext(context, args.mirror);
  const [person] = peopleOf(before, { key: args.key, maintainer: args.into });
  const changed = store.change(mergeIdentities(before, args, store.list()));
  const after = reachContext(context, args.mirror).aliases;
  return { added: [...changed.added], removed: [...changed.removed], maintainer: person ? identityOf(after.resolve(person), args.key) : args.into };
}

export function removeAliases({ userDatabase }: WorkerContext, { aliases }: CallArguments<'aliases.remove'>): CallAnswer<'aliases.remove'> {
  const { added, removed } = userDatabase.aliases.change({ add: [], remove: aliases });
  return { added: [...added], removed: [...removed] };
}

export function putAliasesBack({ userDatabase }: WorkerContext, { added, removed }: CallArguments<'aliases.putBack'>): CallAnswer<'aliases.putBack'> {
  const changed = userDatabase.aliases.putBack({ add: removed, remove: added });
  return { added: [...changed.added], removed: [...changed.removed] };
}

/** Throws `not-found`, `unreadable`, or `refused` for a file that says nothing; nothing is taken in then. */
export function importAliases({ userDatabase }: WorkerContext, { path }: CallArguments<'aliases.import'>): CallAnswer<'aliases.import'> {
  const { aliases, bad } = readMailmap(readUserFile(path, 'a mailmap', largestMailmap).toString('utf8'));
  const [first] = bad;
  if (aliases.length === 0) throw new ExpectedError('refused', `${path} has no line of a mailmap.`, first ? `Line ${first.line}: ${first.reason}` : 'A line reads: Proper Name <proper@email> <commit@email>');
  const known = new Map(userDatabase.aliases.list().map((alias) => [aliasSlot(alias), alias]));
  const changed = userDatabase.aliases.change({ add: aliases, remove: [] });
  const same = aliases.filter((alias) => {
    const before = known.get(aliasSlot(alias));
    return before !== undefined && before.name === alias.name && before.email === alias.email;
  }).length;
  return { added: [...changed.added], removed: [...changed.removed], same, bad: bad.slice(0, mostBad), badTotal: bad.length };
}

export function exportAliases(context: WorkerContext, args: CallArguments<'aliases.export'>): CallAnswer<'aliases.export'> {
  const lines = context.userDatabase.aliases.list().map(mailmapLine);
  const kept = lines.filter((line) => line !== null);
  const written = writeSingleFile(placesOfAll(context), args, (file) => {
    file.write(['# Who is the same person in the commits of pre-trained models; a mailmap, as git reads it.', ...kept, ''].join('\n'));
    return kept.length;
  });
  return { ...written, leftOut: lines.length - kept.length };
}
