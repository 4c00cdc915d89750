export * from './codes.ts';
export * from './read.ts';
export { schemaVersion, tableSql, indexSql } from './schema.ts';
export { openArchiveFile } from './archive-files.ts';
export { buildIndex, type BuildOptions } from './build.ts';
export type { WorkControl, WorkStep } from './control.ts';
export type { IndexSummary } from './finish.ts';
export { acquireWriter, currentIndex, indexBytes, indexFolder, mirrorIdOf, removeIndexes, type CurrentIndex, type WriterRight } from './store.ts';
export { openUserDatabase, type StoredMirror, type UserDatabase } from './user-database.ts';
