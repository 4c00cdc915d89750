import { create } from 'zustand';

export type OpenPanel = 'palette' | 'shortcuts' | 'open-mirror';

/** The one dialog of the shell that is open. */
export const usePanel = create<{ readonly open: OpenPanel | null }>(() => ({ open: null }));

export function openPanel(panel: OpenPanel): void {
  usePanel.setState({ open: panel });
}

export function closePanel(): void {
  usePanel.setState({ open: null });
}
