export * from './repository/index.ts';
