import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import type { CallInput, ListRead, Subset } from '../../shared/contract/index.ts';
import { packageText, sampleFields, sampleNumbers, type SampleRule, type SampleSource, setOperations, type SubsetDefinition, subsetLimits } from '../../shared/domain/index.ts';
import { UsageError } from '../arguments.ts';
import { followJob } from '../progress.ts';
import { type Mirrored, packages, subsetNamed, wordsOf } from './find.ts';

const linesShown = 20;

/** `create NAME [QUERY | --from FILE]` */
export async function createSubset(mirrored: Mirrored, [name, ...query]: readonly string[]): Promise<void> {
  const { args } = mirrored.context;
  const path = args.text('from');
  if (name === undefined) throw new UsageError('subset create takes the name of the subset.');
  if (path !== null && query.length > 0) throw new UsageError('subset create takes a search or --from, not both.');
  if (path !== null) return takeIds(mirrored, name, path);
  await save(mirrored, name, { kind: 'query', query: query.join(' ') });
}

async function takeIds({ context, mirror }: Mirrored, name: string, path: string): Promise<void> {
  const taken = await readList(context, { mirror, path: resolve(path), name, column: context.args.text('column'), ...texts(context.args) });
  if (context.args.flag('json')) return context.printJson(taken);
  context.note(`${name} made of ${packages(taken.packages)} (${taken.form}; ${taken.lines.toLocaleString('en')} lines, ${taken.repeated.toLocaleString('en')} repeated).`);
  tellLeftOut(context, taken);
}

/** Waits for the job that takes a file of names in. */
export async function readList(context: Mirrored['context'], asked: CallInput<'subsets.importIds'>): Promise<Omit<ListRead, 'subset'> & { readonly subset: Subset | null }> {
  const { job } = await context.call('subsets.importIds', asked);
  const { outcome, message } = await followJob(context.engine, job, context.signal);
  if (!outcome?.listed) throw new Error(message);
  const { subset, ...read } = outcome.listed;
  return { ...read, subset: subset && (await context.call('subsets.get', { mirror: asked.mirror, id: subset.id })) };
}

/** Says which lines of a file of names were left out. */
export function tellLeftOut(context: Mirrored['context'], { unresolved, unresolvedTotal, ambiguous, ambiguousTotal }: Omit<ListRead, 'subset'>): void {
  for (const { line, text, reason } of unresolved.slice(0, linesShown)) context.note(`Line ${line} left out: ${text}: ${reason}`);
  for (const { line, text, candidates } of ambiguous.slice(0, linesShown)) context.note(`Line ${line} left out: ${text} may be ${candidates.map(packageText).join(' or ')}.`);
  const more = unresolvedTotal + ambiguousTotal - Math.min(linesShown, unresolved.length) - Math.min(linesShown, ambiguous.length);
  if (more > 0) context.note(`${more.toLocaleString('en')} more lines left out; --json names them.`);
}

/** `sample NAME --of SUBSET|--query QUERY --count N …` */
export async function sampleSubset(mirrored: Mirrored, [name, more]: readonly string[]): Promise<void> {
  const { args } = mirrored.context;
  if (name === undefined || more !== undefined) throw new UsageError('subset sample takes one name.');
  const [of, query] = [args.text('of'), args.text('query')];
  if (of !== null && query !== null) throw new UsageError('subset sample takes --of or --query, not both.');
  const from: SampleSource = of === null ? { kind: 'query', query: query ?? '' } : { kind: 'subset', id: subsetNamed(mirrored, of).id };
  await save(mirrored, name, { kind: 'sample', from, rule: ruleOf(mirrored), seed: args.text('seed') ?? anySeed() });
}

export function anySeed(): string {
  return String(randomInt(1, 1_000_000_000));
}

/** The rule that `--count`, `--by`, `--equal` and `--top` tell. */
export function ruleOf({ context: { args } }: Mirrored): SampleRule {
  const count = args.count('count', 0, subsetLimits.sample);
  if (count === 0) throw new UsageError('A sample needs --count.');
  const by = args.optionalChoice('by', sampleFields);
  const number = args.optionalChoice('top', sampleNumbers);
  if (number !== null) {
    if (args.flag('equal')) throw new UsageError('--top takes as many of each group anyway; leave --equal out.');
    return { kind: 'top', by, number, count };
  }
  if (by === null) {
    if (args.flag('equal')) throw new UsageError('--equal needs --by.');
    return { kind: 'uniform', count };
  }
  return { kind: 'stratified', by, allocation: args.flag('equal') ? 'equal' : 'proportional', count };
}

/** `combine NAME --union|--intersection|--difference SUBSET SUBSET…` */
export async function combineSubsets(mirrored: Mirrored, [name, ...names]: readonly string[]): Promise<void> {
  const operation = operationOf(mirrored, names);
  if (name === undefined || operation === null) throw new UsageError('subset combine takes a new name, one of --union, --intersection and --difference, and the names of two subsets or more.');
  await save(mirrored, name, operation);
}

/** Null where no operation is asked for. */
export function operationOf(mirrored: Mirrored, names: readonly string[]): (SubsetDefinition & { readonly kind: 'operation' }) | null {
  const [operation, other] = setOperations.filter((candidate) => mirrored.context.args.flag(candidate));
  if (operation === undefined) return null;
  if (other !== undefined) throw new UsageError('Give one of --union, --intersection and --difference.');
  if (names.length < 2) throw new UsageError(`--${operation} takes the names of two subsets or more.`);
  return { kind: 'operation', operation, of: names.map((each) => subsetNamed(mirrored, each).id) };
}

async function save(mirrored: Mirrored, name: string, definition: SubsetDefinition): Promise<void> {
  const { context, mirror } = mirrored;
  const subset = await context.call('subsets.save', { mirror, name, definition, ...texts(context.args) });
  tell(mirrored, subset);
}

function texts(args: Mirrored['context']['args']): { readonly note: string; readonly tags: string[] } {
  return { note: args.text('note') ?? '', tags: [...args.texts('tag')] };
}

/** Says what a subset is now. */
export function tell({ context, subsets }: Mirrored, subset: Subset): void {
  if (context.args.flag('json')) return context.printJson(subset);
  context.note(`${subset.name}, version ${subset.current.version}: ${packages(subset.current.count)}. ${wordsOf({ subsets: [...subsets, subset] }, subset.current.definition)}.`);
}
