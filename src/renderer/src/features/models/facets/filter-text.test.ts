import { describe, expect, it } from 'vitest';
import { chosenInText, clearInText, conditionsOf, endTexts, rangeInText, withEndsInText, withSpanInText } from './filter-text.ts';

describe('filters in a search text', () => {
  it('are counted without the order', () => {
    expect(conditionsOf('bert license:mit sort:-downloads')).toBe('bert license:mit');
    expect(conditionsOf('sort:name')).toBe('');
  });

  it('know what is asked for and what is left out, however it is spelt', () => {
    const { values, stateOf } = chosenInText('task:Fill-Mask,translation -task:other', 'task');
    expect(values).toEqual(['Fill-Mask', 'translation', 'other']);
    expect(['fill-mask', 'OTHER', 'summarization'].map(stateOf)).toEqual(['asked', 'left out', 'free']);
  });

  it('write a part of a scale, and keep the order', () => {
    expect(withSpanInText('bert sort:name', 'downloads', { from: 1000, to: 10_000 })).toBe('bert downloads:1k..<10k sort:name');
    expect(withSpanInText('downloads:>5', 'downloads', { from: null, to: 10 })).toBe('downloads:<10');
    expect(withSpanInText('', 'modified', { from: Date.parse('2021-04-01'), to: Date.parse('2022-01-01') })).toBe('modified:2021-04..2021');
    expect(withSpanInText('bert downloads:>5 x', 'downloads', null)).toBe('bert x');
    expect(clearInText('license:mit -license:other gpt2 ', 'license')).toBe('gpt2 ');
  });

  it('read back what two boxes hold', () => {
    expect(endTexts(rangeInText('downloads:1k..<10k', 'downloads'))).toEqual({ from: '1k', to: '<10k' });
    expect(endTexts(rangeInText('size:>2GB', 'size'))).toEqual({ from: '>2GB', to: '' });
    expect(endTexts(rangeInText('modified:2021', 'modified'))).toEqual({ from: '2021', to: '2021' });
    expect(endTexts(rangeInText('', 'likes'))).toEqual({ from: '', to: '' });
    expect(withEndsInText('bert', 'downloads', ' 1k', '10k ')).toBe('bert* downloads:1k..10k');
    expect(withEndsInText('bert', 'downloads', '1k', '<10k')).toBe('bert* downloads:1k..<10k');
    expect(withEndsInText('likes:3', 'likes', '', '')).toBe('');
    expect(withEndsInText('', 'size', '1 GB', '')).toBe('size:>=1GB');
    expect(withEndsInText('', 'modified', '2021', '2022-03')).toBe('modified:2021..2022-03');
    expect(['x', '5) OR (a', '"', '..'].map((text) => withEndsInText('', 'downloads', text, ''))).toEqual([null, null, null, null]);
  });
});
