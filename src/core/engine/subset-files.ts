import type { z } from 'zod';
import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { sharedSubsetSchema, subsetsFileSchema } from '../../shared/contract/subsets.ts';
import { foldSubsetName } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { definedSubsets, newId, type NewSubset, type StoredDefinition, usesOf, withNames } from '../index/index.ts';
import { sharedDefinition, storedDefinition } from '../named-subsets/index.ts';
import { writeListFile } from '../subset/index.ts';
import { openedMirror } from './annotation-calls.ts';
import { type BadEntry, readEntries, readJsonFile } from './read-json-file.ts';
import { contentsNow, getSubset } from './subset-calls.ts';
import type { WorkerContext } from './worker-context.ts';
import { placesOf } from './write-user-file.ts';

type SharedSubset = z.output<ReturnType<typeof sharedSubsetSchema>>;
type ReadSubset = Omit<SharedSubset, 'definition'> & { readonly definition: StoredDefinition };

/** With all that they are made of, so that the file can be read anywhere. */
export function exportSubsets(context: WorkerContext, { mirror, ids, ...place }: CallArguments<'subsets.export'>): CallAnswer<'subsets.export'> {
  const stored = openedMirror(context, mirror);
  const all = context.userDatabase.subsets.list(mirror);
  const uses = usesOf(definedSubsets(all));
  const wanted = new Set(ids ?? uses.keys());
  // A set that grows while it is walked is walked to its end.
  for (const id of wanted) {
    if (!uses.has(id)) throw new ExpectedError('not-found', 'A subset that was to be written is not there any more.');
    for (const used of uses.get(id) ?? []) wanted.add(used);
  }
  const shared = all.filter(({ id }) => wanted.has(id)).map(({ id, name, note, tags, current }): SharedSubset => ({ id, name, note, tags: [...tags], definition: sharedDefinition(current.definition) }));
  const head = { format: 'ptmx-subsets', version: 1 } satisfies Omit<z.output<ReturnType<typeof subsetsFileSchema>>, 'subsets'>;
  return writeListFile(placesOf(context, stored), place, head, 'subsets', shared);
}

/** Throws `not-found`, `unreadable`, or `refused` for a file of another form; nothing is taken in then. */
export function importSubsets(context: WorkerContext, { mirror, path }: CallArguments<'subsets.import'>): CallAnswer<'subsets.import'> {
  openedMirror(context, mirror);
  const { good, bad } = readEntries(readJsonFile(path, 'a file of subsets', subsetsFileSchema()).subsets, sharedSubsetSchema());
  const added: string[] = [];
  const renamed: { from: string; to: string }[] = [];
  const idNow = new Map<string, string>();
  const nameNow = new Map<string, string>();
  for (const shared of inOrder(definedIn(good, bad), bad)) {
    const id = newId();
    idNow.set(shared.id, id);
    try {
      const definition = withIds(withNames(shared.definition, nameNow), idNow);
      const subset: NewSubset = { id, name: shared.name, note: shared.note, tags: shared.tags, definition, reason: 'imported', contents: contentsNow(context, mirror, definition) };
      context.userDatabase.subsets.add(mirror, [subset], true);
      added.push(id);
      const { name } = context.userDatabase.subsets.get(mirror, id);
      if (name === shared.name) continue;
      renamed.push({ from: shared.name, to: name });
      nameNow.set(foldSubsetName(shared.name), name);
    } catch (error) {
      if (!(error instanceof ExpectedError) || error.code === 'cancelled') throw error;
      idNow.delete(shared.id);
      bad.push({ entry: shared.name, reason: error.message });
    }
  }
  return { added: added.map((id) => getSubset(context, { mirror, id })), renamed, bad };
}

/** One whose list was changed is bad. */
function definedIn(subsets: readonly SharedSubset[], bad: BadEntry[]): readonly ReadSubset[] {
  return subsets.flatMap((subset) => {
    try {
      return [{ ...subset, definition: storedDefinition(subset.definition) }];
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      bad.push({ entry: subset.name, reason: error.message });
      return [];
    }
  });
}

/** Those that others are made of before them; one that cannot come after what it is made of is bad. */
function inOrder(subsets: readonly ReadSubset[], bad: BadEntry[]): readonly ReadSubset[] {
  const uses = usesOf(subsets);
  const order: ReadSubset[] = [];
  const there = new Set<string>();
  let open = subsets;
  while (open.length > 0) {
    const ready = open.filter(({ id }) => (uses.get(id) ?? []).every((used) => there.has(used)));
    if (ready.length === 0) {
      for (const { name } of open) bad.push({ entry: name, reason: 'It is made of itself, or of a subset that the file does not have.' });
      break;
    }
    for (const subset of ready) there.add(subset.id);
    order.push(...ready);
    open = open.filter((subset) => !ready.includes(subset));
  }
  return order;
}

/** Ids of the file by those given here. Throws `refused` for one that was left out. */
function withIds(definition: StoredDefinition, idNow: ReadonlyMap<string, string>): StoredDefinition {
  const idOf = (id: string): string => {
    const found = idNow.get(id);
    if (found === undefined) throw new ExpectedError('refused', 'It is made of a subset that was left out.');
    return found;
  };
  if (definition.kind === 'operation') return { ...definition, of: definition.of.map(idOf) };
  if (definition.kind === 'sample' && definition.from.kind === 'subset') return { ...definition, from: { kind: 'subset', id: idOf(definition.from.id) } };
  return definition;
}
