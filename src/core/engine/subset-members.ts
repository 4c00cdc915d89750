import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { type MembersChange, type PackageKey, type SubsetDefinition, subsetLimits } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { hasWords, typedWords } from '../../shared/search/index.ts';
import { packageLine } from '../index/index.ts';
import { packageFinder } from '../named-subsets/index.ts';
import type { WorkerContext } from './worker-context.ts';

/** The definition that a change makes of the one in force; `id` may be null for a whole definition. */
export function changedDefinition(context: WorkerContext, mirror: string, id: string | null, change: SubsetDefinition | MembersChange): SubsetDefinition {
  if (change.kind !== 'members') return change;
  if (id === null) throw new ExpectedError('invalid-arguments', 'Members are those of a list that is there.');
  const members = membersOf(context, mirror, id);
  const [removed, had] = [new Set(change.remove.map(packageLine)), new Set(members.map(packageLine))];
  const added = new Map(change.add.flatMap((key) => (had.has(packageLine(key)) ? [] : [[packageLine(key), key] as const])));
  const packages = [...members.filter((key) => !removed.has(packageLine(key))), ...added.values()];
  if (packages.length === 0) throw new ExpectedError('refused', 'A list names one package at least.', 'Keep one, or remove the subset.');
  if (packages.length > subsetLimits.listed) {
    throw new ExpectedError('refused', `A list has ${subsetLimits.listed.toLocaleString('en')} packages at most; this would be ${packages.length.toLocaleString('en')}.`, 'Add fewer, or make two lists and their union.');
  }
  return { kind: 'list', packages };
}

function membersOf(context: WorkerContext, mirror: string, id: string): readonly PackageKey[] {
  const { name, current: { definition } } = context.userDatabase.subsets.get(mirror, id);
  if (definition.kind !== 'list') throw new ExpectedError('refused', `“${name}” is not a list.`, 'Only a list has packages to add or take away; freezing makes it one.');
  return definition.packages;
}

export function subsetMembers(context: WorkerContext, { mirror, id, find, gone, offset, limit }: CallArguments<'subsets.members'>): CallAnswer<'subsets.members'> {
  const members = membersOf(context, mirror, id);
  const idOf = packageFinder(context.read(mirror).database);
  const words = typedWords(find);
  const named = members.filter(({ name }) => hasWords([name], words));
  const found = gone ? named.filter((key) => idOf(key) === 0) : named;
  return { total: members.length, found: found.length, packages: found.slice(offset, offset + limit).map((key) => ({ ...key, isGone: gone || idOf(key) === 0 })) };
}
