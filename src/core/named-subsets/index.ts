export { contentsOf, driftOf } from './contents.ts';
export { bindSubsets, type SubsetSets } from './resolve.ts';
export { packageFinder, packagesOfSet } from './package-lines.ts';
export { withSubsets } from './with-subsets.ts';
export { readIdFile } from './id-file.ts';
export { type FoundIds, findIds } from './find-ids.ts';
