export { cardFactsOf, type CardFacts, type CardValue } from './card-facts.ts';
export { readCard, type CardInput } from './card.ts';
export type { PackageClone } from './clone.ts';
export { readCommits } from './commits.ts';
export { readFiles, type FilesInput } from './file-list.ts';
export { splitFrontMatter, type SplitCard } from './front-matter.ts';
export { cardFromMetadata, folderInRepository, type MetadataRecord } from './metadata.ts';
export { readRaw } from './raw.ts';
export * from './repository/index.ts';
