export { BulkWriter, type BulkResult } from './bulk-writer.ts';
export { planOf } from './plan.ts';
export type { RecordValue } from './record.ts';
export { servePages, type PageThreadStart } from './thread.ts';
