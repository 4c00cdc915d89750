import { generatedFiles, hasGeneratedMirror } from './data.ts';
import { lackOfSpace } from './disk-space.ts';
import type { BenchContext } from './types.ts';

/** How many times the models of the other benchmarks the large ones have. */
export const times = 10;
/** Longer names and numbers make a record of a larger mirror a little longer. */
const growth = 1.05;
/** More than an index has ever taken of its JSON. */
const indexShare = 0.5;

export function largeContext(context: BenchContext): BenchContext {
  return { ...context, models: context.models * times };
}

/** Why there is no room for the large mirror and its index in a folder; null where there is. */
export function lackForLarge(context: BenchContext, indexFolder: string): string | null {
  const json = generatedFiles(context).bytes * times * growth;
  return lackOfSpace([
    { folder: context.cacheDir, bytes: hasGeneratedMirror(largeContext(context)) ? 0 : json },
    { folder: indexFolder, bytes: json * indexShare },
  ]);
}
