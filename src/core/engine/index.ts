export { createEngine } from './create-engine.ts';
export { makeFolder } from './data-folder.ts';
export type { Engine } from './types.ts';
