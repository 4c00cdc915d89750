export * from './codes.ts';
export * from './read.ts';
export { schemaVersion, tableSql, indexSql } from './schema.ts';
export { openArchiveFile } from './archive-files.ts';
export { buildIndex, type BuildOptions } from './build.ts';
export type { WorkControl, WorkStep } from './control.ts';
export type { IndexSummary } from './finish.ts';
