import { create } from 'zustand';

/** Whether the program that serves this page has stopped answering; never in Electron, where both live and die together. */
export const useConnection = create<{ readonly lost: boolean }>(() => ({ lost: false }));

export function setConnectionLost(lost: boolean): void {
  if (useConnection.getState().lost !== lost) useConnection.setState({ lost });
}
