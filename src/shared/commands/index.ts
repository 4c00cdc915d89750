export * from './bindings.ts';
export * from './keys.ts';
export * from './names.ts';
export * from './reserved.ts';
export * from './table.ts';
