import { create } from 'zustand';
import type { ColumnLayout, SavedView, ViewContent } from '../../../../shared/contract/index.ts';
import { foldViewName } from '../../../../shared/domain/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { navigate } from '../../app/route.ts';
import { call } from '../../client/client.ts';
import { showToast } from '../../ui/toast.tsx';
import { setLayout } from '../models/layout.ts';
import { recordChange, recordOrder, recordRemoval, recordSaved } from './undo-steps.ts';

export type ViewsDialog = { readonly kind: 'save' } | { readonly kind: 'manage' } | { readonly kind: 'import' } | { readonly kind: 'export'; readonly view: SavedView | null };

interface ViewsState {
  readonly views: readonly SavedView[];
  /** The view that was opened or saved last; what is on screen may differ from it by now. */
  readonly opened: string | null;
  readonly dialog: ViewsDialog | null;
}

export const useViews = create<ViewsState>(() => ({ views: [], opened: null, dialog: null }));

/** Asks the engine what views there are: at the start, and when this or another window changed some. */
export async function loadViews(): Promise<void> {
  const answer = await call('views.list', {});
  if (answer.ok) useViews.setState({ views: answer.value.views });
}

export function showViewsDialog(dialog: ViewsDialog | null): void {
  useViews.setState({ dialog });
}

/** Shows a view: its search and its columns. */
export function openView(view: SavedView): void {
  useViews.setState({ opened: view.id });
  setLayout(view.columns);
  navigate({ view: 'models', query: view.query });
}

/** Leaves the opened view; what is on screen stays. */
export function leaveView(): void {
  useViews.setState({ opened: null });
}

export interface ShownView {
  readonly view: SavedView;
  /** Whether the search or the columns on screen are no longer the saved ones. */
  readonly changed: boolean;
}

/** The saved view that a search and its columns show: one that is just that, else the one that was opened last. */
export function shownView(views: readonly SavedView[], opened: string | null, query: string, columns: ColumnLayout): ShownView | null {
  const isShown = (view: SavedView): boolean => view.query.trim() === query.trim() && isSameLayout(view.columns, columns);
  const last = views.find((view) => view.id === opened);
  const exact = last && isShown(last) ? last : views.find(isShown);
  if (exact) return { view: exact, changed: false };
  // The whole list again, by the side bar or by clearing the search, is no change of a view that searches something.
  return last && !(query.trim() === '' && last.query.trim() !== '') ? { view: last, changed: true } : null;
}

function isSameLayout(left: ColumnLayout, right: ColumnLayout): boolean {
  const parts = (layout: ColumnLayout): string => JSON.stringify(layout.map(({ id, width, pinned }) => [id, width, pinned]));
  return parts(left) === parts(right);
}

/** The view that has this name, compared as the engine does. */
export function viewNamed(views: readonly SavedView[], name: string): SavedView | undefined {
  const folded = foldViewName(name);
  return folded === '' ? undefined : views.find((view) => foldViewName(view.name) === folded);
}

/** Saves a new view, which is the opened one then. Returns the error to show, or null. */
export async function saveView(content: ViewContent): Promise<CallError | null> {
  const answer = await call('views.save', content);
  if (!answer.ok) return answer.error;
  const { id, name } = answer.value;
  await loadViews();
  useViews.setState({ opened: id });
  recordSaved(answer.value);
  showToast({ tone: 'good', title: `Saved the view ${name}` });
  return null;
}

/** Puts another search and other columns into a view, which is the opened one then. */
export async function updateView(view: SavedView, query: string, columns: ColumnLayout): Promise<CallError | null> {
  const change = { query, columns };
  const was = { query: view.query, columns: view.columns };
  const answer = await call('views.change', { id: view.id, change, was });
  await loadViews();
  if (!answer.ok) return answer.error;
  useViews.setState({ opened: view.id });
  recordChange(`Updated the view ${view.name}`, view.id, was, change);
  return null;
}

export async function renameView(view: SavedView, name: string): Promise<CallError | null> {
  const was = { name: view.name };
  const answer = await call('views.change', { id: view.id, change: { name }, was });
  await loadViews();
  if (!answer.ok) return answer.error;
  if (answer.value.name !== view.name) recordChange(`Renamed the view ${view.name}`, view.id, was, { name: answer.value.name });
  return null;
}

export async function removeView(view: SavedView): Promise<CallError | null> {
  const answer = await call('views.remove', { views: [{ id: view.id }] });
  await loadViews();
  if (!answer.ok) return answer.error;
  recordRemoval(`Deleted the view ${view.name}`, answer.value.removed);
  return null;
}

/** Moves a view one place up (-1) or down (1) in the list. */
export async function moveView(view: SavedView, by: -1 | 1): Promise<CallError | null> {
  const was = useViews.getState().views.map(({ id }) => id);
  const from = was.indexOf(view.id);
  const order = was.toSpliced(from, 1).toSpliced(from + by, 0, view.id);
  const answer = await call('views.reorder', { order, was });
  await loadViews();
  if (!answer.ok) return answer.error;
  recordOrder(view.name, was, order);
  return null;
}
