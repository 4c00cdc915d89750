import { useSyncExternalStore } from 'react';
import type { GraphTheme } from '../../../../../shared/graph/index.ts';
import { useApp } from '../../../app/settings.ts';

const systemIsDark = '(prefers-color-scheme: dark)';

/** How pictures are drawn now: as the user chose, else as the system is. */
export function useGraphTheme(): Exclude<GraphTheme, 'print'> {
  const theme = useApp((state) => state.settings.theme);
  const system = useSyncExternalStore(listen, () => matchMedia(systemIsDark).matches);
  if (theme === 'light' || theme === 'dark') return theme;
  if (theme === 'high-contrast') return system ? 'high-contrast-dark' : 'high-contrast';
  return system ? 'dark' : 'light';
}

function listen(onChange: () => void): () => void {
  const query = matchMedia(systemIsDark);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
