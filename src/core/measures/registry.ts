import { anatomy } from './anatomy.ts';
import { architectures } from './architectures.ts';
import { claimsByTask } from './claims-by-task.ts';
import { datasets } from './datasets.ts';
import { adoptedDefences } from './defences.ts';
import { discrepancies } from './discrepancies.ts';
import { documentation } from './documentation.ts';
import { downloadRates } from './download-rates.ts';
import { hubSummary } from './hub-summary.ts';
import { licences } from './licences.ts';
import { maintenance } from './maintenance.ts';
import { naming } from './naming.ts';
import { signed } from './signed.ts';
import { turnover } from './turnover.ts';
import type { Measure } from './types.ts';
import { weights } from './weights.ts';

/** Every measure, in the order in which they are shown. Adding one is its file and a line here. */
export const measures: readonly Measure[] = [
  hubSummary, claimsByTask, discrepancies, documentation, architectures, datasets, anatomy, weights, licences, signed, naming, adoptedDefences, maintenance, downloadRates, turnover,
];
