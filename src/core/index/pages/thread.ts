import { createHash, type Hash } from 'node:crypto';
import type { MessagePort } from 'node:worker_threads';
import { PageFile } from './page-file.ts';
import { PairTableWriter } from './pair-table.ts';
import type { TablePlan } from './plan.ts';
import { giveBack, slotBytes, type SharedSlots } from './slots.ts';
import { TableWriter } from './table-writer.ts';

/** What the thread that fills a database is started with. */
export interface PageThreadStart {
  readonly path: string;
  readonly plan: readonly TablePlan[];
  /** Name of the one table that comes as pairs. */
  readonly pairs: string;
  /** Counts the requests that are done with; the second number becomes 1 when the thread has failed. */
  readonly state: SharedArrayBuffer;
  /** What rows and pairs come in. */
  readonly batches: SharedSlots;
  /** What the bytes of files come in. */
  readonly chunks: SharedSlots;
}

export type PageRequest =
  | { readonly kind: 'batch'; readonly table: number; readonly slot: number; readonly length: number }
  /** A batch that fits into no slot: a single row may have megabytes. */
  | { readonly kind: 'large'; readonly table: number; readonly bytes: Uint8Array }
  /** Bytes of a file, to be hashed here because this thread waits more than the other. */
  | { readonly kind: 'hash'; readonly file: string; readonly slot: number; readonly length: number }
  | { readonly kind: 'finish' };

export type PageAnswer =
  | { readonly kind: 'step'; readonly done: number; readonly total: number }
  | { readonly kind: 'finished'; readonly hashes: ReadonlyMap<string, string>; readonly timings: PageTimings }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | null };

/** Seconds. */
export interface PageTimings {
  readonly rows: number;
  readonly hashing: number;
  readonly indexes: number;
}

/** Serves one database: takes rows, and at the end writes the indexes and puts everything in force. */
export function servePages(port: MessagePort, start: PageThreadStart): void {
  const state = new Int32Array(start.state);
  const hashes = new Map<string, Hash>();
  const seconds = { rows: 0, hashing: 0, indexes: 0 };
  const answer = (message: PageAnswer): void => port.postMessage(message);
  let file: PageFile | null = null;
  let tables: readonly (TableWriter | PairTableWriter)[] = [];

  const handle = (request: PageRequest): void => {
    file ??= new PageFile(start.path);
    if (tables.length === 0) tables = start.plan.map((plan) => (plan.name === start.pairs ? new PairTableWriter(file as PageFile, plan) : new TableWriter(file as PageFile, plan)));
    switch (request.kind) {
      case 'batch':
        tables[request.table]?.addAll(slotBytes(start.batches, request.slot, request.length));
        giveBack(start.batches, request.slot);
        return;
      case 'large': {
        const { buffer, byteOffset, byteLength } = request.bytes;
        tables[request.table]?.addAll(Buffer.from(buffer, byteOffset, byteLength));
        return;
      }
      case 'hash': {
        const hash = hashes.get(request.file) ?? createHash('sha256');
        hashes.set(request.file, hash);
        hash.update(slotBytes(start.chunks, request.slot, request.length));
        giveBack(start.chunks, request.slot);
        return;
      }
      case 'finish':
        finish(file);
    }
  };

  const finish = (into: PageFile): void => {
    const began = performance.now();
    const total = start.plan.reduce((sum, { indexes }) => sum + indexes.length, 0);
    let done = 0;
    for (const table of tables) table.finishRows();
    for (const table of tables) table.finishIndexes(() => answer({ kind: 'step', done: done++, total }));
    into.finish();
    into.close();
    seconds.indexes = (performance.now() - began) / 1000;
    answer({ kind: 'finished', hashes: new Map([...hashes].map(([path, hash]) => [path, hash.digest('hex')])), timings: seconds });
    port.close();
  };

  port.on('message', (request: PageRequest) => {
    if (Atomics.load(state, 1) !== 0) return;
    const began = performance.now();
    try {
      handle(request);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : null;
      answer({ kind: 'failed', message: error instanceof Error ? error.message : String(error), code });
      Atomics.store(state, 1, 1);
    }
    if (request.kind !== 'finish') seconds[request.kind === 'hash' ? 'hashing' : 'rows'] += (performance.now() - began) / 1000;
    Atomics.add(state, 0, 1);
    Atomics.notify(state, 0);
  });
}
