export { type EvidenceInput, readEvidence } from './evidence.ts';
