export * from './appearance.ts';
export * from './columns.ts';
export * from './edge-looks.ts';
export * from './palette.ts';
export * from './sizes.ts';
export * from './time.ts';
export * from './shapes.ts';
