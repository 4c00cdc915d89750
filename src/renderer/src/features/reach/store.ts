import { create } from 'zustand';
import type { CallArguments } from '../../../../shared/contract/index.ts';

export type ReachSort = CallArguments<'reach.list'>['sort'];

interface ReachState {
  readonly search: string;
  readonly sort: ReachSort;
  readonly descending: boolean;
  /** Width of the ranking, in percent. */
  readonly share: number;
}

export const useReach = create<ReachState>(() => ({ search: '', sort: 'reach', descending: true, share: 36 }));

export function changeReach(change: Partial<ReachState>): void {
  useReach.setState(change);
}

/** Numbers start with the largest, names with A; a second click turns round. */
export function sortReach(by: string): void {
  const sort = by as ReachSort;
  useReach.setState((before) => ({ sort, descending: before.sort === sort ? !before.descending : sort !== 'name' }));
}
