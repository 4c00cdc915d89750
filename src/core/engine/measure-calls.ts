import type { MeasureSource } from '../measures/index.ts';
import { reachContext } from './alias-calls.ts';
import type { WorkerContext } from './worker-context.ts';

/** An index with what the user adds to it, as measures ask for it. */
export function measureSource(context: WorkerContext, mirror: string): MeasureSource {
  return { ...reachContext(context, mirror), measured: context.userDatabase.measured };
}
