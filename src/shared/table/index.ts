export * from './columns.ts';
export * from './values.ts';
