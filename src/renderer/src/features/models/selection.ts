import { create } from 'zustand';
import { pickLimits } from '../../../../shared/contract/pick-limits.ts';
import type { PackageRow } from '../../../../shared/contract/index.ts';
import { packageId, type PackageKey } from '../../../../shared/domain/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { recordUndo } from '../../app/undo.ts';
import { call } from '../../client/client.ts';
import { showToast } from '../../ui/toast.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';

/** Packages that can be picked at a time: as many as a list to export may hold. A larger result is exported as a search. */
export const mostPicked = pickLimits.packages;

interface SelectionState {
  readonly mirror: string;
  readonly count: number;
  /** Grows with every change; the packages themselves are in `pickedKeys`. */
  readonly version: number;
  /** The text of the search whose packages are all picked, as long as nothing was taken off since. */
  readonly wholeOf: string | null;
  /** Set while keys are on their way. */
  readonly isLoading: boolean;
}

/** The packages picked in the table, by hand or all of a search; they stay picked while the search changes. */
export const useSelection = create<SelectionState>(() => ({ mirror: '', count: 0, version: 0, wholeOf: null, isLoading: false }));

const picked = new Map<string, PackageKey>();
let loading: AbortController | null = null;

function changed(change: Partial<SelectionState> = {}): void {
  useSelection.setState(({ version }) => ({ wholeOf: null, isLoading: false, ...change, count: picked.size, version: version + 1 }));
}

/** A selection belongs to one mirror: with another one it starts empty. */
export function selectIn(mirror: string): void {
  if (useSelection.getState().mirror === mirror) return;
  loading?.abort();
  picked.clear();
  changed({ mirror });
}

export function isPicked(key: PackageKey): boolean {
  return picked.has(packageId(key));
}

/** The picked packages, in the order of picking. */
export function pickedKeys(): readonly PackageKey[] {
  return [...picked.values()];
}

export function togglePicked(key: PackageKey): void {
  const text = packageId(key);
  if (!picked.delete(text)) pick([key]);
  changed();
}

/** Picks packages that were found elsewhere than in the table, besides those that are picked. */
export function addPicked(mirror: string, keys: readonly PackageKey[]): void {
  selectIn(mirror);
  if (!pick(keys)) sayFull();
  changed();
}

export function unpick(key: PackageKey): void {
  if (picked.delete(packageId(key))) changed();
}

/** Takes all of them off; undo brings them back. */
export function clearPicked(): void {
  loading?.abort();
  const { mirror } = useSelection.getState();
  const keys = pickedKeys();
  picked.clear();
  changed();
  if (keys.length > 0) recordUndo({ title: `Picked none of ${formatPlural(keys.length, 'package')}`, undo: () => restore(mirror, keys), redo: () => restore(mirror, []) }, true);
}

function restore(mirror: string, keys: readonly PackageKey[]): CallError | null {
  if (useSelection.getState().mirror !== mirror) return { code: 'refused', message: 'Another mirror is open.' };
  picked.clear();
  pick(keys);
  changed();
  return null;
}

/** Picks what was picked when the window was closed. */
export function restorePicked(mirror: string, keys: readonly PackageKey[]): void {
  selectIn(mirror);
  restore(mirror, keys);
}

/** False where not all of them found room. */
function pick(keys: readonly PackageKey[]): boolean {
  for (const { hub, name, ordinal } of keys) {
    if (picked.size >= mostPicked) return false;
    const key = { hub, name, ordinal };
    picked.set(packageId(key), key);
  }
  return true;
}

function sayFull(): void {
  showToast({ tone: 'neutral', title: `No more than ${formatCount(mostPicked)} packages can be picked`, text: 'A larger result can be exported as a search.' });
}

/** Picks a stretch of a search's rows; those not loaded yet are asked for. */
export async function pickRange(mirror: string, query: string, from: number, to: number, rowAt: (index: number) => PackageRow | undefined): Promise<void> {
  const first = Math.min(from, to);
  const last = Math.max(from, to);
  const rows: PackageRow[] = [];
  for (let index = first; index <= last && rows.length === index - first; index += 1) {
    const row = rowAt(index);
    if (row) rows.push(row);
  }
  if (rows.length === last - first + 1) {
    if (!pick(rows)) sayFull();
    changed();
  } else await pickKeys(mirror, query, first, last + 1);
}

/** Takes the packages of a search off; those of other searches stay. */
export async function unpickAll(mirror: string, query: string, total: number): Promise<void> {
  await eachKey(mirror, query, 0, total, (keys) => {
    for (const key of keys) picked.delete(packageId(key));
    return true;
  });
}

/** Picks all packages of a search. */
export async function pickAll(mirror: string, query: string, total: number): Promise<void> {
  if (total > mostPicked) sayFull();
  else if (await pickKeys(mirror, query, 0, total)) changed({ wholeOf: query });
}

function pickKeys(mirror: string, query: string, from: number, to: number): Promise<boolean> {
  return eachKey(mirror, query, from, to, (keys) => {
    const isAll = pick(keys);
    if (!isAll) sayFull();
    return isAll;
  });
}

/** Hands over the keys of a stretch of a search until `take` answers false. False where they could not all be asked for. */
async function eachKey(mirror: string, query: string, from: number, to: number, take: (keys: readonly PackageKey[]) => boolean): Promise<boolean> {
  loading?.abort();
  const controller = new AbortController();
  loading = controller;
  useSelection.setState({ isLoading: true });
  for (let offset = from; offset < to; offset += pickLimits.keysPerCall) {
    const answer = await call('packages.keys', { mirror, query, offset, limit: Math.min(pickLimits.keysPerCall, to - offset) }, controller.signal);
    if (controller.signal.aborted) return false;
    if (!answer.ok) {
      changed();
      showToast({ tone: 'danger', title: 'Not all of them could be read', text: answer.error.message });
      return false;
    }
    if (!take(answer.value.keys)) break;
  }
  changed();
  return true;
}
