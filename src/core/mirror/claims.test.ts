import { describe, expect, test } from 'vitest';
import { claimsOfEvalResults, claimsOfModelIndex } from './claims.ts';

const metric = { name: 'F1', type: 'f1', value: 0.9 };
const result = { task: { name: 'NER', type: 'token-classification' }, dataset: { name: 'CoNLL', type: 'conll2003' }, metrics: [metric] };

function rules(modelIndex: unknown): readonly [strict: boolean, tolerant: number] {
  const claims = claimsOfModelIndex(modelIndex);
  return [claims.strict, claims.list.length];
}

describe('model-index', () => {
  test('a whole card', () => {
    expect(claimsOfModelIndex([{ name: 'm', results: [result] }])).toEqual({
      strict: true,
      list: [{ task: 'token-classification', dataset: 'CoNLL', metric: 'f1', value: '0.9', number: 0.9, strict: true, source: 'model-index' }],
    });
  });

  test.each<readonly [string, unknown, readonly [boolean, number]]>([
    ['nothing', undefined, [false, 0]],
    ['an empty list', [], [false, 0]],
    ['text', 'x', [false, 0]],
    ['no results', [{ name: 'm' }], [false, 0]],
    ['results empty', [{ results: [] }], [false, 0]],
    ['a metric without a name', [{ results: [{ ...result, metrics: [{ type: 'f1', value: 1 }] }] }], [false, 1]],
    ['a metric without a type', [{ results: [{ ...result, metrics: [{ name: 'F1', value: 1 }] }] }], [false, 0]],
    ['a metric without a value', [{ results: [{ ...result, metrics: [{ name: 'F1', type: 'f1' }, metric] }] }], [false, 1]],
    ['a value that is text of a number', [{ results: [{ ...result, metrics: [{ ...metric, value: '0.5' }] }] }], [true, 1]],
    ['a value that is no number', [{ results: [{ ...result, metrics: [{ ...metric, value: '20.0 ± 1.2' }] }] }], [false, 1]],
    ['a value in a list', [{ results: [{ ...result, metrics: [{ ...metric, value: [0.5] }] }] }], [false, 1]],
    ['no task', [{ results: [{ ...result, task: undefined }] }], [false, 1]],
    ['a dataset as text', [{ results: [{ ...result, dataset: 'conll' }] }], [false, 1]],
    ['metrics in no list', [{ results: [{ ...result, metrics: metric }] }], [false, 0]],
    ['no metrics at all', [{ results: [{ ...result, metrics: [] }] }], [false, 0]],
    ['one bad result spoils the first entry', [{ results: [result, { task: {} }] }], [false, 1]],
    ['a bad second entry does not', [{ results: [result] }, { results: [{ metrics: [{ type: 'x', value: 'y' }] }] }], [true, 2]],
    ['nulls everywhere', [null, { results: [null, { metrics: [null, 5] }] }], [false, 0]],
  ])('%s', (_name, modelIndex, expected) => {
    expect(rules(modelIndex)).toEqual(expected);
  });

  test('only claims of the first entry are strict, and a shared entry counts where it stands', () => {
    const entry = { results: [result] };
    expect(claimsOfModelIndex([entry, entry]).list.map((claim) => claim.strict)).toEqual([true, false]);
  });

  test('values are shown: text as it is, lists as JSON, long ones cut', () => {
    const values = ['20.0 ± 1.2', [1, 2], { a: null }, true, 'x'.repeat(1e6)];
    const { list } = claimsOfModelIndex([{ results: [{ metrics: values.map((value) => ({ type: 't', value })) }] }]);
    expect(list.map((claim) => claim.value)).toEqual(['20.0 ± 1.2', '[1,2]', '{"a":null}', 'true', `${'x'.repeat(500)}…`]);
    expect(list.every((claim) => claim.number === null && claim.task === null && claim.dataset === null)).toBe(true);
  });

  test('a million metrics are bounded', () => {
    expect(claimsOfModelIndex([{ results: [{ metrics: Array.from({ length: 1_000_000 }, () => metric) }] }]).list).toHaveLength(20_000);
  });
});

describe('.eval_results', () => {
  test('files as Hugging Face describes them, with what is required and what is not', () => {
    const file = [
      { dataset: { id: 'Idavidrein/gpqa', task_id: 'gpqa_diamond', revision: 'x' }, value: 0.412, date: '2026-09-10', source: { url: 'https://x.org', name: 'Log' }, notes: 'no-tools' },
      { dataset: { id: 'cais/hle', config: 'text' }, value: '20.90' },
      { dataset: { id: 'openai/gsm8k' }, value: 5 },
    ];
    expect(claimsOfEvalResults([file]).map(({ dataset, metric: name, value, number }) => [dataset, name, value, number])).toEqual([
      ['Idavidrein/gpqa', 'gpqa_diamond', '0.412', 0.412], ['cais/hle', 'text', '20.90', 20.9], ['openai/gsm8k', 'value', '5', 5],
    ]);
    expect(claimsOfEvalResults([file, file])).toHaveLength(6);
    // The hub's own list of the same, and entries that it wraps.
    expect(claimsOfEvalResults(file)).toHaveLength(3);
    expect(claimsOfEvalResults([{ filename: 'a.yaml', verified: true, data: file[0] }])).toMatchObject([{ dataset: 'Idavidrein/gpqa', source: 'eval-results' }]);
  });

  test.each([[null], [undefined], ['text'], [7], [[]], [[null, 'x', 7]], [[[{ value: 1 }]]], [[[{ dataset: { id: 'x' } }]]], [{ dataset: [], value: 1 }]])('%j claims nothing', (documents) => {
    expect(claimsOfEvalResults(documents)).toEqual([]);
  });
});
