import type { z } from 'zod';
import type { manifestSelectionSchema } from '../../shared/contract/manifest.ts';
import type { CallArguments } from '../../shared/contract/index.ts';
import { foldSubsetName } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { definedSubsets, idsByName, subsetsNamedIn, usesOf, withNamesIn } from '../index/index.ts';
import { storedDefinition } from '../named-subsets/index.ts';
import { readManifest, type Selection } from '../subset/index.ts';
import type { WorkerContext } from './worker-context.ts';

type AskedSelection = CallArguments<'exports.start'>['selection'];

/** What a call asks for, with the subsets of the manifest that it names. Throws as `readManifest` does. */
export function askedSelection(asked: AskedSelection): Selection {
  if (asked.kind === 'list' || asked.manifest === undefined) return asked;
  const { path, manifest: { selection } } = readManifest(asked.manifest);
  if (selection.kind === 'list' || selection.subsets === undefined) throw new ExpectedError('refused', `${path} tells of no subset.`);
  return { ...storedSelection(selection), kind: 'query', query: asked.query };
}

/** A manifest's selection. Throws `refused` for a list in it that was changed. */
export function storedSelection(selection: z.output<ReturnType<typeof manifestSelectionSchema>>): Selection {
  if (selection.kind === 'list') return selection;
  const { query, subsets } = selection;
  return { kind: 'query', query, ...(subsets && { subsets: subsets.map((subset) => ({ ...subset, definition: storedDefinition(subset.definition) })) }) };
}

/** A selection that can be made again elsewhere: with the subsets that its search asks for, and those that they are made of. */
export function withSnapshots(context: WorkerContext, mirror: string, asked: AskedSelection): Selection {
  const selection = askedSelection(asked);
  if (selection.kind !== 'query' || selection.subsets !== undefined) return selection;
  const names = subsetsNamedIn(selection.query);
  if (names.length === 0) return selection;
  const all = context.userDatabase.subsets.list(mirror);
  const defined = definedSubsets(all);
  const [ids, uses, nameOf] = [idsByName(defined), usesOf(defined), new Map(all.map(({ id, name }) => [id, name]))];
  const wanted = new Set(names.flatMap((name) => ids.get(name) ?? []));
  // A former name means nothing elsewhere.
  const nameNow = new Map(names.flatMap((name) => {
    const now = nameOf.get(ids.get(name) ?? '');
    return now === undefined || foldSubsetName(now) === name ? [] : [[name, now] as const];
  }));
  // A set that grows while it is walked is walked to its end.
  for (const id of wanted) for (const used of uses.get(id) ?? []) wanted.add(used);
  const subsets = all.filter(({ id }) => wanted.has(id)).map(({ id, name, current }) => ({ id, name, version: current.version, definition: current.definition }));
  return { ...selection, query: withNamesIn(selection.query, nameNow), subsets };
}
