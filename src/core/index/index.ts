export * from './codes.ts';
export * from './read.ts';
export { schemaVersion, tableSql, indexSql } from './schema.ts';
export type { Hand, HandTask, Hire } from './hands.ts';
export { TermWriter } from './terms.ts';
export { tokenText } from './full-text.ts';
export { PreviousIndex } from './previous.ts';
export { surveyMirror, type Survey } from './survey.ts';
export { endOfText, placeNumbers, TextBlockWriter, wordsOf } from './text-blocks.ts';
export {
  blockKinds, flagFields, type FlagField, isBits, noNumber, numberFields, type NumberField, PackageBlockWriter, packagesPerBlock,
} from './package-blocks.ts';
export { openArchiveFile } from './archive-files.ts';
export { buildIndex } from './build.ts';
export type { WorkControl, WorkStep } from './control.ts';
export { findDamage, findDamageAtOpen, isCorruption, isNoSpace, markDamaged } from './damage.ts';
export { type CurrentIndex, indexFolder } from './pointer.ts';
export { type EarlierIndex, earlierIndexes, removeStates, stateLimits } from './states.ts';
export { acquireWriter, currentIndex, indexBytes, mirrorIdOf, removeAbandoned, removeIndexes, type WriterRight } from './store.ts';
export type { Annotation, AnnotationChange, AnnotationStore, MergeOutcome, StoredAnnotation } from './annotations.ts';
export { blocksOf, blockText, linesFrom, linesOf, linesPerBlock, listOfKeys, ListPacker, mergeLines, packageLine, type PackageList, packageOfLine, packSorted } from './package-list.ts';
export { type DefinedSubset, findCycle, idsByName, refuseBadUses, type StoredDefinition, subsetsNamedIn, usedBy, usesOf, withNames, withNamesIn } from './subset-cycles.ts';
export { definedSubsets } from './subsets.ts';
export type { NewSubset, StoredSubset, StoredSubsetVersion, SubsetContents } from './subsets.ts';
export type { StoredKey } from './signing-keys.ts';
export { openUserDatabase, type StoredMirror, type UserDatabase } from './user-database.ts';
export { contentOf } from './decisions.ts';
export { changedElsewhere } from './named.ts';
export { newId } from './writing.ts';
