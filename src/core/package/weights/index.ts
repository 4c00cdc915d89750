export { bytesSource, type ByteSource } from './bytes.ts';
export { examine, rowOf } from './examine.ts';
export { readWeightFile, readWeights, type WeightsInput } from './package-weights.ts';
