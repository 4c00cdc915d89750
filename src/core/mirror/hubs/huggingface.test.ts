import { describe, expect, test } from 'vitest';
import { bitOfPart, type Package } from '../../../shared/domain/index.ts';
import { emptyPackage } from './adapter.ts';
import { readHub, unifiedRecord } from './testing-hub.ts';

const card = {
  license: 'apache-2.0', language: ['en', 'de'], datasets: ['squad', null, { name: 'x' }], base_model: 'google/mt5-small', base_model_relation: 'finetune',
  'model-index': [{ name: 'm', results: [{ task: { type: 'fill-mask' }, dataset: { name: 'squad' }, metrics: [{ name: 'F1', type: 'f1', value: 0.5 }] }] }],
};
const tags = ['pytorch', 'bert', 'dataset:squad', 'dataset:glue', 'arxiv:1810.04805', 'doi:10.57967/hf/0001', 'license:apache-2.0', 'base_model:finetune:google/mt5-small', 'region:us', 'https://x.org/y'];
const files = ['.gitattributes', 'README.md', 'pytorch_model.bin', 'model.safetensors', 'config.json'];
const sha = '51dbd9db43a0c6eba97f74b91ce26fface509e0b';

/** The same model as three generations of clients wrote it. */
const shapes: Readonly<Record<string, Record<string, unknown>>> = {
  'client up to 0.18': {
    modelId: 'ada/bert', sha, lastModified: '2021-08-30T12:04:48.000Z', tags, pipeline_tag: 'fill-mask', siblings: files.map((rfilename) => ({ rfilename, size: 10, blob_id: null, lfs: null })),
    private: false, author: 'ada', config: { architectures: ['BertForMaskedLM'], model_type: 'BERT' }, securityStatus: null, _id: '621ffdc0', id: 'ada/bert', cardData: card, likes: 3, downloads: 40, library_name: 'Transformers',
    createdAt: '2021-01-02T00:00:00.000Z', gated: 'auto', safetensors: { parameters: { F32: 100, I64: 5 }, total: 105 },
  },
  'client from 0.19': {
    id: 'ada/bert', author: 'ada', sha, last_modified: '2021-08-30T12:04:48+00:00', created_at: '2021-01-02 00:00:00', private: false, gated: 'auto', disabled: false, downloads: '40', likes: 3, library_name: 'Transformers',
    tags, pipeline_tag: 'fill-mask', card_data: card, config: { architectures: ['BertForMaskedLM'], model_type: 'BERT' }, siblings: files.map((rfilename) => ({ rfilename, size: 10, blob_id: 'x', lfs: { size: 10 } })),
    safetensors: { parameters: { F32: 100, I64: 5 } },
  },
  'raw API': {
    _id: '621ffdc0', id: 'ada/bert', modelId: 'ada/bert', author: 'ada', sha, lastModified: '2021-08-30T12:04:48.000Z', createdAt: '2021-01-02T00:00:00.000Z', private: false, gated: 'auto', disabled: false, downloads: 40, likes: 3,
    library_name: 'Transformers', tags, pipeline_tag: 'fill-mask', cardData: card, config: { architectures: ['BertForMaskedLM'], model_type: 'BERT' }, siblings: files.map((rfilename) => ({ rfilename })), usedStorage: 50,
    safetensors: { parameters: { F32: 100, I64: 5 }, total: 105 },
  },
};

const expected: Package = {
  ...emptyPackage('huggingface', 'ada/bert'),
  recordNumber: 4, metadataId: 'ada/bert', owner: 'ada', sha,
  task: { value: 'fill-mask', original: 'fill-mask' },
  architecture: { value: 'bert', original: 'BERT' },
  license: { value: 'Apache-2.0', original: 'apache-2.0' },
  licenses: [{ value: 'Apache-2.0', original: 'apache-2.0' }],
  library: { value: 'transformers', original: 'Transformers' },
  datasets: ['squad', 'glue'], languages: ['en', 'de'],
  tags: ['pytorch', 'bert', 'region:us', 'https://x.org/y'],
  papers: [{ kind: 'arxiv', id: '1810.04805' }, { kind: 'doi', id: '10.57967/hf/0001' }],
  lineage: [{ base: 'google/mt5-small', relation: 'finetune', source: 'card' }],
  claims: [{ task: 'fill-mask', dataset: 'squad', metric: 'f1', value: '0.5', number: 0.5, strict: true, source: 'model-index' }], claimsStrict: true,
  files: 5, formats: ['pytorch', 'safetensors'], parts: bitOfPart('weights') | bitOfPart('configuration'), bytes: 50, parameters: 105, downloads: 40, likes: 3,
  created: Date.UTC(2021, 0, 2) / 1000, modified: Date.UTC(2021, 7, 30, 12, 4, 48) / 1000,
  hasCard: true, gated: true, facts: [['Model classes', 'BertForMaskedLM'], ['Gated', 'auto']],
  clonePaths: ['ada/bert', 'ada-bert'],
};

/** One model without a unified record. */
function modelOf(metadata: Record<string, unknown>): Package {
  const [found] = readHub('huggingface', { 'json/metadata/hf_metadata.json': [{ id: 'a/b', ...metadata }] }).packages;
  if (!found) throw new Error('The model was not read');
  return found;
}

test.each(Object.keys(shapes))('the shape of %s gives the same package', (shape) => {
  const { packages, problems } = readHub('huggingface', { 'json/huggingface.json': [unifiedRecord(4, 'ada/bert', 'ada/bert')], 'json/metadata/hf_metadata.json': [shapes[shape]] });
  expect(problems).toEqual([]);
  expect(packages).toEqual([expected]);
});

test('a package has the same fields in the same order as an empty one, so that nothing is forgotten', () => {
  expect(Object.keys(modelOf({}))).toEqual(Object.keys(emptyPackage('huggingface', 'a/b')));
});

test.each([[{}], [{ config: null, cardData: null, siblings: null, tags: null, pipeline_tag: null, gated: null, safetensors: null, baseModels: null, evalResults: null }],
  [{ config: 7, cardData: 'text', siblings: {}, tags: 5, pipeline_tag: {}, gated: 3, safetensors: [], baseModels: 'x', evalResults: 'x', likes: -1, downloads: 1.5, sha: 'no', lastModified: 'never' }]])(
  'absent, null and wrong fields read as missing: %j', (metadata) => {
    const { tags: found, ...rest } = modelOf(metadata);
    const { tags: _none, ...empty } = emptyPackage('huggingface', 'a/b');
    expect(rest).toEqual({ ...empty, metadataId: 'a/b', owner: 'a', clonePaths: ['a/b', 'a-b'] });
    expect(found.length).toBeLessThan(2);
  },
);

describe('ids', () => {
  test.each([
    ['bert-base-uncased', null, ['huggingface.co/bert-base-uncased', 'bert-base-uncased']],
    ['a/model.git', 'a', ['a/model.git', 'a-model.git', 'a/model', 'a-model']],
    ['123/456', '123', ['123/456', '123-456']],
    ['789', null, ['huggingface.co/789', '789']],
    ['__x/__y', '__x', ['__x/__y', '__x-__y']],
    [`o/${'n'.repeat(248)}`, 'o', [`o/${'n'.repeat(248)}`, `o-${'n'.repeat(248)}`]],
  ])('%s', (id, owner, clonePaths) => {
    expect(modelOf({ id })).toMatchObject({ name: id, owner, clonePaths });
  });

  test('the owner is the part before the slash, whatever ModelOwner says', () => {
    const record = unifiedRecord(0, 'bert', 'bert', { ModelOwner: 'http://huggingface.co/' });
    expect(readHub('huggingface', { 'json/huggingface.json': [record] }).packages[0]?.owner).toBeNull();
  });

  test('names that differ only in case stay apart', () => {
    const { packages } = readHub('huggingface', { 'json/metadata/hf_metadata.json': [{ id: 'A/B' }, { id: 'a/b' }] });
    expect(packages.map((found) => found.name)).toEqual(['A/B', 'a/b']);
  });

  test('an entry without an id is told and left out', () => {
    expect(readHub('huggingface', { 'json/metadata/hf_metadata.json': [{ likes: 1 }, { id: 'a' }] })).toMatchObject({ packages: [{ name: 'a' }], problems: [{ code: 'missing-field' }] });
  });
});

describe('files', () => {
  test('23,763 files, odd names, some without a size', () => {
    const siblings = Array.from({ length: 23_760 }, (_, at) => ({ rfilename: `images/${at}.png`, size: 2 }));
    const found = modelOf({ siblings: [...siblings, { rfilename: 'a "b": c?.bin', size: 1 }, { rfilename: '模型 😀.ckpt', size: '5' }, { rfilename: 'README.md', size: 0 }] });
    expect(found).toMatchObject({ files: 23_763, bytes: 47_526, formats: ['pytorch'], hasCard: true });
    expect(modelOf({ siblings: [{ rfilename: 'a', size: 1 }, { rfilename: 'b', size: null }] })).toMatchObject({ files: 2, bytes: null });
  });

  test('no list, an empty list, only .gitattributes', () => {
    expect(modelOf({ siblings: null }).files).toBeNull();
    expect(modelOf({ siblings: [] })).toMatchObject({ files: 0, bytes: null });
    expect(modelOf({ siblings: [{ rfilename: '.gitattributes' }, {}, null, 'x'] })).toMatchObject({ files: 1, hasCard: false });
  });
});

describe('lineage, in order of trust', () => {
  test('the hub, the card, tags, finetuned_from', () => {
    const found = modelOf({
      baseModels: { relation: 'quantized', models: [{ _id: '1', id: 'base/hub' }, null] },
      cardData: { base_model: ['base/hub', 'base/card', { name: 'base/map' }, null, 'https://huggingface.co/base/address/tree/main'], finetuned_from: 'base/from' },
      tags: ['base_model:base/card', 'base_model:adapter:base/card', 'base_model:base/tag', 'base_model:merge:base/merged', 'base_model:'],
    });
    expect(found.lineage).toEqual([
      { base: 'base/hub', relation: 'quantized', source: 'baseModels' },
      { base: 'base/card', relation: 'adapter', source: 'card' },
      { base: 'base/map', relation: 'base', source: 'card' },
      { base: 'base/address', relation: 'base', source: 'card' },
      { base: 'base/tag', relation: 'base', source: 'tag' },
      { base: 'base/merged', relation: 'merge', source: 'tag' },
      { base: 'base/from', relation: 'finetune', source: 'finetuned_from' },
    ]);
    expect(found.tags).toEqual([]);
  });

  test('a relation that is stated is never changed, an unknown one is plain', () => {
    expect(modelOf({ cardData: { base_model: 'x', base_model_relation: 'merge' }, tags: ['base_model:finetune:x'] }).lineage).toEqual([{ base: 'x', relation: 'merge', source: 'card' }]);
    expect(modelOf({ cardData: { base_model: 'x', base_model_relation: 'stolen' } }).lineage).toEqual([{ base: 'x', relation: 'base', source: 'card' }]);
    expect(modelOf({ baseModels: [{ relation: 'adapter', models: [{ id: 'x' }, { id: 'y' }] }] }).lineage).toHaveLength(2);
  });
});

describe('what only newer dumps say', () => {
  test.each([[false, false], [true, true], ['auto', true], ['manual', true], ['false', false], [null, false], ['', false]])('gated %j is %j', (gated, result) => {
    expect(modelOf({ gated }).gated).toBe(result);
  });

  test('parameters: the total, the sum where it is missing, or those of a GGUF file', () => {
    expect(modelOf({ safetensors: { parameters: { F32: 7, BF16: 3, odd: 'x' } } }).parameters).toBe(10);
    expect(modelOf({ gguf: { total: 99, architecture: 'LLaMA', context_length: 4096 } })).toMatchObject({ parameters: 99, architecture: { value: 'llama' }, facts: [['Context length', '4096']] });
    expect(modelOf({ safetensors: { parameters: {} } }).parameters).toBeNull();
  });

  test('facts and results', () => {
    const found = modelOf({
      trendingScore: 12, childrenModelCount: 3, private: true, cardData: { license: 'other', license_name: 'llama2', license_link: 'LICENSE.txt' },
      evalResults: [{ dataset: { id: 'cais/hle', task_id: 'hle' }, value: 20.9, date: '2026-01-01' }],
    });
    expect(found.facts).toEqual([['Private', 'yes'], ['License name', 'llama2'], ['License link', 'LICENSE.txt'], ['Trending score', '12'], ['Models made from it', '3']]);
    expect(found.claims).toEqual([{ task: null, dataset: 'cais/hle', metric: 'hle', value: '20.9', number: 20.9, strict: false, source: 'eval-results' }]);
    expect(found.license).toEqual({ value: 'other', original: 'other' });
  });
});

describe('cards as people write them', () => {
  test('misspelt keys, texts in place of lists, several licences', () => {
    const found = modelOf({ cardData: { licence: ['MIT', 'apache-2', 'MIT'], lang: 'sv', model_index: card['model-index'], 'pipeline-tag': 'fill-mask', library_tag: 'Keras', datasets: 'glue' } });
    expect(found).toMatchObject({
      license: { value: 'MIT' }, licenses: [{ value: 'MIT' }, { value: 'Apache-2.0', original: 'apache-2' }], languages: ['sv'], task: { value: 'fill-mask' }, library: { value: 'keras' }, datasets: ['glue'], claimsStrict: true,
    });
    expect(found.licenses).toHaveLength(2);
  });

  test('keys that are names of the language itself change nothing', () => {
    const record = '[{"id": "a/b", "__proto__": {"likes": 5}, "cardData": {"__proto__": {"license": "mit"}, "constructor": "x", "license": "constructor"}, "tags": ["__proto__", "constructor"]}]';
    const [found] = readHub('huggingface', { 'json/metadata/hf_metadata.json': record }).packages;
    expect(found).toMatchObject({ likes: null, license: { value: 'constructor', original: 'constructor' }, tags: ['__proto__', 'constructor'] });
    expect(({} as Record<string, unknown>)['likes']).toBeUndefined();
  });
});
