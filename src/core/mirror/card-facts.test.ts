import { describe, expect, test } from 'vitest';
import { withCardFacts } from './card-facts.ts';
import { emptyPackage } from './hubs/adapter.ts';

const card = {
  license: 'other', license_name: 'llama2', language: ['en', 'sv'], datasets: ['squad'], library_name: 'Transformers', pipeline_tag: 'fill-mask', description: 'A model',
  tags: ['bert', 'arxiv:1810.04805', 'dataset:glue', 'base_model:quantized:b/tagged'], base_model: 'b/base', base_model_relation: 'adapter', finetuned_from: 'b/from',
  'model-index': [{ results: [{ task: { type: 't' }, dataset: { name: 'd' }, metrics: [{ name: 'F1', type: 'f1', value: 1 }] }] }],
};

describe('a package whose hub says nothing', () => {
  test('takes all from the front matter, and papers from links of the text', () => {
    const found = withCardFacts(emptyPackage('modelzoo', 'x'), card, 'See https://arxiv.org/abs/1706.03762 and https://x.org.');
    expect(found).toEqual({
      ...emptyPackage('modelzoo', 'x'), hasCard: true, description: 'A model',
      license: { value: 'other', original: 'other' }, licenses: [{ value: 'other', original: 'other' }], facts: [['License name', 'llama2']],
      library: { value: 'transformers', original: 'Transformers' }, task: { value: 'fill-mask', original: 'fill-mask' },
      datasets: ['squad', 'glue'], languages: ['en', 'sv'], tags: ['bert'],
      papers: [{ kind: 'arxiv', id: '1810.04805' }, { kind: 'arxiv', id: '1706.03762' }],
      lineage: [{ base: 'b/base', relation: 'adapter', source: 'readme' }, { base: 'b/tagged', relation: 'quantized', source: 'readme' }, { base: 'b/from', relation: 'finetune', source: 'readme' }],
      claims: [{ task: 't', dataset: 'd', metric: 'f1', value: '1', number: 1, strict: true, source: 'model-index' }], claimsStrict: true,
    });
  });

  test('an empty or wrong front matter only tells that there is a card', () => {
    const empty = { ...emptyPackage('huggingface', 'x'), hasCard: true };
    expect(withCardFacts(emptyPackage('huggingface', 'x'), {})).toEqual(empty);
    expect(withCardFacts(emptyPackage('huggingface', 'x'), { license: {}, language: 5.5, tags: { a: 1 }, datasets: null, base_model: [[]], 'model-index': 'x', pipeline_tag: [] })).toEqual({ ...empty, languages: ['5.5'] });
  });
});

test('what metadata states is never changed', () => {
  const [mit] = [{ value: 'MIT', original: 'mit' }];
  const stated = {
    ...emptyPackage('huggingface', 'x'), description: 'd', license: mit ?? null, licenses: mit ? [mit] : [], library: { value: 'keras', original: 'keras' }, task: { value: 't', original: 't' }, datasets: ['own'], languages: ['de'], tags: ['own'],
    papers: [{ kind: 'url' as const, id: 'https://x.org' }], lineage: [{ base: 'own', relation: 'merge' as const, source: 'card' as const }],
    claims: [{ task: null, dataset: null, metric: 'm', value: '1', number: 1, strict: false, source: 'model-index' as const }], claimsStrict: false, facts: [['License name', 'own']] as const,
  };
  expect(withCardFacts(stated, card, 'https://arxiv.org/abs/1706.03762')).toEqual({ ...stated, hasCard: true });
});

test('claims of another source do not keep those of the card out', () => {
  const hub = { task: null, dataset: null, metric: 'm', value: '1', number: 1, strict: false, source: 'hub' as const };
  expect(withCardFacts({ ...emptyPackage('onnxmodelzoo', 'x'), claims: [hub] }, card).claims.map((claim) => claim.source)).toEqual(['hub', 'model-index']);
});
