export * from './columns.ts';
export * from './csv.ts';
export * from './values.ts';
export * from './copy.ts';
