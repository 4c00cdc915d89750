import type { MeasureResult } from '../../../../shared/contract/index.ts';
import { type Answer, useCall } from '../../client/use-call.ts';

/** The result of a measure, of an earlier state where one is named; an old one stays while the next is computed. A null mirror asks nothing. */
export function useResult(mirror: string | null, measure: string, query: string, parameters: Readonly<Record<string, string>>, state: string | null = null): Answer<MeasureResult> {
  return useCall('measures.run', mirror === null ? null : { mirror, measure, query, parameters: { ...parameters }, state });
}
