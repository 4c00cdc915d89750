export * from './codes.ts';
export * from './read.ts';
export { schemaVersion, tableSql, indexSql } from './schema.ts';
