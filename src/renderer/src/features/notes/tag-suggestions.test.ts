import { expect, test } from 'vitest';
import { suggestTags } from './tag-suggestions.ts';

const inUse = [{ tag: 'to check', count: 9 }, { tag: 'Checked', count: 4 }, { tag: 'Évaluation', count: 2 }, { tag: 'GPU', count: 1 }];
const suggested = (typed: string, ...there: string[]): string[] => suggestTags(inUse, typed, there).map(({ tag }) => tag);

test('tags that begin with what is typed stand before those that hold it', () => {
  expect(suggested('che')).toEqual(['Checked', 'to check']);
  expect(suggested('EVA')).toEqual(['Évaluation']);
  expect(suggested('nothing')).toEqual([]);
});

test('nothing typed suggests the most used; tags of the package are left out', () => {
  expect(suggested('')).toEqual(['to check', 'Checked', 'Évaluation', 'GPU']);
  expect(suggested('', 'TO CHECK', 'gpu')).toEqual(['Checked', 'Évaluation']);
});
