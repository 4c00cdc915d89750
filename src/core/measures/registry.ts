import { adoptedDefences } from './defences.ts';
import { anatomy } from './anatomy.ts';
import { discrepancies } from './discrepancies.ts';
import { downloadRates } from './download-rates.ts';
import { maintenance } from './maintenance.ts';
import { naming } from './naming.ts';
import { signed } from './signed.ts';
import { turnover } from './turnover.ts';
import type { Measure } from './types.ts';

/** Every measure, in the order in which they are shown. Adding one is its file and a line here. */
export const measures: readonly Measure[] = [discrepancies, anatomy, signed, naming, adoptedDefences, maintenance, downloadRates, turnover];
