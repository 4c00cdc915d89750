import { expect, test } from 'vitest';
import type { FrontValue } from '../../shared/contract/index.ts';
import { cardFactsOf } from './card-facts.ts';
import { frontTable } from './front-table.ts';

function printed({ kind, text, items, more }: FrontValue): string {
  const rest = more > 0 ? ` +${more}` : '';
  if (kind === 'text') return text;
  return kind === 'list' ? `[${items.map(({ value }) => printed(value)).join(', ')}${rest}]` : `{${items.map(({ key, value }) => `${key}: ${printed(value)}`).join(', ')}${rest}}`;
}

const table = (yaml: string): string => printed(frontTable(cardFactsOf(yaml) ?? {}));

test('nested values stay nested, and dates and versions as they are written', () => {
  expect(table('license: mit\nlanguage: [en, no]\nwidget:\n- text: hi\n  n: 1.0\ndate: 2022-03-05\nnone:')).toBe('{license: mit, language: [en, no], widget: [{text: hi, n: 1}], date: 2022-03-05, none: null}');
});

test('the index of results in short', () => {
  expect(table('model-index:\n- name: a\n  results:\n  - metrics: [{type: f1, value: 1}, {type: em, value: 2}]\n  - metrics: []')).toBe('{model-index: 1 model, 2 results, 2 metrics}');
  expect(table('model-index: nonsense')).toBe('{model-index: 0 models, 0 results, 0 metrics}');
});

test('large values are cut, and say how much is left out', () => {
  expect(table(`tags: [${Array.from({ length: 1000 }, (_, at) => at).join(', ')}]`)).toMatch(/, 59 \+940\]\}$/);
  expect(table(`text: ${'x'.repeat(5000)}`)).toHaveLength('{text: }'.length + 601);
  const wide = frontTable(Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`k${at}`, Array.from({ length: 100 }, () => ({ a: [1, 2, 3] }))])));
  expect(JSON.stringify(wide).length).toBeLessThan(60_000);
});

test('aliases that multiply, and levels without end, are no front matter', () => {
  expect(cardFactsOf(`a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'.split('').map((name, at) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[at]}`).join(',')}]`).join('\n')}`)).toBeNull();
  expect(cardFactsOf(`a: ${'['.repeat(5000)}`)).toBeNull();
});
