import { tokensOf } from '../../shared/search/fold.ts';
import { textBlockKinds, type TextBlockKind } from './codes.ts';
import type { RecordValue } from './pages/index.ts';

/** Ends a text; no UTF-8 holds it, so that nothing that is sought reaches over it. */
export const endOfText = 0xff;

const blockBytes = 64 * 1024;
/** Numbers of a place: an id, and where its text starts. */
export const placeNumbers = 2;

/**
 * Collects texts to be searched for parts into blocks, of which readers make lists of words when they first search: an index of
 * trigrams would be slower to build and to ask (ADR 6). A block's `places` are pairs of 32-bit numbers, little-endian.
 */
export class TextBlockWriter {
  private readonly add: (row: readonly RecordValue[]) => void;
  private readonly kind: number;
  private data = Buffer.alloc(blockBytes);
  private filled = 0;
  private places: number[] = [];

  constructor(kind: TextBlockKind, add: (row: readonly RecordValue[]) => void) {
    this.kind = textBlockKinds[kind];
    this.add = add;
  }

  push(id: number, text: string): void {
    const most = 3 * text.length + 1;
    if (this.filled + most > this.data.length) {
      this.flush();
      if (most > this.data.length) this.data = Buffer.alloc(most);
    }
    this.places.push(id, this.filled);
    this.filled += this.data.write(text, this.filled, 'utf8');
    this.data[this.filled] = endOfText;
    this.filled += 1;
  }

  flush(): void {
    if (this.places.length === 0) return;
    const places = Buffer.alloc(4 * this.places.length);
    for (let at = 0; at < this.places.length; at += 1) places.writeUInt32LE(this.places[at] as number, 4 * at);
    this.add([null, this.kind, places, Buffer.from(this.data.subarray(0, this.filled))]);
    this.places = [];
    this.filled = 0;
  }
}

const oneToken = /^[a-z0-9]+$/;

/** A folded text as its words, each between blanks, so that a run of words is a part of it. */
export function wordsOf(folded: string): string {
  return oneToken.test(folded) ? ` ${folded} ` : ` ${tokensOf(folded).join(' ')} `;
}
