import { describe, expect, it } from 'vitest';
import type { HubId } from '../../shared/domain/index.ts';
import { cardFromMetadata, folderInRepository, type MetadataRecord } from './index.ts';

describe('what hub metadata says of a package', () => {
  it.each<[HubId, MetadataRecord, string | null]>([
    ['modelzoo', { description: 'Short', long_desc: '# Long' }, '# Long'],
    ['modelzoo', { description: 'Same', long_desc: 'Same' }, null],
    ['modelzoo', { description: 'Short', long_desc: '  ' }, null],
    ['modelzoo', { long_desc: ['a'] }, null],
    ['huggingface', { long_desc: '# Long' }, null],
    ['pytorchhub', { ModelDescription: 'Text' }, null],
  ])('card text of %s %j', (hub, record, expected) => {
    expect(cardFromMetadata(hub, record)).toBe(expected);
  });

  it.each<[HubId, MetadataRecord, string | null]>([
    ['onnxmodelzoo', { ModelPath: 'vision/mnist/model/mnist-7.onnx', 'GitHub URL': 'https://github.com/onnx/models/tree/main/text' }, 'vision/mnist/model'],
    ['onnxmodelzoo', { 'GitHub URL': 'https://github.com/onnx/models/tree/main/vision/classification/mobilenet' }, 'vision/classification/mobilenet'],
    ['onnxmodelzoo', { ModelPath: '../../../etc/passwd' }, null],
    ['onnxmodelzoo', { ModelPath: 'a/'.repeat(10_000) }, null],
    ['pytorchhub', { GitHubURL: 'https://github.com/facebookresearch/pytorch_GAN_zoo/blob/master/models/dcgan.py' }, 'models'],
    ['pytorchhub', { GitHubURL: 'https://github.com/facebookresearch/WSL-Images/blob/master/hubconf.py' }, null],
    ['pytorchhub', { GitHubURL: 'https://github.com/pytorch/fairseq/' }, null],
    ['modelzoo', { link: 'https://github.com/tensorflow/models/tree/master/research/audioset?x#y' }, 'research/audioset'],
    ['modelzoo', { link: 'https://colab.research.google.com/github/a/b/blob/main/c/d.ipynb' }, null],
    ['modelzoo', { link: null }, null],
  ])('folder of %s %j', (hub, record, expected) => {
    expect(folderInRepository(hub, record)).toBe(expected);
  });
});
