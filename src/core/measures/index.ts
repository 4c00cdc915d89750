export { measureSets } from './row-sets.ts';
export { listMeasures, runMeasure } from './run.ts';
export type { MeasureInfo, MeasureSource } from './types.ts';
