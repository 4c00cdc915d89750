import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../shared/search/testing-random.ts';
import { seed } from '../../../test/fixtures/seed.ts';
import { mark, type TextBlock } from './held-texts.ts';
import { standing, standingBits, type TextWords, WordCollector } from './word-collector.ts';

/** Texts of a few thousand each, with ids from 1. */
function blocksOf(texts: readonly string[]): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  for (let first = 0; first < texts.length; first += 3000) {
    const part = texts.slice(first, first + 3000);
    const starts = [0];
    for (const text of part) starts.push((starts.at(-1) as number) + text.length + 1);
    blocks.push({ text: part.map((text) => text + mark).join(''), ids: Uint32Array.from(part, (_, at) => first + at + 1), starts: Uint32Array.from(starts) });
  }
  return blocks;
}

function collect(texts: readonly string[]): TextWords {
  const blocks = blocksOf(texts);
  const collector = new WordCollector();
  for (const block of blocks) collector.add(block);
  return collector.finish(blocks, () => undefined);
}

/** Of each text its words with how they stand, sorted. */
function wordsByText({ blocks, offsets, entries }: TextWords, count: number): readonly (readonly string[])[] {
  const found = Array.from({ length: count }, (): string[] => []);
  for (const { text, first, starts } of blocks) {
    for (let at = 0; at < starts.length - 1; at += 1) {
      expect(text[(starts[at] as number) - 1]).toBe(mark);
      const word = text.slice(starts[at], (starts[at + 1] as number) - 1);
      for (const entry of entries.subarray(offsets[first + at], offsets[first + at + 1])) found[(entry >>> standingBits) - 1]?.push(`${word} ${entry & ((1 << standingBits) - 1)}`);
    }
  }
  return found.map((words) => words.sort());
}

function plainWords(name: string): readonly string[] {
  const short = name.indexOf('/') + 1;
  return [...name.matchAll(/[a-z0-9\x80-\xfe]+/g)].map(({ 0: word, index }) => {
    const isShort = index === short || (index === 0 && short === 0);
    return `${word} ${(index === 0 ? standing.first : 0) + (isShort || index === 0 ? standing.short : 0) + (index + word.length === name.length ? standing.last : 0)}`;
  }).sort();
}

describe('the words of texts', () => {
  it('tells how each word stands in a name', () => {
    expect(wordsByText(collect(['bert', 'a/bert-b', '/x', '-x', 'a/b/c', '', '+', 'caf\xc3\xa9.x']), 8)).toEqual([
      ['bert 7'], ['a 3', 'b 4', 'bert 2'], ['x 6'], ['x 4'], ['a 3', 'b 2', 'c 4'], [], [], ['caf\xc3\xa9 3', 'x 4'],
    ]);
  });

  it('loses no word of any text, however many different words there are', () => {
    console.log(`words seed ${seed}`);
    const random = randomFrom(seed);
    const frequent = ['bert', 'base', 'uncased', 'transformer', 'transformed', 'x', '\xe6\x97\xa5'];
    const word = (): string => (random.below(2) === 0 ? random.pick(frequent) : random.below(1e9).toString(36) + (random.below(3) === 0 ? 'finetuned' : ''));
    const names = Array.from({ length: 30_000 }, () => Array.from({ length: 1 + random.below(4) }, word).join(random.pick(['-', '/', '.', '--', ' '])));
    const found = wordsByText(collect(names), names.length);
    for (const [at, name] of names.entries()) expect(found[at], `seed ${seed}: ${name}`).toEqual(plainWords(name));
  });
});
