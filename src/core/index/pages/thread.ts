import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
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
  /**
   * Three numbers: the requests that are done with; 1 when the thread has failed; how many pieces of a megabyte the other
   * thread has read of the files that are hashed here.
   */
  readonly state: SharedArrayBuffer;
  /** What rows and pairs come in. */
  readonly batches: SharedSlots;
}

export type PageRequest =
  | { readonly kind: 'batch'; readonly table: number; readonly slot: number; readonly length: number }
  /** A batch that fits into no slot: a single row may have megabytes. */
  | { readonly kind: 'large'; readonly table: number; readonly bytes: Uint8Array }
  /** A file to be hashed here, because this thread waits more than the other. */
  | { readonly kind: 'hash'; readonly file: string; readonly absolute: string }
  | { readonly kind: 'finish' };

export type PageAnswer =
  | { readonly kind: 'step'; readonly done: number; readonly total: number }
  | { readonly kind: 'finished'; readonly hashes: ReadonlyMap<string, string>; readonly timings: PageTimings }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | null };

/** Seconds that the thread worked, at what. */
export interface PageTimings {
  readonly rows: number;
  readonly hashing: number;
  readonly indexes: number;
}

/** What requests come through, and answers go. */
export interface PagePort {
  on(event: 'message', listener: (request: PageRequest) => void): unknown;
  postMessage(answer: PageAnswer): void;
  close(): void;
}

/** Serves one database: takes rows, and at the end writes the indexes and puts everything in force. */
export function servePages(port: PagePort, start: PageThreadStart): void {
  const state = new Int32Array(start.state);
  const hashes = new Map<string, string>();
  const hashing: FileHash[] = [];
  let pieces = 0;
  let finishing = false;
  const seconds = { rows: 0, hashing: 0, indexes: 0 };
  const answer = (message: PageAnswer): void => port.postMessage(message);
  let file: PageFile | null = null;
  let tables: readonly (TableWriter | PairTableWriter)[] = [];

  /** A piece of the file at hand; what the other thread sends goes before. */
  const hashOn = (): void => {
    const [file] = hashing;
    if (!file || Atomics.load(state, 1) !== 0) return;
    try {
      // Not far ahead of who reads the file: its bytes are to come from the disk once.
      if (!finishing && pieces > Atomics.load(state, 2) + maxPiecesAhead) {
        setTimeout(hashOn, 2);
        return;
      }
      const began = performance.now();
      const sum = file.next();
      pieces += 1;
      if (sum !== null) {
        hashes.set(file.name, sum);
        hashing.shift();
      }
      seconds.hashing += (performance.now() - began) / 1000;
      setImmediate(hashOn);
    } catch (error) {
      fail(error);
    }
  };

  const fail = (error: unknown): void => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    answer({ kind: 'failed', message: error instanceof Error ? error.message : String(error), code });
    Atomics.store(state, 1, 1);
  };

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
      case 'hash':
        hashing.push(new FileHash(request.file, request.absolute));
        setImmediate(hashOn);
        return;
      case 'finish':
        finish(file);
    }
  };

  const finish = (into: PageFile): void => {
    finishing = true;
    while (hashing.length > 0 && Atomics.load(state, 1) === 0) hashOn();
    const began = performance.now();
    const total = start.plan.reduce((sum, { indexes }) => sum + indexes.length, 0);
    let done = 0;
    for (const table of tables) table.finishRows();
    for (const table of tables) table.finishIndexes(() => answer({ kind: 'step', done: done++, total }));
    into.finish();
    into.close();
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
    if (request.kind !== 'finish') seconds.rows += (performance.now() - began) / 1000;
    Atomics.add(state, 0, 1);
    Atomics.notify(state, 0);
  });
}

const pieceBytes = 1 << 20;
const maxPiecesAhead = 64;

/** Hashes a file piece by piece. */
class FileHash {
  readonly name: string;
  private readonly descriptor: number;
  private readonly hash = createHash('sha256');
  private readonly piece = Buffer.allocUnsafe(pieceBytes);

  constructor(name: string, absolute: string) {
    this.name = name;
    // Without waiting for the writer of a pipe that was put in the file's place.
    this.descriptor = openSync(absolute, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if (!fstatSync(this.descriptor).isFile()) throw new Error(`${name} is no regular file any more`);
  }

  /** Reads on; the sum, once the file has ended. */
  next(): string | null {
    const count = readSync(this.descriptor, this.piece, 0, pieceBytes, null);
    if (count > 0) {
      this.hash.update(this.piece.subarray(0, count));
      return null;
    }
    closeSync(this.descriptor);
    return this.hash.digest('hex');
  }
}
