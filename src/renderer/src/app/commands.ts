import { type CommandId, commandById, commandPlaces, isCommandId, type WindowCommandId } from '../../../shared/commands/index.ts';
import { type HubId, hubIds } from '../../../shared/domain/index.ts';
import { showPeatmossDialog } from '../features/peatmoss/store.ts';
import { showMeasuredDialog } from '../features/measured/store.ts';
import { openSample, readMirror, useMirrors } from '../features/mirrors/store.ts';
import { showKeysDialog } from '../features/keys/store.ts';
import { openSubset, showSubsetsDialog, useSubsets } from '../features/subsets/store.ts';
import { showViewsDialog } from '../features/views/store.ts';
import { showToast } from '../ui/toast.tsx';
import { isField } from './fields.ts';
import { copyLink } from './link.ts';
import { allMeasures } from './measure-route.ts';
import { openPanel } from './panels.ts';
import { clearRecentPlaces, useRecentPlaces } from './recent-places.ts';
import type { ReachRoute } from './reach-route.ts';
import { navigate, type NotesRoute, problemsRoute, type Route, useRoute } from './route.ts';
import { changeAppearance } from './settings.ts';
import { redo, undo } from './undo.ts';
import { type Handler, viewHandler } from './use-commands.ts';

export const allModels: Route = { view: 'models', query: '' };
export const allReach: ReachRoute = { view: 'reach', kind: 'direct', hub: null, maintainer: null };
export const allNotes: NotesRoute = { view: 'notes', text: '', tag: null, gone: false };

/** What every command of the whole window does: asked each time, because some can do nothing at times. */
const windowActions = {
  'mirror.open': () => () => openPanel('open-mirror'),
  'mirror.openSample': () => () => void openSample(),
  'view.themeSystem': () => () => void changeAppearance({ theme: 'system' }),
  'view.themeLight': () => () => void changeAppearance({ theme: 'light' }),
  'view.themeDark': () => () => void changeAppearance({ theme: 'dark' }),
  'view.themeContrast': () => () => void changeAppearance({ theme: 'high-contrast' }),
  'view.rowsComfortable': () => () => void changeAppearance({ density: 'comfortable' }),
  'view.rowsCompact': () => () => void changeAppearance({ density: 'compact' }),
  palette: () => () => openPanel('palette'),
  'edit.undo': () => () => void undo(),
  'edit.redo': () => () => void redo(),
  'go.back': () => () => history.back(),
  'go.forward': () => () => history.forward(),
  'measured.manage': () => () => showMeasuredDialog('manage'),
  'keys.manage': () => () => showKeysDialog('manage'),
  'views.manage': () => () => showViewsDialog({ kind: 'manage' }),
  'edit.copyLink': () => () => void copyLink(useRoute.getState().route),
  'edit.clearRecent': () => (useRecentPlaces.getState().places.length === 0 ? 'There are none' : () => void clearRecentPlaces()),
  'go.overview': () => () => navigate({ view: 'overview' }),
  'go.models': () => () => navigate(allModels),
  'go.reach': () => () => navigate(allReach),
  'go.map': () => indexed(() => navigate({ ...allReach, picture: { view: 'map' } })),
  'go.together': () => indexed(() => navigate({ ...allReach, picture: { view: 'together', node: null } })),
  'go.problems': () => () => navigate(problemsRoute()),
  'go.measures': () => () => navigate(allMeasures),
  'go.health': () => indexed(() => navigate({ view: 'dashboards', dashboard: 'health' })),
  'go.notes': () => () => navigate(allNotes),
  'go.subsets': () => () => openSubset(null),
  'subsets.sample': () => indexed(() => showSubsetsDialog({ kind: 'sample', of: null, query: '' })),
  'subsets.combine': () => ((useSubsets.getState().subsets?.length ?? 0) < 2 ? 'There are fewer than two subsets' : indexed(() => showSubsetsDialog({ kind: 'combine', first: null }))),
  'subsets.importList': () => indexed(() => showSubsetsDialog({ kind: 'list' })),
  'go.choosing': () => () => navigate({ view: 'choosing', decision: null, stage: null }),
  'go.export': () => () => navigate({ view: 'export', query: '', picked: false }),
  'go.search': () => indexed(focusSearch),
  ...(Object.fromEntries(hubIds.map((hub) => [`hub.${hub}`, () => indexed(() => navigate({ ...allModels, query: `hub:${hub}` }))])) as Record<`hub.${HubId}`, () => Handler>),
  'mirror.refresh': () => readingHandler('changes'),
  'mirror.rebuild': () => readingHandler('all'),
  'peatmoss.manage': () => indexed(() => showPeatmossDialog('manage')),
  'help.shortcuts': () => () => openPanel('shortcuts'),
} satisfies Readonly<Record<WindowCommandId, () => Handler>>;

/** What a command does now, or why it can do nothing now. */
export function handlerOf(id: CommandId): Handler {
  if (isWindowCommand(id)) return windowActions[id]();
  const place = commandPlaces[commandById(id).where];
  return viewHandler(id) ?? `Only ${place.charAt(0).toLowerCase()}${place.slice(1)}`;
}

/** Whether the command belongs to the whole window or to what is on screen. */
export function isInReach(id: CommandId): boolean {
  return isWindowCommand(id) || viewHandler(id) !== undefined;
}

/** Does what a command does; where it can do nothing, that is said. */
export function runCommand(id: CommandId): void {
  const handler = handlerOf(id);
  if (typeof handler === 'string') showToast({ tone: 'neutral', title: `Not possible now: ${commandById(id).title}`, text: handler });
  else handler();
}

/** The menu of the desktop window asks for a command; while a dialog is open, only what the dialog has can be done. */
export function takeCommand(id: unknown): void {
  if (!isCommandId(id)) return;
  const ofText = /^edit\.(undo|redo)$/.exec(id)?.[1];
  // The one way in which a page can have a text field do this.
  if (ofText !== undefined && isField(document.activeElement)) document.execCommand(ofText);
  else if (!document.querySelector('dialog[open]')) runCommand(id);
}

function isWindowCommand(id: CommandId): id is WindowCommandId {
  return Object.hasOwn(windowActions, id);
}

function indexed(run: () => void): Handler {
  return useMirrors.getState().current?.indexed === true ? run : 'No index of a mirror is open';
}

function readingHandler(what: 'changes' | 'all'): Handler {
  const { current } = useMirrors.getState();
  if (!current) return 'No mirror is open';
  return current.present ? () => void readMirror(current, what) : 'The files of the mirror are away';
}

export const searchBoxId = 'model-search';

/** Runs once the models view has drawn its search box. */
function focusSearch(): void {
  const box = document.getElementById(searchBoxId);
  if (box) {
    box.focus();
    return;
  }
  navigate(allModels);
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(searchBoxId)?.focus()));
}
