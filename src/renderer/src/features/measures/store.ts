import { create } from 'zustand';
import type { MeasureInfo } from '../../../../shared/contract/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { call } from '../../client/client.ts';

interface MeasuresState {
  readonly measures: readonly MeasureInfo[];
  readonly error: CallError | null;
}

/** What measures there are: the program's own, so asked once. */
export const useMeasures = create<MeasuresState>(() => ({ measures: [], error: null }));

export async function loadMeasures(): Promise<void> {
  const answer = await call('measures.list', {});
  useMeasures.setState(answer.ok ? { measures: answer.value.measures, error: null } : { error: answer.error });
}
