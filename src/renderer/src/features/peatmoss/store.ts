import { create } from 'zustand';

export type PeatmossDialog = 'manage' | 'import';

/** The dialog about the joined PeaTMOSS database that is open. */
export const usePeatmoss = create<{ readonly dialog: PeatmossDialog | null }>(() => ({ dialog: null }));

export function showPeatmossDialog(dialog: PeatmossDialog | null): void {
  usePeatmoss.setState({ dialog });
}
