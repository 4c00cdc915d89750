import { signed } from './signed.ts';
import type { Measure } from './types.ts';

/** Every measure, in the order in which they are shown. Adding one is its file and a line here. */
export const measures: readonly Measure[] = [signed];
