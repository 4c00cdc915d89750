import { create } from 'zustand';
import type { AppInfo, Settings } from '../../../shared/contract/index.ts';
import { call } from '../client/client.ts';
import { showToast } from '../ui/toast.tsx';

interface AppState {
  readonly info: AppInfo | null;
  readonly settings: Settings;
}

/** What program this is, and how its user wants it to look. */
export const useApp = create<AppState>(() => ({ info: null, settings: { theme: 'system', density: 'comfortable' } }));

export async function loadApp(): Promise<void> {
  const [info, settings] = await Promise.all([call('app.info', {}), call('settings.get', {})]);
  if (info.ok) useApp.setState({ info: info.value });
  if (settings.ok) apply(settings.value);
}

export async function changeSettings(change: Partial<Settings>): Promise<void> {
  apply({ ...useApp.getState().settings, ...change });
  const saved = await call('settings.set', change);
  if (!saved.ok) showToast({ tone: 'danger', title: 'The setting was not saved', text: saved.error.message });
}

function apply(settings: Settings): void {
  useApp.setState({ settings });
  const root = document.documentElement;
  if (settings.theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = settings.theme;
  root.dataset['density'] = settings.density;
}

/** Whether the window has the system's own file dialogs and file manager. */
export function useNativeDialogs(): boolean {
  return useApp((state) => state.info?.surface === 'electron');
}
