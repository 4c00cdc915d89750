import { describe, expect, it } from 'vitest';
import { rankTitles } from './rank-titles.ts';

const things = ['Theme: dark', 'Open your mirror…', 'Models', 'Search models'].map((title) => ({ title }));
const titles = (text: string): readonly string[] => rankTitles(things, text).map((thing) => thing.title);

describe('rankTitles', () => {
  it('keeps all, in their order, where nothing is typed', () => expect(titles('  ')).toHaveLength(4));
  it('asks for every word', () => expect(titles('mirror open')).toEqual(['Open your mirror…']));
  it('puts an earlier and a whole word first', () => {
    expect(titles('model')).toEqual(['Models', 'Search models']);
    expect(titles('m')).toEqual(['Models', 'Search models', 'Open your mirror…', 'Theme: dark']);
  });
  it('finds nothing where no title fits', () => expect(titles('zebra')).toEqual([]));
});
