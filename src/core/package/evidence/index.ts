export { lookForAttributes } from './attributes.ts';
export { readEvidence } from './evidence.ts';
