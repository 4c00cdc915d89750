import type { CallAnswer, CallArguments, Subset, SubsetVersion } from '../../shared/contract/index.ts';
import { type ShownDefinition, subsetLimits } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { definedSubsets, type PackageList, refuseBadUses, type StoredDefinition, type StoredSubset, type StoredSubsetVersion, type SubsetContents, usesOf } from '../index/index.ts';
import { contentsOf, driftOf, listOfSet, placed, storedDefinition, type SubsetSets } from '../named-subsets/index.ts';
import { metaText, type PackageSet, type ReadContext, readSearch, sizeOf, unknownSets } from '../query/index.ts';
import { indexOf, openedMirror } from './annotation-calls.ts';
import { bindNamedSets } from './named-sets.ts';
import { changedDefinition, firstOf, previewMembers } from './subset-members.ts';
import type { WorkerContext } from './worker-context.ts';

/** An open index and the mirror's subsets in it. */
interface Indexed {
  readonly read: ReadContext;
  readonly sets: SubsetSets;
}

export function indexed(context: WorkerContext, mirror: string): Indexed {
  const read = context.read(mirror);
  return { read, sets: bindNamedSets(context.userDatabase, mirror, read.database) };
}

const noContents: SubsetContents = { fingerprint: null, count: null, hash: null, held: null };

/** What a definition holds now, after a look at whether it can be kept at all. */
export function contentsNow(context: WorkerContext, mirror: string, definition: StoredDefinition): SubsetContents {
  if (indexOf(context, mirror) === null) return noContents;
  const { read, sets } = indexed(context, mirror);
  refuseUnreadable(read, definition);
  if (definition.kind !== 'list') return contentsOf(read.database, sets.packagesOf(definition));
  const { set } = placed(read.database, definition.list);
  return contentsOf(read.database, set, sizeOf(set) === definition.list.total ? definition.list : undefined);
}

/** A search that is read only in part would hold more than it says, in silence. */
function refuseUnreadable({ database }: ReadContext, definition: StoredDefinition): void {
  const query = definition.kind === 'query' ? definition.query : definition.kind === 'sample' && definition.from.kind === 'query' ? definition.from.query : '';
  const error = readSearch(query).notes.find(({ severity }) => severity === 'error') ?? unknownSets(database, query)[0];
  if (error) throw new ExpectedError('invalid-arguments', `The search cannot be read: ${error.message}`, 'Correct the search; nothing was kept.');
}

export function listSubsets(context: WorkerContext, { mirror }: CallArguments<'subsets.list'>): CallAnswer<'subsets.list'> {
  openedMirror(context, mirror);
  const stored = context.userDatabase.subsets.list(mirror);
  const uses = usesOf(definedSubsets(stored));
  return { subsets: stored.map((subset) => toSubset(subset, uses, 0)) };
}

export function getSubset(context: WorkerContext, { mirror, id }: CallArguments<'subsets.get'>): CallAnswer<'subsets.get'> {
  openedMirror(context, mirror);
  const stored = context.userDatabase.subsets.get(mirror, id);
  const uses = usesOf(definedSubsets(context.userDatabase.subsets.list(mirror)));
  return toSubset(stored, uses, subsetLimits.shown);
}

export function countSubsets(context: WorkerContext, { mirror, ids }: CallArguments<'subsets.counts'>): CallAnswer<'subsets.counts'> {
  const { sets } = indexed(context, mirror);
  const wanted = context.userDatabase.subsets.list(mirror).filter(({ id }) => ids === null || ids.includes(id));
  return {
    counts: wanted.map(({ id }) => {
      try {
        return { id, count: sizeOf(sets.packages(id)), problem: null };
      } catch (error) {
        if (!(error instanceof ExpectedError) || error.code === 'cancelled') throw error;
        return { id, count: null, problem: error.message };
      }
    }),
  };
}

export function namesOfSubset(context: WorkerContext, { mirror, id }: CallArguments<'subsets.namedIn'>): CallAnswer<'subsets.namedIn'> {
  openedMirror(context, mirror);
  const { views, dashboards, mirrors } = context.userDatabase.subsets.namedIn(mirror, id);
  const titles = new Map(context.userDatabase.mirrors().map((stored) => [stored.id, stored.title]));
  return { views: [...views], dashboards: [...dashboards], mirrors: mirrors.map((other) => titles.get(other) ?? 'a mirror that was forgotten') };
}

export function saveSubset(context: WorkerContext, { mirror, ...content }: CallArguments<'subsets.save'>): CallAnswer<'subsets.save'> {
  openedMirror(context, mirror);
  const definition = storedDefinition(content.definition);
  const [id = ''] = context.userDatabase.subsets.add(mirror, [{ ...content, definition, reason: 'made', contents: contentsNow(context, mirror, definition) }]);
  return getSubset(context, { mirror, id });
}

export function changeSubset(context: WorkerContext, { mirror, id, change, was, follow }: CallArguments<'subsets.change'>): CallAnswer<'subsets.change'> {
  openedMirror(context, mirror);
  const { definition, ...texts } = change;
  const changed = definition === undefined ? null : changedDefinition(context, mirror, id, definition);
  const version = changed === null ? null : { definition: changed, reason: 'changed' as const, contents: contentsNow(context, mirror, changed) };
  context.userDatabase.subsets.change(mirror, id, known(texts), known(was), version, follow);
  return getSubset(context, { mirror, id });
}

/** Without what is undefined: a field that was left out is not to be changed. */
function known<Fields extends object>(fields: Fields): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };
}

export function removeSubsets(context: WorkerContext, { mirror, ids }: CallArguments<'subsets.remove'>): CallAnswer<'subsets.remove'> {
  openedMirror(context, mirror);
  context.userDatabase.subsets.remove(mirror, ids);
  return listSubsets(context, { mirror });
}

export function restoreSubsets(context: WorkerContext, { mirror, ids }: CallArguments<'subsets.restore'>): CallAnswer<'subsets.restore'> {
  openedMirror(context, mirror);
  context.userDatabase.subsets.restore(mirror, ids);
  return listSubsets(context, { mirror });
}

export function subsetVersions(context: WorkerContext, { mirror, id }: CallArguments<'subsets.versions'>): CallAnswer<'subsets.versions'> {
  openedMirror(context, mirror);
  return { versions: context.userDatabase.subsets.versions(mirror, id).map((version) => toVersion(version, subsetLimits.shown)) };
}

export function restoreSubsetVersion(context: WorkerContext, { mirror, id, version, was }: CallArguments<'subsets.restoreVersion'>): CallAnswer<'subsets.restoreVersion'> {
  openedMirror(context, mirror);
  const earlier = context.userDatabase.subsets.versions(mirror, id).find((candidate) => candidate.version === version);
  if (!earlier) throw new ExpectedError('not-found', `This subset has no version ${version}.`);
  return addVersion(context, { mirror, id, was }, earlier.definition, 'restored');
}

export function goToSubsetVersion(context: WorkerContext, { mirror, id, version, was }: CallArguments<'subsets.goToVersion'>): CallAnswer<'subsets.goToVersion'> {
  openedMirror(context, mirror);
  context.userDatabase.subsets.goToVersion(mirror, id, version, was);
  return getSubset(context, { mirror, id });
}

export function acceptSubset(context: WorkerContext, args: CallArguments<'subsets.accept'>): CallAnswer<'subsets.accept'> {
  indexed(context, args.mirror);
  return addVersion(context, args, context.userDatabase.subsets.get(args.mirror, args.id).current.definition, 'accepted');
}

export function freezeSubset(context: WorkerContext, args: CallArguments<'subsets.freeze'>): CallAnswer<'subsets.freeze'> {
  const { read, sets } = indexed(context, args.mirror);
  return addVersion(context, args, { kind: 'list', list: frozen(read, sets.packages(args.id)) }, 'frozen');
}

function addVersion(context: WorkerContext, { mirror, id, was }: CallArguments<'subsets.accept'>, definition: StoredDefinition, reason: SubsetVersion['reason']): Subset {
  const contents = contentsNow(context, mirror, definition);
  context.userDatabase.subsets.change(mirror, id, {}, was === undefined ? {} : { version: was }, { definition, reason, contents });
  return getSubset(context, { mirror, id });
}

export function subsetDrift(context: WorkerContext, { mirror, id, version }: CallArguments<'subsets.drift'>): CallAnswer<'subsets.drift'> {
  const { read, sets } = indexed(context, mirror);
  const store = context.userDatabase.subsets;
  const { current } = store.get(mirror, id);
  const before = version === undefined ? current : store.versions(mirror, id).find((candidate) => candidate.version === version);
  if (!before) throw new ExpectedError('not-found', `This subset has no version ${version}.`);
  const { came, went, gone, ...drift } = driftOf(read.database, sets.packages(id), { hash: before.hash, held: store.held(before) });
  const shown = ({ total, packages }: typeof came): CallAnswer<'subsets.drift'>['came'] => ({ total, packages: [...packages] });
  return { version: before.version, sameIndex: before.fingerprint === metaText(read.database, 'fingerprint'), before: before.count, ...drift, came: shown(came), went: shown(went), gone: shown(gone) };
}

const groupsShown = 200;

export function previewSubset(context: WorkerContext, { mirror, definition: change, id }: CallArguments<'subsets.preview'>): CallAnswer<'subsets.preview'> {
  const { read, sets } = indexed(context, mirror);
  if (change.kind === 'members') {
    const { total, set } = previewMembers(context, read.database, mirror, id, change);
    return { count: sizeOf(set), from: total, groups: [], groupsTotal: 0 };
  }
  const definition = storedDefinition(change);
  refuseUnreadable(read, definition);
  if (id !== null) refuseItself(context, mirror, id, definition);
  if (definition.kind !== 'sample') return { count: sizeOf(sets.packagesOf(definition)), from: definition.kind === 'list' ? definition.list.total : null, groups: [], groupsTotal: 0 };
  const { packages, groups, from } = sets.sampleOf(definition);
  return { count: sizeOf(packages), from: sizeOf(from), groups: groups.slice(0, groupsShown), groupsTotal: groups.length };
}

function refuseItself(context: WorkerContext, mirror: string, id: string, definition: StoredDefinition): void {
  refuseBadUses(definedSubsets(context.userDatabase.subsets.list(mirror)).map((subset) => (subset.id === id ? { ...subset, definition } : subset)));
}

/** Throws `refused` for more packages than a list has. */
export function frozen({ database }: ReadContext, set: PackageSet): PackageList {
  const count = sizeOf(set);
  if (count > subsetLimits.listed) throw new ExpectedError('refused', `A list has ${subsetLimits.listed.toLocaleString('en')} packages at most; these are ${count.toLocaleString('en')}.`, 'Keep the definition, or narrow it.');
  if (count === 0) throw new ExpectedError('refused', 'It holds no package now.', 'Nothing was changed.');
  return listOfSet(database, set);
}

export function toSubset({ id, name, formerNames, note, tags, changedAt, current }: StoredSubset, uses: ReadonlyMap<string, readonly string[]>, shown: number): Subset {
  const users = [...uses].flatMap(([other, used]) => (used.includes(id) ? [other] : []));
  return { id, name, formerNames: [...formerNames], note, tags: [...tags], changedAt, current: toVersion(current, shown), uses: [...(uses.get(id) ?? [])], usedBy: users };
}

function toVersion({ version, reason, definition, madeAt, fingerprint, count }: StoredSubsetVersion, shown: number): SubsetVersion {
  return { version, reason, definition: toShown(definition, shown), madeAt, fingerprint, count };
}

function toShown(definition: StoredDefinition, shown: number): ShownDefinition {
  return definition.kind === 'list' ? { kind: 'list', total: definition.list.total, packages: shown === 0 ? [] : firstOf(definition.list, shown) } : definition;
}
