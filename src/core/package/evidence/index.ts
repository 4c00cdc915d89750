export { lookForAttributes } from './attributes.ts';
export { type EvidenceInput, readEvidence } from './evidence.ts';
