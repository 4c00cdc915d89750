export * from './bindings.ts';
export * from './keys.ts';
export * from './table.ts';
