import {
  ChartNoAxesColumnDecreasing,
  Contrast,
  Download,
  FolderOpen,
  Keyboard,
  LayoutDashboard,
  type LucideIcon,
  Monitor,
  Moon,
  NotebookPen,
  Package,
  RefreshCw,
  RotateCcw,
  Rows3,
  Rows4,
  Search,
  Sparkles,
  Sun,
  TriangleAlert,
} from 'lucide-react';
import { hubs } from '../../../shared/domain/index.ts';
import { openMirror, openSample, useMirrors } from '../features/mirrors/store.ts';
import { openPanel } from './panels.ts';
import { navigate, type NotesRoute, problemsRoute, type Route } from './route.ts';
import { changeSettings } from './settings.ts';

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: 'Go to' | 'Mirror' | 'Filter' | 'Appearance' | 'Help';
  readonly icon: LucideIcon;
  /** "Mod+K" (Ctrl, on macOS Command), "?", or a sequence of keys: "G M". */
  readonly keys?: string;
  readonly run: () => void;
  /** Left out of the palette: it would open itself. */
  readonly hidden?: boolean;
}

export const allModels: Route = { view: 'models', query: '' };
export const allReach: Route = { view: 'reach', kind: 'direct', hub: null, maintainer: null };

export const allNotes: NotesRoute = { view: 'notes', text: '', tag: null, gone: false };

/** Every command of the window. Palette, keyboard and the list of shortcuts are made from this table. */
export const commands: readonly Command[] = [
  { id: 'palette', title: 'Find a command or package', group: 'Help', icon: Search, keys: 'Mod+K', hidden: true, run: () => openPanel('palette') },
  { id: 'go-overview', title: 'Overview', group: 'Go to', icon: LayoutDashboard, keys: 'G O', run: () => navigate({ view: 'overview' }) },
  { id: 'go-models', title: 'Models', group: 'Go to', icon: Package, keys: 'G M', run: () => navigate(allModels) },
  { id: 'go-reach', title: 'Reach', group: 'Go to', icon: ChartNoAxesColumnDecreasing, keys: 'G R', run: () => navigate(allReach) },
  { id: 'go-problems', title: 'Problems', group: 'Go to', icon: TriangleAlert, keys: 'G P', run: () => navigate(problemsRoute()) },
  { id: 'go-notes', title: 'Notes', group: 'Go to', icon: NotebookPen, keys: 'G N', run: () => navigate(allNotes) },
  { id: 'go-export', title: 'Export', group: 'Go to', icon: Download, keys: 'G E', run: () => navigate({ view: 'export', query: '', picked: false }) },
  { id: 'focus-search', title: 'Search models', group: 'Go to', icon: Search, keys: '/', run: focusSearch },
  { id: 'open-mirror', title: 'Open your mirror…', group: 'Mirror', icon: FolderOpen, keys: 'Mod+O', run: () => openPanel('open-mirror') },
  { id: 'open-sample', title: 'Open the sample mirror', group: 'Mirror', icon: Sparkles, run: () => void openSample() },
  { id: 'refresh', title: 'Refresh: read what changed', group: 'Mirror', icon: RefreshCw, keys: 'G F', run: () => readMirror('changes') },
  { id: 'rebuild', title: 'Rebuild the index', group: 'Mirror', icon: RotateCcw, run: () => readMirror('all') },
  ...hubs.map(
    (hub): Command => ({
      id: `filter-${hub.id}`,
      title: `Models of ${hub.title}`,
      group: 'Filter',
      icon: Package,
      run: () => navigate({ ...allModels, query: `hub:${hub.id}` }),
    }),
  ),
  { id: 'theme-system', title: 'Theme: as the system', group: 'Appearance', icon: Monitor, run: () => void changeSettings({ theme: 'system' }) },
  { id: 'theme-light', title: 'Theme: light', group: 'Appearance', icon: Sun, run: () => void changeSettings({ theme: 'light' }) },
  { id: 'theme-dark', title: 'Theme: dark', group: 'Appearance', icon: Moon, run: () => void changeSettings({ theme: 'dark' }) },
  { id: 'theme-contrast', title: 'Theme: high contrast', group: 'Appearance', icon: Contrast, run: () => void changeSettings({ theme: 'high-contrast' }) },
  { id: 'rows-comfortable', title: 'Rows: comfortable', group: 'Appearance', icon: Rows3, run: () => void changeSettings({ density: 'comfortable' }) },
  { id: 'rows-compact', title: 'Rows: compact', group: 'Appearance', icon: Rows4, run: () => void changeSettings({ density: 'compact' }) },
  { id: 'shortcuts', title: 'Keyboard shortcuts', group: 'Help', icon: Keyboard, keys: '?', run: () => openPanel('shortcuts') },
];

/** Keys that work inside one part of the window; listed with the commands. */
export const localKeys: readonly { readonly keys: string; readonly title: string; readonly where: string }[] = [
  { keys: 'ArrowUp ArrowDown', title: 'Row before, row after', where: 'In a table' },
  { keys: 'PageUp PageDown', title: 'Screen before, screen after', where: 'In a table' },
  { keys: 'Home End', title: 'First row, last row', where: 'In a table' },
  { keys: 'Enter', title: 'Open the row', where: 'In a table' },
  { keys: 'ArrowRight ArrowLeft', title: 'Open the folder, close it', where: 'In a tree of files' },
  { keys: 'Mod+Enter', title: 'Save the note', where: 'In a note' },
  { keys: 'Backspace', title: 'Remove the last tag, in an empty tag box', where: 'In a note' },
  { keys: 'Alt+Click', title: 'Exclude the value', where: 'In the filters' },
  { keys: 'Escape', title: 'Close what is open', where: 'Everywhere' },
];

/** Runs once the models view has drawn its search box. */
export const searchBoxId = 'model-search';

function focusSearch(): void {
  const box = document.getElementById(searchBoxId);
  if (box) {
    box.focus();
    return;
  }
  navigate(allModels);
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(searchBoxId)?.focus()));
}

function readMirror(what: 'changes' | 'all'): void {
  const { current } = useMirrors.getState();
  if (current) void openMirror(current.sources, what);
}
