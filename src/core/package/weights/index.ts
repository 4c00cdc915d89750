export { bytesSource, type ByteSource, weightLimits } from './bytes.ts';
export { examine, rowOf } from './examine.ts';
export { readWeightFile, readWeights, type WeightsInput } from './package-weights.ts';
