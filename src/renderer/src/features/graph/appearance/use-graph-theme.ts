import { useSyncExternalStore } from 'react';
import { useApp } from '../../../app/settings.ts';

const systemIsDark = '(prefers-color-scheme: dark)';

/** Whether pictures are drawn light or dark now: the user's choice, else the system's. */
export function useGraphTheme(): 'light' | 'dark' {
  const theme = useApp((state) => state.settings.theme);
  const system = useSyncExternalStore(listen, () => matchMedia(systemIsDark).matches);
  if (theme === 'light' || theme === 'dark') return theme;
  return system ? 'dark' : 'light';
}

function listen(onChange: () => void): () => void {
  const query = matchMedia(systemIsDark);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
