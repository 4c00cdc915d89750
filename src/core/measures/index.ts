export { listMeasures, runMeasure } from './run.ts';
export type { MeasureInfo, MeasureSource } from './types.ts';
