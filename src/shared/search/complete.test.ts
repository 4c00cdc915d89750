import { expect, test } from 'vitest';
import { seed } from '../../../test/fixtures/seed.ts';
import { closedValueSuggestions, completionAt, fieldSuggestions } from './complete.ts';
import { fields } from './fields.ts';
import { randomFrom, randomText } from './testing-random.ts';


/** `|` is the caret; `[…]` in the answer is what a suggestion replaces. */
function complete(marked: string): string {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const completion = completionAt(text, caret);
  if (completion.kind === 'none') return 'none';
  const place = `${text.slice(0, completion.from)}[${text.slice(completion.from, completion.to)}]${text.slice(completion.to)}`;
  return `${completion.kind === 'value' ? completion.field : 'field'} ${completion.prefix} ${place}`;
}

test.each([
  ['|', 'field  []'],
  ['ta|', 'field ta [ta]'],
  ['bert ta|sk', 'field ta bert [task]'],
  ['bert |', 'field  bert []'],
  ['bert |task:x', 'field  bert []task:x'],
  ['-|', 'field  -[]'],
  ['-ta|', 'field ta -[ta]'],
  ['(ta|', 'field ta ([ta]'],
  ['a OR ta|', 'field ta a OR [ta]'],
  ['OR|', 'none'],
  ['ta|sk:x', 'field ta [task:]x'],
  ['task:|', 'task  task:[]'],
  ['task:fi|', 'task fi task:[fi]'],
  ['task:a,fi|', 'task fi task:a,[fi]'],
  ['task:a,|', 'task  task:a,[]'],
  ['task:"fill ma|', 'task fill ma task:["fill ma]'],
  ['task:"fill| ma" x', 'task fill task:["fill ma"] x'],
  ['task:"fill mask"|', 'none'],
  ['author:go|', 'owner go author:[go]'],
  ['task:(fi|', 'task fi task:([fi]'],
  ['task:(a OR |', 'task  task:(a OR []'],
  ['task:(a) |', 'field  task:(a) []'],
  ['task:a |', 'field  task:a []'],
  ['sort:-do|', 'sort do sort:-[do]'],
  ['downloads:>1|', 'downloads >1 downloads:[>1]'],
  ['"ta|', 'none'],
  ['"ta"|', 'none'],
])('%s completes as %j', (marked, expected) => {
  expect(complete(marked)).toBe(expected);
});

test(`completion answers inside any text (SEARCH_SEED=${seed})`, () => {
  const random = randomFrom(seed);
  for (let round = 0; round < 1000; round += 1) {
    const text = randomText(random);
    const caret = random.below(text.length + 1);
    const completion = completionAt(text, caret);
    const { from, to } = completion.kind === 'none' ? { from: caret, to: caret } : completion;
    expect({ text, caret, around: 0 <= from && from <= caret && caret <= to && to <= text.length }).toEqual({ text, caret, around: true });
  }
  expect(completionAt('x', 5)).toEqual({ kind: 'none' });
  expect(completionAt('x', -1)).toEqual({ kind: 'none' });
});

test('fields are suggested by name, then by alias', () => {
  expect(fieldSuggestions('').map((suggestion) => suggestion.field)).toEqual(fields.map((field) => field.name));
  expect(fieldSuggestions('LI').map((suggestion) => suggestion.text)).toEqual(['library:', 'license:', 'likes:']);
  expect(fieldSuggestions('mod').map((suggestion) => suggestion.text)).toEqual(['modified:', 'name:']);
  expect(fieldSuggestions('zzz')).toEqual([]);
});

test('closed values are suggested with what they mean', () => {
  expect(closedValueSuggestions('has', 'c').map((suggestion) => suggestion.text)).toEqual(['card', 'claims', 'clone']);
  expect(closedValueSuggestions('hub', 'mod').map((suggestion) => suggestion.text)).toEqual(['modelzoo', 'modelhub']);
  expect(closedValueSuggestions('owner', '')).toEqual([]);
});
