import { create } from 'zustand';

/** Counts swaps of the index: an answer from an earlier epoch is asked again. */
export const useEpoch = create<{ readonly epoch: number }>(() => ({ epoch: 0 }));

export function startNextEpoch(): void {
  useEpoch.setState(({ epoch }) => ({ epoch: epoch + 1 }));
}
