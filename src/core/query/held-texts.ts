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
}

/** Ends each text of a block. */
export const mark = String.fromCharCode(endOfText);

/** A text as it stands in blocks. */
export function bytesAsText(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

export function textOfBytes(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** One text of a block, a character for each byte. */
export function textAt({ text, starts }: Pick<TextBlock, 'text' | 'starts'>, at: number): string {
  return text.slice(starts[at], (starts[at + 1] as number) - 1);
}

/** All texts of a kind; those of a million names take some 50 MB, and are read in a tenth of a second. */
export function heldTexts(database: ReadDatabase, kind: TextBlockKind): readonly TextBlock[] {
  return hold(database, `texts ${kind}`, bytesOf, () => readTexts(database, kind));
}

function bytesOf(blocks: readonly TextBlock[]): number {
  return blocks.reduce((sum, { text, ids }) => sum + text.length + 8 * ids.length, 0);
}

function readTexts(database: ReadDatabase, kind: TextBlockKind): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  const rows = prepare<[number], { places: Buffer; data: Buffer }>(database, 'SELECT places, data FROM text_block WHERE kind = ? AND live() ORDER BY id');
  for (const { places, data } of rows.iterate(textBlockKinds[kind])) {
    const view = new DataView(places.buffer, places.byteOffset, places.byteLength);
    const count = places.length / (4 * placeNumbers);
    const ids = new Uint32Array(count);
    const starts = new Uint32Array(count + 1);
    for (let at = 0; at < count; at += 1) {
      ids[at] = view.getUint32(4 * placeNumbers * at, true);
      starts[at] = view.getUint32(4 * (placeNumbers * at + 1), true);
    }
    starts[count] = data.length;
    blocks.push({ text: data.toString('latin1'), ids, starts });
  }
  return blocks;
}

/** How many blocks of 64 kB are walked between two looks at whether the answer is still wanted. */
export const blocksPerStep = 8;

/** Walks the texts of a kind block by block, as long as the answer is wanted. */
export function eachBlock(database: ReadDatabase, kind: TextBlockKind, walk: (block: TextBlock) => void): void {
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
