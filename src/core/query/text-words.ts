import type { ReadDatabase, TextBlockKind } from '../index/index.ts';
import { forgetHeld, hold, stopIfUnwanted } from './held.ts';
import { blocksPerStep, heldTexts, mark, type TextBlock } from './held-texts.ts';
import { addTo, type PackageSet } from './package-set.ts';
import { trigramTest } from './trigrams.ts';
import { standingBits, type TextWords, type WordBlock, WordCollector } from './word-collector.ts';

/** The words of all texts of a kind. Where their collecting is stopped, the next question goes on with it. */
export function wordsOfTexts(database: ReadDatabase, kind: TextBlockKind): TextWords {
  return hold(database, `words ${kind}`, bytesOf, () => {
    const blocks = heldTexts(database, kind);
    const key = `collected words ${kind}`;
    const collector = hold(database, key, () => 0, () => new WordCollector());
    while (collector.taken < blocks.length) {
      if (collector.taken % blocksPerStep === 0) stopIfUnwanted(database);
      collector.add(blocks[collector.taken] as TextBlock);
    }
    const words = collector.finish(blocks, () => stopIfUnwanted(database));
    forgetHeld(database, (other) => other === key);
    return words;
  });
}

function bytesOf({ blocks, offsets, entries }: TextWords): number {
  const own = offsets.byteLength + entries.byteLength;
  return blocks.reduce((sum, { text, starts, trigrams }) => sum + text.length + starts.byteLength + trigrams.byteLength, own);
}

/**
 * Walks the words that hold some text, each with where the text first is in it and how long the word is. A mark before or after the text
 * stands for the word's own beginning or end.
 */
export function eachWordWith(database: ReadDatabase, blocks: readonly WordBlock[], sought: string, visit: (word: number, at: number, length: number, block: WordBlock) => void): void {
  const mayHold = trigramTest(sought);
  const lead = sought.startsWith(mark) ? 1 : 0;
  for (const [number, block] of blocks.entries()) {
    if (number % (4 * blocksPerStep) === 0) stopIfUnwanted(database);
    if (!mayHold(block.trigrams)) continue;
    const { text, first, starts } = block;
    let word = 0;
    for (let hit = text.indexOf(sought); hit >= 0; hit = text.indexOf(sought, (starts[word] as number) - 1)) {
      const place = hit + lead;
      while ((starts[word + 1] as number) <= place) word += 1;
      const start = starts[word] as number;
      visit(first + word, place - start, (starts[word + 1] as number) - 1 - start, block);
      word += 1;
      if (word === starts.length - 1) break;
    }
  }
}

/** The numbers of the words that hold some text, ascending; held, for the next search often asks for one word more. */
export function wordsWith(database: ReadDatabase, kind: TextBlockKind, sought: string): Uint32Array {
  return hold(database, `words ${kind} with ${sought}`, ({ byteLength }) => byteLength, () => {
    const found: number[] = [];
    eachWordWith(database, wordsOfTexts(database, kind).blocks, sought, (word) => void found.push(word));
    return Uint32Array.from(found);
  });
}

/** How many entries some words have. */
export function countEntries({ offsets }: TextWords, words: Uint32Array): number {
  return words.reduce((sum, word) => sum + (offsets[word + 1] as number) - (offsets[word] as number), 0);
}

/** Adds the texts that hold one of some words. */
export function addTextsWith({ offsets, entries }: TextWords, words: Uint32Array, set: PackageSet): void {
  for (const word of words) {
    const end = offsets[word + 1] as number;
    for (let at = offsets[word] as number; at < end; at += 1) addTo(set, (entries[at] as number) >>> standingBits);
  }
}

/** Walks the texts of a set in their order. */
export function eachTextOf(database: ReadDatabase, kind: TextBlockKind, set: PackageSet, visit: (block: TextBlock, at: number, id: number) => void): void {
  for (const [number, block] of heldTexts(database, kind).entries()) {
    if (number % blocksPerStep === 0) stopIfUnwanted(database);
    const { ids } = block;
    const first = ids[0] as number;
    const last = ids[ids.length - 1] as number;
    let at = 0;
    for (let word = first >>> 5; word <= last >>> 5; word += 1) {
      for (let bits = set[word] as number; bits !== 0; bits &= bits - 1) {
        const id = 32 * word + 31 - Math.clz32(bits & -bits);
        if (id < first || id > last) continue;
        // Names have all ids in a row, terms of a kind do not.
        if (ids[id - first] === id) at = id - first;
        else while ((ids[at] as number) < id) at += 1;
        visit(block, at, id);
      }
    }
  }
}
