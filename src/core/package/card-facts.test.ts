import { describe, expect, it } from 'vitest';
import { cardFactsOf } from './card-facts.ts';

describe('the facts of front matter', () => {
  it('reads what cards state', () => {
    const text = ['license: apache-2.0', 'language:', '- en', '- no', 'datasets: [squad, null]', 'base_model: google/bert', 'model-index:', '- results:', '  - metrics: [{type: f1, value: 0.5}]', 'date: 2023-01-01', 'inference: false'].join('\n');
    expect(cardFactsOf(text)).toEqual({
      license: 'apache-2.0',
      language: ['en', 'no'],
      datasets: ['squad', null],
      base_model: 'google/bert',
      'model-index': [{ results: [{ metrics: [{ type: 'f1', value: 0.5 }] }] }],
      date: '2023-01-01',
      inference: false,
    });
  });

  it.each([
    ['a repeated key keeps the last value', 'license: mit\nlicense: gpl-3.0', { license: 'gpl-3.0' }],
    ['an alias is followed', 'a: &x [1]\nb: *x', { a: [1], b: [1] }],
    ['what is no number is missing', 'a: .nan\nb: -.inf', { a: null, b: null }],
    ['tags make no objects', 'a: !!binary aGk=\nb: !!set {x: null}\nc: !own [1]', { a: 'aGk=', b: { x: null }, c: [1] }],
    ['a merge key is a key', 'a: &x {b: 1}\nc: {<<: *x}', { a: { b: 1 }, c: { '<<': { b: 1 } } }],
    ['an empty map', '{}', { }],
  ])('%s', (_label, text, expected) => {
    expect(cardFactsOf(text)).toEqual(expected);
  });

  it('gives a key named __proto__ no power', () => {
    const facts = cardFactsOf('__proto__: {polluted: yes}\nconstructor: 1');
    expect(Object.keys(facts ?? {})).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(facts)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
  });

  const bomb = Array.from({ length: 12 }, (_unused, level) => (level === 0 ? 'l0: &l0 [x, x, x, x, x, x, x, x, x]' : `l${level}: &l${level} [${Array.from({ length: 9 }, () => `*l${level - 1}`).join(', ')}]`)).join('\n');
  it.each([
    ['a text', 'just text'],
    ['a list', '- a\n- b'],
    ['nothing', ''],
    ['a comment', '# nothing'],
    ['broken YAML', 'a: [1, 2\nb: }'],
    ['an alias of nothing', 'a: *x'],
    ['a bomb of aliases', bomb],
    ['a long text many times', `a: &x ${'y'.repeat(60_000)}\nb: [${Array.from({ length: 90 }, () => '*x').join(', ')}]`],
    ['an alias of its own parent', 'a: &x\n  b: *x'],
    ['deep lists', '['.repeat(1000)],
    ['deep maps', '{'.repeat(250_000)],
    ['deep keys', '? '.repeat(125_000)],
    ['deep items', '- '.repeat(125_000)],
    ['deep lists that are closed', `a: ${'['.repeat(60)}${']'.repeat(60)}`],
    ['more than 256 kB', `a: ${'x'.repeat(300_000)}`],
  ])('refuses %s', (_label, text) => {
    expect(cardFactsOf(text)).toBeNull();
  });

  it('reads a long list of results', () => {
    const metrics = Array.from({ length: 5000 }, (_unused, index) => `- type: metric_${index}\n  value: ${index}`).join('\n');
    const results = cardFactsOf(`results:\n${metrics}`)?.['results'];
    expect(Array.isArray(results) ? results.at(-1) : null).toEqual({ type: 'metric_4999', value: 4999 });
  });
});
