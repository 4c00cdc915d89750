import { resolve } from 'node:path';
import type { Subset } from '../../shared/contract/index.ts';
import { foldSubsetName, type SampleSource, type SubsetDefinition } from '../../shared/domain/index.ts';
import { UsageError } from '../arguments.ts';
import { type Mirrored, packages, subsetNamed } from './find.ts';
import { anySeed, operationOf, readList, ruleOf, tell, tellLeftOut } from './make.ts';

/** `change NAME …`: texts as they are, another definition as a new version. */
export async function changeSubset(mirrored: Mirrored, [named, ...operands]: readonly string[]): Promise<void> {
  const { context, mirror } = mirrored;
  const { args } = context;
  if (named === undefined) throw new UsageError('subset change takes the name of a subset.');
  const subset = subsetNamed(mirrored, named);
  const definition = definitionOf(mirrored, subset, operands);
  const [name, note, tags] = [args.text('name'), args.text('note'), args.texts('tag')];
  const texts = { ...(name === null ? {} : { name }), ...(note === null ? {} : { note }), ...(tags.length === 0 ? {} : { tags: tags.filter((tag) => tag.trim() !== '') }) };
  const [add, take] = [args.text('add'), args.text('take')];
  const file = add ?? take;
  if (file !== null) {
    if ((add !== null && take !== null) || definition !== null || Object.keys(texts).length > 0) throw new UsageError('--add or --take changes the packages of a list, and nothing else at a time.');
    return changeMembers(mirrored, subset, file, add === null ? 'remove' : 'add');
  }
  if (definition === null && Object.keys(texts).length === 0) throw new UsageError('subset change needs something to change: --name, --note, --tag, --query, a set operation, a rule, --seed, --add or --take.');
  const isRenamed = name !== null && foldSubsetName(name) !== foldSubsetName(subset.name);
  const { views, dashboards } = isRenamed ? await context.call('subsets.namedIn', { mirror, id: subset.id }) : { views: [], dashboards: [] };
  const follow = args.flag('follow') ? { views: views.map(({ id }) => id), dashboards: dashboards.map(({ id }) => id) } : { views: [], dashboards: [] };
  tell(mirrored, await context.call('subsets.change', { mirror, id: subset.id, change: { ...texts, ...(definition === null ? {} : { definition }) }, was: { version: subset.current.version }, follow }));
  const asking = [...views, ...dashboards].map((kept) => kept.name).join(', ');
  if (asking !== '') context.note(args.flag('follow') ? `The new name was written into: ${asking}.` : `Saved views and dashboards still ask for ${subset.name}: ${asking}. With --follow they take a new name on.`);
}

/** What the options make of a definition; null where they leave it. What a sample is not told anew stays as it is. */
function definitionOf(mirrored: Mirrored, subset: Subset, operands: readonly string[]): SubsetDefinition | null {
  const { args } = mirrored.context;
  const operation = operationOf(mirrored, operands);
  const [of, query, seed] = [args.text('of'), args.text('query'), args.text('seed')];
  const hasRule = ['count', 'by', 'top'].some((option) => args.text(option) !== null) || args.flag('equal');
  const isSample = of !== null || seed !== null || hasRule;
  if (operation !== null) {
    if (isSample || query !== null) throw new UsageError('A set operation takes names of subsets, and no search, rule or seed.');
    return operation;
  }
  if (operands.length > 0) throw new UsageError('subset change takes the name of one subset, and others only with --union, --intersection or --difference.');
  if (!isSample) return query === null ? null : { kind: 'query', query };
  if (of !== null && query !== null) throw new UsageError('A sample is drawn from --of or --query, not both.');
  const before = subset.current.definition.kind === 'sample' ? subset.current.definition : null;
  const told: SampleSource | null = of !== null ? { kind: 'subset', id: subsetNamed(mirrored, of).id } : query !== null ? { kind: 'query', query } : null;
  const from = told ?? before?.from;
  if (from === undefined) throw new UsageError(`${subset.name} is no sample: --of or --query says what it is to be drawn from.`);
  return { kind: 'sample', from, rule: hasRule || before === null ? ruleOf(mirrored) : before.rule, seed: seed ?? before?.seed ?? anySeed() };
}

async function changeMembers(mirrored: Mirrored, { id }: Subset, path: string, change: 'add' | 'remove'): Promise<void> {
  const { context, mirror } = mirrored;
  const taken = await readList(context, { mirror, path: resolve(path), name: null, column: context.args.text('column'), list: { id, change } });
  if (context.args.flag('json')) return context.printJson(taken);
  context.note(`${packages(taken.packages)} named (${taken.form}).`);
  tellLeftOut(context, taken);
  if (taken.subset) tell(mirrored, taken.subset);
}
