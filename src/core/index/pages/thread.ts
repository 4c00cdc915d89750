import type { MessagePort } from 'node:worker_threads';
import { HashedFile, type FileRequest, type ScannerOf } from './hashed-file.ts';
import { PageFile } from './page-file.ts';
import { PairTableWriter } from './pair-table.ts';
import type { TablePlan } from './plan.ts';
import { ScratchFile } from './scratch-file.ts';
import { giveBack, slotBytes, type SharedSlots } from './slots.ts';
import { TableWriter } from './table-writer.ts';

/** What the thread that fills a database is started with. */
export interface PageThreadStart {
  readonly path: string;
  readonly plan: readonly TablePlan[];
  /** Name of the one table that comes as pairs. */
  readonly pairs: string;
  /** Two numbers: the requests that are done with; 1 when the thread has failed. */
  readonly state: SharedArrayBuffer;
  /** What rows and pairs come in. */
  readonly batches: SharedSlots;
}

export type PageRequest =
  | { readonly kind: 'batch'; readonly table: number; readonly slot: number; readonly length: number }
  /** A batch that fits into no slot: a single row may have megabytes. */
  | { readonly kind: 'large'; readonly table: number; readonly bytes: Uint8Array }
  /** A file to be read and hashed here, because this thread waits more than the other; files are numbered as they come. */
  | ({ readonly kind: 'open' } & FileRequest)
  /** The next bytes of a file, into so many slots from one on. */
  | { readonly kind: 'read'; readonly file: number; readonly slot: number; readonly slots: number }
  | { readonly kind: 'finish' };

export type PageAnswer =
  | { readonly kind: 'step'; readonly done: number; readonly total: number }
  | { readonly kind: 'finished'; readonly hashes: ReadonlyMap<string, string>; readonly timings: PageTimings }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | null };

/** Seconds that the thread worked, at what. */
export interface PageTimings {
  readonly rows: number;
  /** And hashing what was read. */
  readonly reading: number;
  readonly indexes: number;
}

/** Serves one database: takes rows, and at the end writes the indexes and puts everything in force. */
export function servePages(port: MessagePort, start: PageThreadStart, scannerOf: ScannerOf): void {
  const state = new Int32Array(start.state);
  const files: HashedFile[] = [];
  const seconds = { rows: 0, reading: 0, indexes: 0 };
  const answer = (message: PageAnswer): void => port.postMessage(message);
  const scratch = new ScratchFile(`${start.path}.scratch`);
  let file: PageFile | null = null;
  let tables: readonly (TableWriter | PairTableWriter)[] = [];

  const fail = (error: unknown): void => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    answer({ kind: 'failed', message: error instanceof Error ? error.message : String(error), code });
    Atomics.store(state, 1, 1);
  };

  const handle = (request: PageRequest): void => {
    file ??= new PageFile(start.path);
    if (tables.length === 0) tables = start.plan.map((plan) => (plan.name === start.pairs ? new PairTableWriter(file as PageFile, scratch, plan) : new TableWriter(file as PageFile, scratch, plan)));
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
      case 'open':
        files.push(new HashedFile(request, scannerOf));
        return;
      case 'read':
        for (let slot = request.slot; slot < request.slot + request.slots; slot += 1) files[request.file]?.read(slot);
        return;
      case 'finish':
        finish(file);
    }
  };

  const finish = (into: PageFile): void => {
    const hashes = new Map(files.map((hashed) => [hashed.name, hashed.sum()]));
    const began = performance.now();
    const total = start.plan.reduce((sum, { indexes }) => sum + indexes.length, 0);
    let done = 0;
    for (const table of tables) table.finishRows();
    // Pairs take the most room, which they then give back to what the others sort in.
    const largestFirst = [...tables].sort((left, right) => Number(right instanceof PairTableWriter) - Number(left instanceof PairTableWriter));
    for (const table of largestFirst) table.finishIndexes(() => answer({ kind: 'step', done: done++, total }));
    into.finish();
    into.close();
    scratch.close();
    seconds.indexes = (performance.now() - began) / 1000;
    answer({ kind: 'finished', hashes, timings: seconds });
    port.close();
  };

  port.on('message', (request: PageRequest) => {
    if (Atomics.load(state, 1) !== 0) return;
    const began = performance.now();
    try {
      handle(request);
    } catch (error) {
      fail(error);
    }
    if (request.kind !== 'finish') seconds[request.kind === 'open' || request.kind === 'read' ? 'reading' : 'rows'] += (performance.now() - began) / 1000;
    Atomics.add(state, 0, 1);
    Atomics.notify(state, 0);
  });
}
