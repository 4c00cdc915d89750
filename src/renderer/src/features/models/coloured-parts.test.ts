import { describe, expect, it } from 'vitest';
import { parse } from '../../../../shared/search/parse.ts';
import { colouredParts } from './coloured-parts.ts';

describe('colouredParts', () => {
  it.each(['', 'bert', 'task:"fill mask" -license:mit (a OR b)', 'size:>banana nonsense:x "open', '  two  spaces  '])('gives %j back whole', (text) => {
    expect(
      colouredParts(text, parse(text))
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('tells a field from its value, and marks what is wrong', () => {
    const parts = colouredParts('task:ner size:>banana', parse('task:ner size:>banana'));
    expect(parts.find((part) => part.text === 'task:')?.kind).toBe('field');
    expect(parts.find((part) => part.text === 'ner')?.kind).toBe('value');
    expect(parts.some((part) => part.problem !== null && part.text.includes('banana'))).toBe(true);
  });
});
