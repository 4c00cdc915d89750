import { create } from 'zustand';
import type { AppInfo, Settings, SettingsChange } from '../../../shared/contract/index.ts';
import { changedSettings } from '../../../shared/contract/settings.ts';
import type { CallError } from '../../../shared/result.ts';
import { call } from '../client/client.ts';
import { showToast } from '../ui/toast.tsx';
import { recordUndo } from './undo.ts';

interface AppState {
  readonly info: AppInfo | null;
  readonly settings: Settings;
}

/** What program this is, and how its user wants it to look and to be operated. */
export const useApp = create<AppState>(() => ({ info: null, settings: { theme: 'system', density: 'comfortable', bindings: {}, recent: [], dismissed: [] } }));

export async function loadApp(): Promise<void> {
  const [info, settings] = await Promise.all([call('app.info', {}), call('settings.get', {})]);
  if (info.ok) useApp.setState({ info: info.value });
  if (settings.ok) apply(settings.value);
}

/** Own changes that are on their way: what the engine tells meanwhile may be older than what is on screen. */
let sending = 0;

/** Changes settings, on screen at once; tells whether that was saved. */
export async function changeSettings(change: SettingsChange): Promise<boolean> {
  apply(changedSettings(useApp.getState().settings, change));
  sending += 1;
  const saved = await call('settings.set', change);
  sending -= 1;
  if (saved.ok) takeSettings(saved.value);
  else showToast({ tone: 'danger', title: 'The setting was not saved', text: saved.error.message });
  return saved.ok;
}

/** Changes how the window looks; undo changes it back. */
export async function changeAppearance(change: Partial<Pick<Settings, 'theme' | 'density'>>): Promise<void> {
  const { theme, density } = useApp.getState().settings;
  const turnInto = async (wanted: SettingsChange): Promise<CallError | null> =>
    (await changeSettings(wanted)) ? null : { code: 'internal', message: 'The setting was not saved.' };
  if (!(await changeSettings(change))) return;
  recordUndo({ title: 'Changed the appearance', undo: () => turnInto({ theme, density }), redo: () => turnInto(change) });
}

/** Shows what the engine says the settings are. */
export function takeSettings(settings: Settings): void {
  if (sending === 0) apply(settings);
}

function apply(settings: Settings): void {
  useApp.setState({ settings });
  const root = document.documentElement;
  if (settings.theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = settings.theme;
}

/** Whether the window has the system's own file dialogs and file manager. */
export function useNativeDialogs(): boolean {
  return useApp((state) => state.info?.surface === 'electron');
}
