import { create } from 'zustand';
import type { CallInput, Subset } from '../../../../shared/contract/index.ts';
import { describeSubset, foldSubsetName, type PackageKey, type ShownDefinition } from '../../../../shared/domain/index.ts';
import { printValue } from '../../../../shared/search/index.ts';
import type { CallError, Result } from '../../../../shared/result.ts';
import { navigate } from '../../app/route.ts';
import { recordUndo } from '../../app/undo.ts';
import { call } from '../../client/client.ts';
import { errorOf } from '../../client/error-of.ts';
import { formatPlural } from '../../ui/quantity.ts';
import { showToast } from '../../ui/toast.tsx';

export type NewDefinition = CallInput<'subsets.save'>['definition'];

/** A definition to change to, or members of a list to add and take away. */
export type ChangedDefinition = NonNullable<CallInput<'subsets.change'>['change']['definition']>;

export type SubsetsDialog =
  | { readonly kind: 'save'; readonly definition: NewDefinition }
  | { readonly kind: 'search' }
  | { readonly kind: 'sample'; readonly of: string | null; readonly query: string }
  | { readonly kind: 'combine'; readonly first: string | null }
  | { readonly kind: 'edit'; readonly subset: Subset }
  | { readonly kind: 'list' }
  | { readonly kind: 'import' }
  | { readonly kind: 'export'; readonly subset: Subset | null };

interface SubsetsState {
  /** The mirror that they belong to. */
  readonly mirror: string | null;
  /** Why they could not be read. */
  readonly error: CallError | null;
  /** Null until they are known. */
  readonly subsets: readonly Subset[] | null;
  readonly dialog: SubsetsDialog | null;
}

export const useSubsets = create<SubsetsState>(() => ({ mirror: null, subsets: null, error: null, dialog: null }));

/** Asks what subsets a mirror has: when it becomes the current one, and when this or another window changed some. */
export async function loadSubsets(mirror: string | null): Promise<void> {
  if (useSubsets.getState().mirror !== mirror) useSubsets.setState({ mirror, subsets: null, error: null });
  if (mirror === null) return;
  const answer = await call('subsets.list', { mirror });
  if (useSubsets.getState().mirror !== mirror) return;
  useSubsets.setState(answer.ok ? { subsets: answer.value.subsets, error: null } : { error: answer.error });
}

export function showSubsetsDialog(dialog: SubsetsDialog | null): void {
  useSubsets.setState({ dialog });
}

/** The search that finds a subset's packages. */
export function subsetQuery(name: string): string {
  return `subset:${printValue(name)}`;
}

export function subsetNamed(subsets: readonly Subset[], name: string): Subset | undefined {
  const folded = foldSubsetName(name);
  return folded === '' ? undefined : subsets.find((subset) => foldSubsetName(subset.name) === folded);
}

/** The same where a link, or somebody's memory, may have a name that it had before. */
export function subsetMeant(subsets: readonly Subset[], name: string): Subset | undefined {
  return subsetNamed(subsets, name) ?? subsets.findLast(({ formerNames }) => formerNames.some((former) => foldSubsetName(former) === foldSubsetName(name)));
}

export function wordsOf(definition: ShownDefinition): string {
  return describeSubset(definition, (id) => useSubsets.getState().subsets?.find((subset) => subset.id === id)?.name ?? null);
}

/** Opens the dialog that keeps packages as a list. */
export function keepAsSubset(packages: readonly PackageKey[]): void {
  showSubsetsDialog({ kind: 'save', definition: { kind: 'list', packages: packages.map(({ hub, name, ordinal }) => ({ hub, name, ordinal })) } });
}

/** Makes a subset and shows it. Answers with the error to show, or null. */
export async function saveSubset(mirror: string, content: Pick<CallInput<'subsets.save'>, 'name' | 'definition'> & Partial<CallInput<'subsets.save'>>): Promise<CallError | null> {
  const answer = await call('subsets.save', { mirror, ...content });
  if (!answer.ok) return answer.error;
  await loadSubsets(mirror);
  recordMade(mirror, [answer.value], `Made the subset ${answer.value.name}`);
  const { name, current } = answer.value;
  showToast({ tone: 'good', title: `Made the subset ${name}`, text: current.count === null ? undefined : formatPlural(current.count, 'package'), action: { label: 'Show it', run: () => openSubset(name) } });
  return null;
}

export function openSubset(name: string | null): void {
  navigate({ view: 'subsets', name });
}

export function recordMade(mirror: string, made: readonly Pick<Subset, 'id'>[], title: string): void {
  const ids = made.map(({ id }) => id);
  recordUndo({ title, undo: () => errorOf(call('subsets.remove', { mirror, ids })), redo: () => errorOf(call('subsets.restore', { mirror, ids })) });
}

export async function removeSubset(mirror: string, { id, name }: Subset): Promise<CallError | null> {
  const answer = await call('subsets.remove', { mirror, ids: [id] });
  if (!answer.ok) return answer.error;
  useSubsets.setState({ subsets: answer.value.subsets });
  recordUndo({ title: `Removed the subset ${name}`, undo: () => errorOf(call('subsets.restore', { mirror, ids: [id] })), redo: () => errorOf(call('subsets.remove', { mirror, ids: [id] })) }, true);
  return null;
}

type Texts = Pick<Subset, 'name' | 'note' | 'tags'>;
/** Saved views and dashboards that take on a new name. */
export type Follow = NonNullable<CallInput<'subsets.change'>['follow']>;

/** Changes name, note and tags, and with a definition makes a new version. */
export async function changeSubset(mirror: string, before: Subset, { name, note, tags }: Texts, definition: ChangedDefinition | null, follow: Follow = { views: [], dashboards: [] }): Promise<CallError | null> {
  const was = { name: before.name, note: before.note, tags: before.tags };
  const answer = await call('subsets.change', { mirror, id: before.id, change: { name, note, tags, ...(definition === null ? {} : { definition }) }, was: { ...was, version: before.current.version }, follow });
  await loadSubsets(mirror);
  if (!answer.ok) return answer.error;
  const after = { name: answer.value.name, note: answer.value.note, tags: answer.value.tags };
  const put = async (from: Texts & { readonly version: number }, to: Texts & { readonly version: number }): Promise<CallError | null> => {
    const { version: fromVersion, ...fromTexts } = from;
    const { version: toVersion, ...toTexts } = to;
    const changed = await call('subsets.change', { mirror, id: before.id, change: toTexts, was: { ...fromTexts, version: fromVersion }, follow });
    if (!changed.ok || fromVersion === toVersion) return changed.ok ? null : changed.error;
    return errorOf(call('subsets.goToVersion', { mirror, id: before.id, version: toVersion, was: fromVersion }));
  };
  const [one, other] = [{ ...was, version: before.current.version }, { ...after, version: answer.value.current.version }];
  recordUndo({ title: `Changed the subset ${before.name}`, undo: () => put(other, one), redo: () => put(one, other) });
  const { current } = answer.value;
  if (definition !== null) showToast({ tone: 'good', title: `Changed ${after.name}`, text: `Version ${current.version}${current.count === null ? '' : `: ${formatPlural(current.count, 'package')}`}` });
  return null;
}

/** Makes a new version by a call, and remembers how to go back to the one before. */
async function newVersion(mirror: string, before: Subset, title: string, answer: Result<Subset>): Promise<CallError | null> {
  await loadSubsets(mirror);
  if (!answer.ok) return answer.error;
  const { id, current: { version: after } } = answer.value;
  const { version } = before.current;
  recordUndo({
    title,
    undo: () => errorOf(call('subsets.goToVersion', { mirror, id, version, was: after })),
    redo: () => errorOf(call('subsets.goToVersion', { mirror, id, version: after, was: version })),
  });
  showToast({ tone: 'good', title, text: `Version ${after}` });
  return null;
}

export async function acceptDrift(mirror: string, subset: Subset): Promise<CallError | null> {
  return newVersion(mirror, subset, `Accepted what ${subset.name} holds now`, await call('subsets.accept', { mirror, id: subset.id, was: subset.current.version }));
}

export async function freezeSubset(mirror: string, subset: Subset): Promise<CallError | null> {
  return newVersion(mirror, subset, `Made ${subset.name} a list`, await call('subsets.freeze', { mirror, id: subset.id, was: subset.current.version }));
}

export async function restoreVersion(mirror: string, subset: Subset, version: number): Promise<CallError | null> {
  return newVersion(mirror, subset, `Restored version ${version} of ${subset.name}`, await call('subsets.restoreVersion', { mirror, id: subset.id, version, was: subset.current.version }));
}
