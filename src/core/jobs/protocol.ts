import type { ExportCheck, ExportRemark, LfsCheck, ListRead } from '../../shared/contract/index.ts';
import type { CallError, Result } from '../../shared/result.ts';
import type { WorkStep } from '../index/index.ts';
import type { HandMessage } from './hands.ts';

export type Log = (level: 'info' | 'warning' | 'error', message: string, details?: Record<string, unknown>) => void;

/** What a worker thread is started with. */
export interface WorkerStart {
  readonly role: 'reader' | 'job';
  readonly dataDir: string;
  readonly resourcesDir: string;
  readonly version: string;
  readonly surface: string;
  /** Position in the pool; the first reader looks after the index files in its spare time. */
  readonly number?: number;
  /**
   * Int32. For a reader it holds the id of the call that is no longer wanted; for a job, 1 once it is cancelled, and then 1 once its thread is loaded
   * and begins: before that it can be ended as it is.
   * Shared memory, because a thread in the middle of a statement reads no messages.
   */
  readonly stop: SharedArrayBuffer;
  /** The job's own input; absent for readers. */
  readonly task?: unknown;
}

/** A question to a reader. */
export interface ReaderRequest {
  readonly id: number;
  readonly name: string;
  readonly args: unknown;
}

export type ReaderMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown> }
  /** The mirror's index turned out to be damaged: what was read from it is to be asked again. */
  | { readonly kind: 'damage'; readonly mirror: string }
  | { readonly kind: 'log'; readonly message: string; readonly details: Record<string, unknown> };

export interface JobOutcome {
  readonly path: string | null;
  readonly count: number;
  readonly bytes: number | null;
  readonly check?: LfsCheck | undefined;
  readonly verified?: ExportCheck | undefined;
  readonly listed?: ListRead | undefined;
  readonly warnings?: ExportRemark[] | undefined;
}

export type JobMessage =
  | HandMessage
  | { readonly kind: 'step'; readonly step: WorkStep }
  | { readonly kind: 'damage'; readonly mirror: string }
  | { readonly kind: 'done'; readonly outcome: JobOutcome; readonly message: string }
  | { readonly kind: 'failed'; readonly error: CallError; readonly stack: string | null };
