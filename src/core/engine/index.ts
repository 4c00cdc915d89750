export { createEngine } from './create-engine.ts';
export type { Engine, EngineOptions, HostCallName, HostCalls } from './types.ts';
