import { create } from 'zustand';
import type { DashboardContent, DashboardTile, SavedDashboard } from '../../../../shared/contract/index.ts';
import type { CallError, Result } from '../../../../shared/result.ts';
import { navigate } from '../../app/route.ts';
import { recordUndo } from '../../app/undo.ts';
import { call } from '../../client/client.ts';
import { errorOf } from '../../client/error-of.ts';
import { showToast } from '../../ui/toast.tsx';

interface DashboardsState {
  /** null until the engine has told. */
  readonly dashboards: readonly SavedDashboard[] | null;
}

export const useDashboards = create<DashboardsState>(() => ({ dashboards: null }));

/** Asks the engine what dashboards there are: when they are first needed, and when this or another window changed some. */
export async function loadDashboards(): Promise<void> {
  const answer = await call('dashboards.list', {});
  if (answer.ok) useDashboards.setState({ dashboards: answer.value.dashboards });
}

/** Another window changed something; asked again only where it is known here. */
export function takeDashboardsEvent(): void {
  if (useDashboards.getState().dashboards !== null) void loadDashboards();
}

function contentOf({ name, tiles }: DashboardContent): DashboardContent {
  return { name, tiles };
}

/** Saves a new dashboard. */
export async function saveDashboard(content: DashboardContent): Promise<Result<SavedDashboard>> {
  const answer = await call('dashboards.save', contentOf(content));
  if (!answer.ok) return answer;
  const { id } = answer.value;
  await loadDashboards();
  const saved = contentOf(answer.value);
  recordUndo({ title: `Made the dashboard ${saved.name}`, undo: () => drop(id, saved), redo: () => put(id, saved) });
  return answer;
}

/** Puts other content into a dashboard. Returns the error to show, or null. `title`: what was done, in the past tense. */
export async function changeDashboard(dashboard: SavedDashboard, content: DashboardContent, title: string): Promise<CallError | null> {
  const [before, after] = [contentOf(dashboard), contentOf(content)];
  const error = await replace(dashboard.id, after, before);
  if (error === null) recordUndo({ title, undo: () => replace(dashboard.id, before, after), redo: () => replace(dashboard.id, after, before) });
  return error;
}

export async function removeDashboard(dashboard: SavedDashboard): Promise<CallError | null> {
  const content = contentOf(dashboard);
  const error = await drop(dashboard.id, content);
  if (error !== null) return error;
  navigate({ view: 'dashboards', dashboard: null });
  recordUndo({ title: `Deleted the dashboard ${dashboard.name}`, undo: () => put(dashboard.id, content), redo: () => drop(dashboard.id, content) }, true);
  return null;
}

/** Adds a tile at the end of a dashboard, and says so. */
export async function addTile(dashboard: SavedDashboard, tile: DashboardTile, what: string): Promise<void> {
  const error = await changeDashboard(dashboard, { name: dashboard.name, tiles: [...dashboard.tiles, tile] }, `Added ${what} to ${dashboard.name}`);
  if (error) showToast({ tone: 'danger', title: `Nothing was added to ${dashboard.name}`, text: error.message });
  else showToast({ tone: 'good', title: `Added ${what} to ${dashboard.name}`, action: { label: 'Open', run: () => navigate({ view: 'dashboards', dashboard: dashboard.id }) } });
}

function replace(id: string, content: DashboardContent, was: DashboardContent): Promise<CallError | null> {
  return thenLoaded(call('dashboards.change', { id, content, was }));
}

function put(id: string, content: DashboardContent): Promise<CallError | null> {
  return thenLoaded(call('dashboards.save', { ...content, id }));
}

function drop(id: string, was: DashboardContent): Promise<CallError | null> {
  return thenLoaded(call('dashboards.remove', { id, was }));
}

async function thenLoaded(answer: Promise<Result<unknown>>): Promise<CallError | null> {
  const error = await errorOf(answer);
  await loadDashboards();
  return error;
}

/** A name that no dashboard has: the given one, or with a number behind it. */
export function freeName(name: string): string {
  const taken = new Set((useDashboards.getState().dashboards ?? []).map((dashboard) => dashboard.name.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name} ${number}`;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}
