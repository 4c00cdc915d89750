import type { z } from 'zod';
import { basename } from 'node:path';
import type { CallAnswer, CallArguments, Subset } from '../../shared/contract/index.ts';
import { sharedSubsetSchema, subsetsFileSchema } from '../../shared/contract/subsets.ts';
import { foldSubsetName, type SubsetDefinition, subsetLimits } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { newId, type NewSubset, usesOf, withNames } from '../index/index.ts';
import { findIds, type FoundIds, packagesOfSet, readIdFile } from '../named-subsets/index.ts';
import { choosePackages, writeListFile } from '../subset/index.ts';
import { lastPackage, setOfIds } from '../query/index.ts';
import { openedMirror } from './annotation-calls.ts';
import { type BadEntry, readEntries, readJsonFile } from './read-json-file.ts';
import { readUserFile } from './read-user-file.ts';
import { changeSubset, contentsNow, getSubset } from './subset-calls.ts';
import type { WorkerContext } from './worker-context.ts';
import { placesOf } from './write-user-file.ts';

type SharedSubset = z.output<ReturnType<typeof sharedSubsetSchema>>;

/** Lines told of a file; their number is told whole. */
const mostTold = 200;

export function importIds(context: WorkerContext, { mirror, path, column, name, note, tags, list }: CallArguments<'subsets.importIds'>): CallAnswer<'subsets.importIds'> {
  const { database } = context.read(mirror);
  const file = readIdFile(readUserFile(path, 'a list of packages'), path, column);
  const found: FoundIds & { readonly lines: number } =
    file.kind === 'lines'
      ? { ...findIds(database, file.lines), lines: file.lines.length }
      : ofPackages(packagesOfSet(database, setOfIds(choosePackages(database, file.selection).ids, lastPackage(database))));
  if ((name ?? list) !== null && found.packages.length === 0) throw new ExpectedError('refused', `${basename(path)} names no package of this mirror.`, found.unresolved[0] ? `Line ${found.unresolved[0].line}: ${found.unresolved[0].text}: ${found.unresolved[0].reason}` : 'Nothing was taken in.');
  if (found.packages.length > subsetLimits.listed) throw new ExpectedError('refused', `A list has ${subsetLimits.listed.toLocaleString('en')} packages at most; this file names ${found.packages.length.toLocaleString('en')}.`, 'Nothing was taken in. Divide the file, and make a union of the lists.');
  const makeList = (): Subset | null => {
    if (name === null) return null;
    const definition: SubsetDefinition = { kind: 'list', packages: found.packages };
    const [id = ''] = context.userDatabase.subsets.add(mirror, [{ name, note, tags, definition, reason: 'imported', contents: contentsNow(context, mirror, definition) }]);
    return getSubset(context, { mirror, id });
  };
  return {
    subset: list === null ? makeList() : changeSubset(context, { mirror, id: list.id, change: { definition: { kind: 'members', add: [], remove: [], [list.change]: found.packages } }, was: {}, follow: { views: [], dashboards: [] } }),
    form: file.form, lines: found.lines, packages: found.packages.length, repeated: found.repeated,
    unresolved: found.unresolved.slice(0, mostTold), unresolvedTotal: found.unresolved.length,
    ambiguous: found.ambiguous.slice(0, mostTold).map((entry) => ({ ...entry, candidates: [...entry.candidates] })), ambiguousTotal: found.ambiguous.length,
  };
}

function ofPackages(packages: FoundIds['packages']): FoundIds & { readonly lines: number } {
  return { packages, lines: packages.length, repeated: 0, unresolved: [], ambiguous: [] };
}

/** With all that they are made of, so that the file can be read anywhere. */
export function exportSubsets(context: WorkerContext, { mirror, ids, ...place }: CallArguments<'subsets.export'>): CallAnswer<'subsets.export'> {
  const stored = openedMirror(context, mirror);
  const all = context.userDatabase.subsets.list(mirror);
  const uses = usesOf(all.map(({ id, name, current }) => ({ id, name, definition: current.definition })));
  const wanted = new Set(ids ?? uses.keys());
  // A set that grows while it is walked is walked to its end.
  for (const id of wanted) {
    if (!uses.has(id)) throw new ExpectedError('not-found', 'A subset that was to be written is not there any more.');
    for (const used of uses.get(id) ?? []) wanted.add(used);
  }
  const shared = all.filter(({ id }) => wanted.has(id)).map(({ id, name, note, tags, current }): SharedSubset => ({ id, name, note, tags: [...tags], definition: current.definition }));
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
  for (const shared of inOrder(good, bad)) {
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

/** Those that others are made of before them; one that cannot come after what it is made of is bad. */
function inOrder(subsets: readonly SharedSubset[], bad: BadEntry[]): readonly SharedSubset[] {
  const uses = usesOf(subsets);
  const order: SharedSubset[] = [];
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
function withIds(definition: SubsetDefinition, idNow: ReadonlyMap<string, string>): SubsetDefinition {
  const idOf = (id: string): string => {
    const found = idNow.get(id);
    if (found === undefined) throw new ExpectedError('refused', 'It is made of a subset that was left out.');
    return found;
  };
  if (definition.kind === 'operation') return { ...definition, of: definition.of.map(idOf) };
  if (definition.kind === 'sample' && definition.from.kind === 'subset') return { ...definition, from: { kind: 'subset', id: idOf(definition.from.id) } };
  return definition;
}
