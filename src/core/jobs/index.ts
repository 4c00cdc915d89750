export { hireHere, type HandStart } from './hands.ts';
export type { JobStore } from './job-history.ts';
export { JobRunner } from './job-runner.ts';
export type { JobMessage, JobOutcome, ReaderMessage, ReaderRequest, WorkerStart } from './protocol.ts';
export { ReaderPool } from './reader-pool.ts';
