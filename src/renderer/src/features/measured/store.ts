import { create } from 'zustand';
import type { MeasuredList } from '../../../../shared/contract/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { recordUndo } from '../../app/undo.ts';
import { call } from '../../client/client.ts';
import { errorOf } from '../../client/error-of.ts';

export type MeasuredDialog = 'manage' | 'import';

interface MeasuredState {
  /** The latest first. */
  readonly lists: readonly MeasuredList[];
  readonly dialog: MeasuredDialog | null;
  /** Counts what this and other windows changed: claims are compared anew. */
  readonly changes: number;
}

export const useMeasured = create<MeasuredState>(() => ({ lists: [], dialog: null, changes: 0 }));

export async function loadMeasured(): Promise<void> {
  const answer = await call('measured.list', {});
  if (answer.ok) useMeasured.setState({ lists: answer.value.lists });
}

/** This or another window took lists in or away. */
export function takeMeasuredEvent(): void {
  useMeasured.setState(({ changes }) => ({ changes: changes + 1 }));
  void loadMeasured();
}

export function showMeasuredDialog(dialog: MeasuredDialog | null): void {
  useMeasured.setState({ dialog });
}

/** Takes a list away; undo puts it back. Returns the error to show, or null. */
export async function removeMeasured(list: MeasuredList): Promise<CallError | null> {
  const error = await change('measured.remove', list);
  if (error === null) recordUndo({ title: `Removed the measured results ${list.title}`, undo: () => change('measured.restore', list), redo: () => change('measured.remove', list) });
  return error;
}

/** Undo takes away what an import brought. */
export function recordMeasuredImport(list: MeasuredList): void {
  recordUndo({ title: `Imported the measured results ${list.title}`, undo: () => change('measured.remove', list), redo: () => change('measured.restore', list) });
}

function change(name: 'measured.remove' | 'measured.restore', { id }: MeasuredList): Promise<CallError | null> {
  return errorOf(call(name, { lists: [id] }));
}
