import { architectures } from './architectures.ts';
import { claimsByTask } from './claims-by-task.ts';
import { datasets } from './datasets.ts';
import { documentation } from './documentation.ts';
import { hubSummary } from './hub-summary.ts';
import { licences } from './licences.ts';
import { signed } from './signed.ts';
import { weights } from './weights.ts';
import type { Measure } from './types.ts';

/** Every measure, in the order in which they are shown. Adding one is its file and a line here. */
export const measures: readonly Measure[] = [hubSummary, claimsByTask, architectures, datasets, documentation, licences, weights, signed];
