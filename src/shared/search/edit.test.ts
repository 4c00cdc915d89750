import { expect, test } from 'vitest';
import { seed } from '../../../test/fixtures/seed.ts';
import { clearField, excludeValue, type ListFieldName, narrow, pillsOf, removePill, removeValue, selectedRange, selectedValues, toggleValue, withoutField, withRange } from './edit.ts';
import { matches } from './match.ts';
import { parse } from './parse.ts';
import { print } from './print.ts';
import { randomFrom, randomNode, randomRecord } from './testing-random.ts';
import { everything, normalise, type SearchTree } from './tree.ts';

const read = (text: string): SearchTree => parse(text).tree;

test.each<[string, ListFieldName, string, string]>([
  ['', 'task', 'a', 'task:a'],
  ['bert ', 'task', 'a', 'bert task:a'],
  ['bert', 'task', 'a b', 'bert* task:"a b"'],
  ['task:a', 'task', 'b', 'task:a,b'],
  ['task:a,b', 'task', 'A', 'task:b'],
  ['task:a', 'task', 'a', ''],
  ['-task:a,b', 'task', 'a', '-task:b task:a'],
  ['x OR y ', 'task', 'a', '(x OR y) task:a'],
  ['tag:a tag:b', 'tag', 'a', 'tag:b'],
  ['has:card', 'has', 'license', 'has:card has:license'],
  ['has:card', 'has', 'card', ''],
  ['-has:card', 'has', 'card', 'has:card'],
  ['bert ', 'is', 'nonsense', 'bert '],
])('%j with %s:%s toggled is %j', (text, field, value, expected) => {
  expect(print(toggleValue(read(text), field, value))).toBe(expected);
});

test.each<[string, ListFieldName, string, string]>([
  ['', 'task', 'a', '-task:a'],
  ['-task:a', 'task', 'b', '-task:a,b'],
  ['task:a,b', 'task', 'a', 'task:b -task:a'],
  ['-task:a,b', 'task', 'a', '-task:b'],
  ['is:gated', 'is', 'gated', '-is:gated'],
  ['-is:gated', 'is', 'gated', ''],
])('%j with %s:%s excluded is %j', (text, field, value, expected) => {
  expect(print(excludeValue(read(text), field, value))).toBe(expected);
});

test('a value is removed whether it is asked for or left out', () => {
  expect(print(removeValue(read('task:a,b -task:c tag:a'), 'task', 'a'))).toBe('task:b -task:c tag:a');
  expect(print(removeValue(read('task:a -task:c'), 'task', 'c'))).toBe('task:a');
});

test('selected values are those of top-level conditions', () => {
  expect(selectedValues(read('bert task:a,b -task:c (task:d OR x) tag:e'), 'task')).toEqual({ included: ['a', 'b'], excluded: ['c'] });
  expect(selectedValues(read('has:card -has:paper is:cloned'), 'has')).toEqual({ included: ['card'], excluded: ['paper'] });
});

test('a facet ignores the conditions on its own field only', () => {
  const tree = read('bert task:a -task:b (task:c OR -task:d) (task:e OR tag:f) tag:g downloads:>5');
  expect(print(withoutField(tree, 'task'))).toBe('bert (task:e OR tag:f) tag:g downloads:>5');
  expect(print(withoutField(tree, 'downloads'))).not.toContain('downloads');
  expect(clearField(read('task:a -task:b'), 'task')).toEqual(everything);
});

test('a range takes the place of the ranges of its field', () => {
  const bounds = { min: 1000, max: 2000, minInclusive: true, maxInclusive: false };
  expect(print(withRange(read('bert '), 'downloads', bounds))).toBe('bert downloads:1k..<2k');
  expect(print(withRange(read('downloads:>5 task:a -downloads:7'), 'downloads', bounds))).toBe('downloads:1k..<2k task:a');
  expect(print(withRange(read('downloads:>5 task:a'), 'downloads', null))).toBe('task:a');
  const march = { min: Date.parse('2022-03-01T05:00:00Z'), max: Date.parse('2022-03-31T05:00:00Z'), minInclusive: false, maxInclusive: true };
  const tree = withRange(read(''), 'modified', march);
  expect(print(tree)).toBe('modified:2022-03');
  expect(selectedRange(tree, 'modified')).toMatchObject({ min: Date.parse('2022-03-01'), max: Date.parse('2022-04-01') });
  expect(selectedRange(read('likes:>5 likes:<7'), 'likes')).toBeNull();
});

test.each([
  [{ min: -5, max: Number.POSITIVE_INFINITY, minInclusive: false, maxInclusive: true }, 'downloads:>=0'],
  [{ min: Number.NaN, max: -0, minInclusive: true, maxInclusive: true }, 'downloads:<=0'],
  [{ min: null, max: null, minInclusive: true, maxInclusive: true }, ''],
])('bounds that cannot be written become ones that can: %j', (bounds, expected) => {
  const tree = withRange(read(''), 'downloads', bounds);
  expect(print(tree)).toBe(expected);
  expect(read(expected)).toEqual(tree);
});

test('pills are the conditions that must all hold', () => {
  const tree = read('bert bert "a b" -task:x (has:card OR is:gated) downloads:>1k');
  const pills = pillsOf(tree);
  expect(pills.map(({ label, negated, field }) => [label, negated, field])).toEqual([
    ['bert', false, null],
    ['bert', false, null],
    ['"a b"', false, null],
    ['-task:x', true, 'task'],
    ['has:card OR is:gated', false, null],
    ['downloads:>1k', false, 'downloads'],
  ]);
  expect(new Set(pills.map((pill) => pill.id)).size).toBe(pills.length);
  expect(print(removePill(tree, pills[3]?.id ?? ''))).toBe('bert bert "a b" (has:card OR is:gated) downloads:>1k');
  expect(pillsOf(read(''))).toEqual([]);
  expect(pillsOf(read('a OR b'))).toHaveLength(1);
});

test(`editing random searches does what it says (SEARCH_SEED=${seed})`, () => {
  const random = randomFrom(seed);
  const records = Array.from({ length: 10 }, () => randomRecord(random));
  for (let round = 0; round < 500; round += 1) {
    const tree = normalise(randomNode(random, 3));
    const other = normalise(randomNode(random, 2));
    const values = selectedValues(tree, 'tag');
    const added = toggleValue(clearField(tree, 'tag'), 'tag', 'bert');
    const found = (searched: SearchTree) => records.filter((record) => matches(searched, record));
    const both = found(tree).filter((record) => matches(other, record));
    const tagged = found(clearField(tree, 'tag')).filter((record) => record.values.tag.some((tag) => tag.toLowerCase() === 'bert'));
    expect({ tree, other, found: found(narrow(tree, other)) }).toEqual({ tree, other, found: both });
    expect({ tree, found: found(added) }).toEqual({ tree, found: tagged });
    expect(found(withoutField(tree, 'tag'))).toEqual(expect.arrayContaining(found(tree)));
    for (const value of values.included) expect(selectedValues(toggleValue(tree, 'tag', value), 'tag').included).not.toContain(value);
    for (const pill of pillsOf(tree)) expect(pillsOf(removePill(tree, pill.id))).toHaveLength(pillsOf(tree).length - 1);
  }
});
