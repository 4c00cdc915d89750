import { describe, expect, test } from 'vitest';
import { readHub, unifiedRecord } from './testing-hub.ts';

describe('ONNX Model Zoo', () => {
  const address = 'https://github.com/onnx/models/tree/main/vision/vgg';
  const model = {
    id: '0001', Model: 'VGG 16', ModelSize: '527.8 MB', ModelPath: 'model/vgg16-7.onnx', ONNXVersion: '1.2', 'Top-1% Accuracy': '72.6%', 'Top-5% Accuracy': 'N/A', mAP: 'mAP of 0.195', Dataset: 'ImageNet',
    OpsetVersion: '7', 'Top-1 Error (%)': 27.4, Category: 'Vision', 'GitHub URL': address, ModelSampleSize: 'N/A',
  };
  const files = {
    'json/onnxmodelzoo.json': [unifiedRecord(0, 'VGG 16', '0001', { ModelOwner: 'ONNX', ModelURL: address }), unifiedRecord(1, 'VGG 16', '1', { ModelOwner: 'ONNX', ModelURL: address })],
    'json/metadata/omz_models_metadata.json': [model, { ...model, id: '1', ModelSize: '1,024 kB' }],
    'json/metadata/omz_metadata.json': [{ id: 0, ModelClass: 'VGG', RepoREADMEPath: 'vision/vgg/', ModelREADMEPath: 'a.md', Paper: 'https://arxiv.org/abs/1409.1556', Description: 'Deep nets', HFSpaceURL: 'N/A', Category: 'Image' }],
  };

  test('the model finds its class by the folder of its address, sizes and results are read from text', () => {
    const { packages, problems } = readHub('onnxmodelzoo', files);
    expect(problems).toEqual([]);
    expect(packages[0]).toMatchObject({
      name: 'VGG 16', metadataId: '0001', owner: 'ONNX', description: 'Deep nets', bytes: 527_800_000, formats: ['onnx'], datasets: ['ImageNet'], papers: [{ kind: 'arxiv', id: '1409.1556' }], hasCard: true, clonePaths: ['onnx/models'],
      task: { value: 'Vision' }, facts: [['Model class', 'VGG'], ['ONNX version', '1.2'], ['Opset', '7'], ['Stated size', '527.8 MB'], ['Path', 'model/vgg16-7.onnx']],
    });
    expect(packages[0]?.claims.map(({ metric, value, number, strict }) => [metric, value, number, strict])).toEqual([
      ['Top-1% Accuracy', '72.6%', 72.6, false], ['Top-1 Error (%)', '27.4', 27.4, false], ['mAP', 'mAP of 0.195', 0.195, false],
    ]);
  });

  test('ids "0001" and "1" are two entries, names may repeat', () => {
    expect(readHub('onnxmodelzoo', files).packages.map((found) => [found.name, found.metadataId, found.bytes])).toEqual([['VGG 16', '0001', 527_800_000], ['VGG 16', '1', 1_024_000]]);
  });
});

describe('Model Zoo', () => {
  const files = {
    'json/modelzoo.json': [unifiedRecord(0, 'Pix2Pix 🎨', '5', { ModelURL: 'https://github.com/a/pix2pix' })],
    'json/metadata/mz_models_metadata.json': [
      { id: 5, title: 'Pix2Pix 🎨', link: 'https://github.com/a/pix2pix/tree/master', description: 'Short', long_desc: 'x'.repeat(100_000), stars: '1234', framework: 'PyTorch', categories: [{ id: 1, title: 'Computer Vision' }, null, { title: 'Generative Models' }], papers: { 'Image-to-Image': 'https://arxiv.org/abs/1611.07004', none: null } },
      { id: 6, title: 'No link', link: null },
      { id: 7, link: null },
    ],
    'json/metadata/mz_metadata.json': { models: [{ slug: 'pix2pix', title: 'Pix2Pix 🎨', link: 'https://github.com/a/pix2pix/tree/master' }, { slug: 'no-link', title: 'No link', link: null }] },
  };

  test('slug by title and link, stars, categories as tags, papers from a map, a long description as card', () => {
    expect(readHub('modelzoo', files).packages).toMatchObject([{
      name: 'Pix2Pix 🎨', stars: 1234, library: { value: 'pytorch', original: 'PyTorch' }, task: { value: 'Computer Vision' }, tags: ['Computer Vision', 'Generative Models'], description: 'Short', hasCard: true, cardText: 'x'.repeat(100_000),
      papers: [{ kind: 'arxiv', id: '1611.07004' }], facts: [['Slug', 'pix2pix']], clonePaths: ['a/pix2pix'],
    }]);
  });

  test('without unified records, from metadata alone; an entry that nothing names is told', () => {
    const { 'json/modelzoo.json': _records, ...metadata } = files;
    const { packages, told } = readHub('modelzoo', metadata);
    expect(packages.map((found) => [found.name, found.url, found.facts, found.clonePaths])).toEqual([
      ['Pix2Pix 🎨', 'https://github.com/a/pix2pix/tree/master', [['Slug', 'pix2pix']], ['a/pix2pix']], ['No link', null, [['Slug', 'no-link']], []],
    ]);
    expect(told).toEqual(['missing-field: null']);
  });
});

describe('PyTorch Hub', () => {
  test('the owner is a display name, the commit id is left out, addresses come in many spellings', () => {
    const { packages } = readHub('pytorchhub', {
      'json/pytorchhub.json': [unifiedRecord(0, 'ntsnet', '12', { ModelOwner: 'Moreno Caraffini and Nicola Landro', ModelTask: null, ModelURL: '' })],
      'json/metadata/pyth_models_metadata.json': [{ id: 12, ModelName: 'ntsnet', ModelDescription: ' Birds ', ModelURL: '', GitHubURL: 'https://github.com/nicolalandro/ntsnet-cub200/', ColabURL: 'N/A', DemoURL: 'https://x.org' }],
    });
    expect(packages).toMatchObject([{
      owner: 'Moreno Caraffini and Nicola Landro', sha: null, task: null, description: 'Birds', url: 'https://github.com/nicolalandro/ntsnet-cub200/', clonePaths: ['nicolalandro/ntsnet-cub200'], facts: [['Demo', 'https://x.org'], ['Source', 'https://github.com/nicolalandro/ntsnet-cub200/']],
    }]);
  });
});

describe('Modelhub.ai', () => {
  test('UUIDs as ids, backends as library and tags', () => {
    const id = '6f1d0b6e-0001-4f0e-9d2c-8f6f6b9d1234';
    const { packages } = readHub('modelhub', {
      'json/modelhub.json': [unifiedRecord(0, 'alexnet', id, { ModelURL: 'https://github.com/modelhub-ai/AlexNet' })],
      'json/metadata/mh_metadata.json': [{ id, name: 'alexnet', task_extended: 'Image Classification', github: 'https://github.com/modelhub-ai/AlexNet.git', github_branch: 'master', backend: ['Caffe2', 'onnx'], gpu: false }],
    });
    expect(packages).toMatchObject([{
      name: 'alexnet', metadataId: id, task: { value: 'Image Classification' }, library: { value: 'caffe2', original: 'Caffe2' }, tags: ['Caffe2', 'onnx'], facts: [['Backends', 'Caffe2, onnx'], ['Branch', 'master'], ['GPU', 'not required']], clonePaths: ['modelhub-ai/AlexNet'],
    }]);
  });
});

test.each(['modelzoo', 'onnxmodelzoo', 'pytorchhub', 'modelhub', 'huggingface'] as const)('%s: records of nothing but wrong types make problems, and nothing throws', (hub) => {
  const odd = [{}, { id: {}, title: [], Model: 5, ModelName: null, name: true, categories: 'x', papers: 7, backend: {}, ModelSize: {}, models: 'x' }, { id: [1], tags: [[[]]], cardData: { 'model-index': [[[]]] } }];
  const paths = ['json/modelzoo.json', 'json/metadata/mz_models_metadata.json', 'json/metadata/mz_metadata.json', 'json/onnxmodelzoo.json', 'json/metadata/omz_models_metadata.json', 'json/metadata/omz_metadata.json',
    'json/pytorchhub.json', 'json/metadata/pyth_models_metadata.json', 'json/modelhub.json', 'json/metadata/mh_metadata.json', 'json/huggingface.json', 'json/metadata/hf_metadata.json'];
  expect(readHub(hub, Object.fromEntries(paths.map((path) => [path, odd]))).problems.length).toBeGreaterThan(0);
  const onlyMetadata = paths.filter((path) => path.startsWith('json/metadata/'));
  expect(readHub(hub, Object.fromEntries(onlyMetadata.map((path) => [path, odd]))).problems.length).toBeGreaterThan(0);
});
