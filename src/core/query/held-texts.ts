import { endOfText, placeNumbers, type ReadDatabase, textBlockKinds, type TextBlockKind } from '../index/index.ts';
import { hold, stopIfUnwanted } from './held.ts';
import { prepare } from './statements.ts';

/**
 * Folded texts as the index keeps them together. The string has a character for each byte of UTF-8: it takes a byte each,
 * compares as SQLite does, and is searched faster than a buffer.
 */
export interface TextBlock {
  readonly text: string;
  /** What each text is of, ascending. */
  readonly ids: Uint32Array;
  /** Where each text starts, and at last where the block ends; a text ends one before the next, at its mark. */
  readonly starts: Uint32Array;
  /** Whether all of it is ASCII. */
  readonly isAscii: boolean;
  /** Which runs of three bytes it holds, a bit for each value of their hash. */
  readonly trigrams: Uint32Array;
}

/** With the marks between texts. */
const ascii = new RegExp(`^[\\0-\\x7f\\x${endOfText.toString(16)}]*$`);

/** A block of 64 kB sets a quarter of them. */
const trigramBits = 1 << 15;

function trigramAt(text: string, at: number): number {
  return (Math.imul(text.charCodeAt(at), 961) + Math.imul(text.charCodeAt(at + 1), 31) + text.charCodeAt(at + 2)) & (trigramBits - 1);
}

function trigramsOf(text: string): Uint32Array {
  const bits = new Uint32Array(trigramBits >>> 5);
  for (let at = 0; at + 2 < text.length; at += 1) {
    const trigram = trigramAt(text, at);
    bits[trigram >>> 5] = (bits[trigram >>> 5] as number) | (1 << (trigram & 31));
  }
  return bits;
}

/** A test for blocks that may hold all of some texts: a word that no name has is then found to be in none within a millisecond. */
export function blockTest(texts: readonly string[]): (block: TextBlock) => boolean {
  const wanted = texts.flatMap((text) => Array.from({ length: Math.max(0, text.length - 2) }, (_, at) => trigramAt(text, at)));
  return ({ trigrams }) => wanted.every((trigram) => ((trigrams[trigram >>> 5] as number) & (1 << (trigram & 31))) !== 0);
}

/** A text as it stands in blocks. */
export function bytesAsText(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

export function textOfBytes(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** All texts of a kind; those of a million names take some 50 MB, and are read in a tenth of a second. */
export function heldTexts(database: ReadDatabase, kind: TextBlockKind): readonly TextBlock[] {
  return hold(database, `texts ${kind}`, bytesOf, () => readTexts(database, kind));
}

function bytesOf(blocks: readonly TextBlock[]): number {
  return blocks.reduce((sum, { text, ids, trigrams }) => sum + text.length + 8 * ids.length + trigrams.byteLength, 0);
}

function readTexts(database: ReadDatabase, kind: TextBlockKind): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  const rows = prepare<[number], { places: Buffer; data: Buffer }>(database, 'SELECT places, data FROM text_block WHERE kind = ? AND live() ORDER BY id');
  for (const { places, data } of rows.iterate(textBlockKinds[kind])) {
    const count = places.length / (4 * placeNumbers);
    const ids = new Uint32Array(count);
    const starts = new Uint32Array(count + 1);
    for (let at = 0; at < count; at += 1) {
      ids[at] = places.readUInt32LE(4 * placeNumbers * at);
      starts[at] = places.readUInt32LE(4 * (placeNumbers * at + 1));
    }
    starts[count] = data.length;
    const text = data.toString('latin1');
    blocks.push({ text, ids, starts, isAscii: ascii.test(text), trigrams: trigramsOf(text) });
  }
  return blocks;
}

/** How many blocks of 64 kB are walked between two looks at whether the answer is still wanted. */
const blocksPerStep = 32;

/** Walks the texts of a kind block by block, as long as the answer is wanted. */
export function eachBlock(database: ReadDatabase, kind: TextBlockKind, walk: (block: TextBlock) => unknown): void {
  for (const [number, block] of heldTexts(database, kind).entries()) {
    if (number % blocksPerStep === 0) stopIfUnwanted(database);
    walk(block);
  }
}

/** Finds the text of an id; null where no block has it. */
export function placeOf(blocks: readonly TextBlock[], id: number): { readonly block: TextBlock; readonly at: number } | null {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (((blocks[middle] as TextBlock).ids[0] as number) <= id) low = middle;
    else high = middle - 1;
  }
  const block = blocks[low];
  if (!block) return null;
  // Names stand in the order of their packages without gaps.
  const at = id - (block.ids[0] as number);
  return block.ids[at] === id ? { block, at } : null;
}
