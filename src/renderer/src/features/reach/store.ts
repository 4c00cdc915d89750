import { create } from 'zustand';
import type { CallArguments, CallInput } from '../../../../shared/contract/index.ts';

export type ReachAccounts = NonNullable<CallInput<'reach.list'>['accounts']>;
export type ReachSort = CallArguments<'reach.list'>['sort'];

export interface Ranks {
  readonly from: number;
  readonly to: number;
}

interface ReachState {
  readonly search: string;
  readonly sort: ReachSort;
  readonly descending: boolean;
  readonly accounts: ReachAccounts;
  /** The stretch of a rank plot that the ranking shows, and of whose plot it is; null for all. */
  readonly ranks: (Ranks & { readonly of: string }) | null;
  /** Width of the ranking, in percent. */
  readonly share: number;
}

export const useReach = create<ReachState>(() => ({ search: '', sort: 'reach', descending: true, accounts: 'all', ranks: null, share: 36 }));

/** The stretch of ranks that is brushed in the plot of a scope; one of another scope's plot says nothing here. */
export function useRanks(scope: object): Ranks | null {
  const ranks = useReach((state) => (state.ranks?.of === plotOf(scope, state.accounts) ? state.ranks : null));
  return ranks && { from: ranks.from, to: ranks.to };
}

export function brushRanks(scope: object, ranks: Ranks | null): void {
  useReach.setState(({ accounts }) => ({ ranks: ranks && { from: ranks.from, to: ranks.to, of: plotOf(scope, accounts) } }));
}

function plotOf(scope: object, accounts: ReachAccounts): string {
  return JSON.stringify([scope, accounts]);
}

export function changeReach(change: Partial<ReachState>): void {
  useReach.setState(change);
}

/** Numbers start with the largest, names with A; a second click turns round. */
export function sortReach(by: string): void {
  const sort = by as ReachSort;
  useReach.setState((before) => ({ sort, descending: before.sort === sort ? !before.descending : sort !== 'name' }));
}
