import { enlarged } from '../../shared/numbers.ts';
import { endOfText } from '../index/index.ts';
import { blocksPerStep, type TextBlock } from './held-texts.ts';
import { trigramsOf } from './trigrams.ts';

/** The words of all texts of a kind, each with the texts that hold it. A frequent word stands once, a rare one may stand several times. */
export interface TextWords {
  readonly blocks: readonly WordBlock[];
  /** Where the entries of each word begin, and at last where they end. */
  readonly offsets: Uint32Array;
  /** An entry for each time that a text holds a word: the id of the text, and in the low bits how the word stands in it. */
  readonly entries: Uint32Array;
}

/** Some thousand words as one string with a mark before each and after the last. */
export interface WordBlock {
  readonly text: string;
  /** The number of its first word. */
  readonly first: number;
  /** Where each word starts, and at last where one more would. */
  readonly starts: Uint32Array;
  readonly isAscii: boolean;
  readonly trigrams: Uint32Array;
}

/** How a word stands in a name: it begins it, it begins what follows the owner, it ends it. */
export const standing = { first: 1, short: 2, last: 4 } as const;
/** Bits of an entry that tell it; 29 are left for ids. */
export const standingBits = 3;

const wordsPerBlock = 4096;
const slash = 0x2f;

/** Slots for words that were met, four numbers each: as many as stay in a processor's cache. */
const slotBits = 15;
/** Bytes of a word that a slot holds; the rest of longer ones is compared where they stand. */
const bytesInSlot = 8;

/** Letters and digits of ASCII, and whatever is not ASCII: folded text has no capitals. */
export function isWordByte(byte: number): boolean {
  return byte >= 97 ? byte < 123 || (byte > 127 && byte !== endOfText) : byte >= 48 && byte <= 57;
}

/**
 * Cuts texts into words, block by block. A word takes the slot of whatever stood there before, so that a word that was not met for long may get
 * another number: a table of all words, of which most stand in one name only, would take three times as long.
 */
export class WordCollector {
  /** Blocks that were taken. */
  taken = 0;
  private readonly slots = new Int32Array(4 << slotBits);
  /** The words, each with a mark after it, behind a first mark. */
  private bytes = new Uint8Array(1 << 16).fill(endOfText, 0, 1);
  private used = 1;
  private size = 0;
  private starts = new Uint32Array(1 << 12);
  private counts = new Uint32Array(1 << 12);
  /** Of each block: numbers of words with how they stand, and for each text where its own end. */
  private readonly found: { readonly words: Uint32Array; readonly ends: Uint32Array }[] = [];
  private scratch = new Uint32Array(1 << 16);

  add({ text, ids }: TextBlock): void {
    const bytes = Buffer.from(text, 'latin1');
    if (this.scratch.length < bytes.length) this.scratch = new Uint32Array(bytes.length);
    const { scratch, slots } = this;
    const ends = new Uint32Array(ids.length);
    let at = 0;
    let filled = 0;
    let from = 0;
    let how: number = standing.first | standing.short;
    let hasSlash = false;
    // The last eight bytes of the word so far.
    let high = 0;
    let low = 0;
    for (let to = 0; to < bytes.length; to += 1) {
      const byte = bytes[to] as number;
      if (isWordByte(byte)) {
        high = (high << 8) | (low >>> 24);
        low = (low << 8) | byte;
        continue;
      }
      const length = to - from;
      if (length > 0) {
        const slot = ((Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b) ^ length) >>> (32 - slotBits)) << 2;
        const isKnown = slots[slot] === low && slots[slot + 1] === high && slots[slot + 2] === length && (length <= bytesInSlot || this.isWord(slots[slot + 3] as number, bytes, from, length));
        if (!isKnown) {
          slots[slot] = low;
          slots[slot + 1] = high;
          slots[slot + 2] = length;
          slots[slot + 3] = this.addWord(bytes, from, length);
        }
        const word = slots[slot + 3] as number;
        this.counts[word] = (this.counts[word] as number) + 1;
        scratch[filled] = (word << standingBits) | how | (byte === endOfText ? standing.last : 0);
        filled += 1;
        high = 0;
        low = 0;
      }
      from = to + 1;
      how = 0;
      if (byte === endOfText) {
        ends[at] = filled;
        at += 1;
        how = standing.first | standing.short;
        hasSlash = false;
      } else if (byte === slash && !hasSlash) {
        how = standing.short;
        hasSlash = true;
      }
    }
    this.found.push({ words: scratch.slice(0, filled), ends });
    this.taken += 1;
  }

  private isWord(word: number, bytes: Uint8Array, from: number, length: number): boolean {
    const start = this.starts[word] as number;
    for (let at = 0; at < length - bytesInSlot; at += 1) if (this.bytes[start + at] !== bytes[from + at]) return false;
    return true;
  }

  private addWord(bytes: Uint8Array, from: number, length: number): number {
    if (this.used + length + 1 > this.bytes.length) this.bytes = enlarged(this.bytes, new Uint8Array(2 * this.bytes.length + length));
    if (this.size === this.starts.length) {
      this.starts = enlarged(this.starts, new Uint32Array(2 * this.size));
      this.counts = enlarged(this.counts, new Uint32Array(2 * this.size));
    }
    this.starts[this.size] = this.used;
    for (let at = from; at < from + length; at += 1) {
      this.bytes[this.used] = bytes[at] as number;
      this.used += 1;
    }
    this.bytes[this.used] = endOfText;
    this.used += 1;
    this.size += 1;
    return this.size - 1;
  }

  /** Puts together what the blocks, all of which have been taken, hold. `pause` is called every few milliseconds. */
  finish(blocks: readonly TextBlock[], pause: () => void): TextWords {
    const offsets = new Uint32Array(this.size + 1);
    for (let word = 0; word < this.size; word += 1) offsets[word + 1] = (offsets[word] as number) + (this.counts[word] as number);
    const next = offsets.slice();
    const entries = new Uint32Array(offsets[this.size] as number);
    for (const [number, { words, ends }] of this.found.entries()) {
      if (number % blocksPerStep === 0) pause();
      const { ids } = blocks[number] as TextBlock;
      let at = 0;
      for (let text = 0; text < ids.length; text += 1) {
        const shifted = (ids[text] as number) << standingBits;
        for (const end = ends[text] as number; at < end; at += 1) {
          const found = words[at] as number;
          const word = found >>> standingBits;
          const place = next[word] as number;
          entries[place] = shifted | (found & ((1 << standingBits) - 1));
          next[word] = place + 1;
        }
      }
    }
    const made: WordBlock[] = [];
    for (let first = 0; first < this.size; first += wordsPerBlock) {
      if (made.length % blocksPerStep === 0) pause();
      made.push(this.blockFrom(first));
    }
    return { blocks: made, offsets, entries };
  }

  private blockFrom(first: number): WordBlock {
    const end = Math.min(this.size, first + wordsPerBlock);
    // With the mark before its first word.
    const from = (this.starts[first] as number) - 1;
    const to = end === this.size ? this.used : (this.starts[end] as number);
    const bytes = this.bytes.subarray(from, to);
    const starts = new Uint32Array(end - first + 1);
    for (let at = 0; first + at < end; at += 1) starts[at] = (this.starts[first + at] as number) - from;
    starts[end - first] = to - from;
    return {
      text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'), first, starts,
      isAscii: isAscii(bytes), trigrams: trigramsOf(bytes),
    };
  }
}

/** But for marks. */
function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) if ((bytes[at] as number) > 127 && bytes[at] !== endOfText) return false;
  return true;
}
