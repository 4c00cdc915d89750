import type { Selection } from '../../shared/contract/index.ts';
import { foldSubsetName, type SubsetDefinition } from '../../shared/domain/index.ts';
import { subsetsNamedIn, usesOf } from '../index/index.ts';
import type { WorkerContext } from './worker-context.ts';

/** A selection that can be made again elsewhere: with the subsets that its search asks for, and those that they are made of. */
export function withSnapshots(context: WorkerContext, mirror: string, selection: Selection): Selection {
  if (selection.kind !== 'query' || selection.subsets !== undefined) return selection;
  const names = new Set(subsetsNamedIn(selection.query));
  if (names.size === 0) return selection;
  const all = context.userDatabase.subsets.list(mirror);
  const uses = usesOf(all.map(({ id, name, current }) => ({ id, name, definition: current.definition })));
  const wanted = new Set(all.flatMap(({ id, name }) => (names.has(foldSubsetName(name)) ? [id] : [])));
  // A set that grows while it is walked is walked to its end.
  for (const id of wanted) for (const used of uses.get(id) ?? []) wanted.add(used);
  const subsets = all.filter(({ id }) => wanted.has(id)).map(({ id, name, current }) => ({ id, name, version: current.version, definition: plain(current.definition) }));
  return { ...selection, subsets };
}

function plain(definition: SubsetDefinition): SubsetDefinition {
  return definition.kind === 'list' ? { kind: 'list', packages: definition.packages } : definition;
}
