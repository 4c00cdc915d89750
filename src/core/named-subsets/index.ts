export { contentsOf, driftOf, listOfSet } from './contents.ts';
export { bindSubsets, placed, type SubsetSets } from './resolve.ts';
export { lineFinder, type PlacedList } from './package-lines.ts';
export { withSubsets } from './with-subsets.ts';
export { readIdFile } from './id-file.ts';
export { sharedDefinition, storedDefinition } from './share-definition.ts';
export { type FoundIds, IdFinder } from './find-ids.ts';
