export { createEngine } from './create-engine.ts';
export type { Engine, HostCalls } from './types.ts';
