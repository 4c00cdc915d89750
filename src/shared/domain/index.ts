export * from './hub.ts';
export * from './package.ts';
export * from './problem.ts';
export * from './annotation.ts';
export * from './view.ts';
export * from './link.ts';
export * from './automated.ts';
export * from './purl.ts';
