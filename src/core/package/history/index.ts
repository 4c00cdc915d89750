export { readCommitDetail } from './commit-detail.ts';
export { countChanges } from './heat.ts';
export { historyNotes, openHistory, type HistoryQuestion, type OpenHistory } from './open-history.ts';
