export { measureSets } from './row-sets.ts';
export { listMeasures, runMeasure } from './run.ts';
export type { MeasureInfo, MeasureResult, MeasureSource } from './types.ts';
