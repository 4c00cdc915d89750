import type { Heading } from './card-builder.ts';
import type { CardPlace } from './card-links.ts';
import type { FromCardWorker, ToCardWorker } from './card-messages.ts';
import type { CardNode } from './card-node.ts';

/** A part of 24 kB takes some 100 ms; one that takes this long was written to. Milliseconds. */
const patience = 4000;
/** After so many of them, nothing of the card is parsed any more. */
const mostOverdue = 3;

export interface ReadPart {
  readonly slices: readonly (readonly CardNode[])[];
  readonly headings: readonly Heading[];
  /** Set where it took too long to parse, and stands there as it was written. */
  readonly isPlain: boolean;
}

/** Reads a card part by part in a worker, which is ended and begun anew where a part takes too long. */
export class CardReader {
  readonly #pieces: readonly string[];
  readonly #place: CardPlace;
  #worker: Worker | null = null;
  #parts = 0;
  #overdue = 0;

  constructor(pieces: readonly string[], place: CardPlace) {
    this.#pieces = pieces;
    this.#place = place;
  }

  /** The number of parts; null where no worker can be had. */
  async open(): Promise<number | null> {
    return (await this.#start()) ? this.#parts : null;
  }

  /** A part; `plain` asks for it as it is written. */
  async part(index: number, plain: boolean): Promise<ReadPart> {
    if (!plain && this.#overdue < mostOverdue) {
      const read = await this.#ask({ kind: 'part', index, plain: false });
      if (read !== null) return { ...read, isPlain: false };
      this.#overdue += 1;
      this.close();
      await this.#start();
    }
    const written = await this.#ask({ kind: 'part', index, plain: true });
    return { slices: written?.slices ?? [], headings: [], isPlain: true };
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }

  async #start(): Promise<boolean> {
    this.#worker = new Worker(new URL('card-worker.ts', import.meta.url), { type: 'module' });
    for (const text of this.#pieces) this.#tell({ kind: 'add', text });
    return (await this.#ask({ kind: 'open', place: this.#place })) !== null;
  }

  #tell(message: ToCardWorker): void {
    this.#worker?.postMessage(message);
  }

  /** The answer to one message, or null where it took too long or the worker failed. */
  #ask(message: ToCardWorker): Promise<{ readonly slices: readonly (readonly CardNode[])[]; readonly headings: readonly Heading[] } | null> {
    const worker = this.#worker;
    if (worker === null) return Promise.resolve(null);
    return new Promise((resolve) => {
      const slices: (readonly CardNode[])[] = [];
      const ended = new AbortController();
      const end = (headings: readonly Heading[] | null): void => {
        clearTimeout(timer);
        ended.abort();
        resolve(headings === null ? null : { slices, headings });
      };
      const timer = setTimeout(() => end(null), patience);
      const receive = ({ data }: MessageEvent<FromCardWorker>): void => {
        if (data.kind === 'slice') slices.push(data.blocks);
        else if (data.kind === 'done') end(data.headings);
        else {
          this.#parts = data.parts;
          end([]);
        }
      };
      worker.addEventListener('message', receive, { signal: ended.signal });
      worker.addEventListener('error', () => end(null), { signal: ended.signal });
      this.#tell(message);
    });
  }
}
