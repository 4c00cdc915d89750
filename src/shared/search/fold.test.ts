import { expect, test } from 'vitest';
import { fold, tokensOf } from './fold.ts';

test.each([
  ['BERT', 'bert'],
  ['Émile', 'emile'],
  ['E\u0301mile', 'emile'],
  ['İstanbul', 'istanbul'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['ﬁne', 'fine'],
  ['Straße', 'straße'],
  ['Ⅷ', 'viii'],
  ['🤗', '🤗'],
])('%s folds to %s', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test('folding every character twice changes nothing more, and pieces fold as the whole does', () => {
  const unstable: string[] = [];
  for (let code = 0; code <= 0x1_ffff; code += 1) {
    const character = String.fromCodePoint(code);
    const folded = fold(character);
    if (fold(folded) !== folded || fold(`a${character}`) !== `a${folded}`) unstable.push(`U+${code.toString(16)}`);
  }
  expect(unstable).toEqual([]);
});

test.each([
  ['google/bert_base-uncased v1.5', ['google', 'bert', 'base', 'uncased', 'v1', '5']],
  ['C++', ['c']],
  ['½ Ünïcode', ['1', '2', 'unicode']],
  ['日本語 テスト', ['日本語', 'テスト']],
  ['"*+🤗', []],
])('%s has the tokens %j', (text, tokens) => {
  expect(tokensOf(text)).toEqual(tokens);
});
