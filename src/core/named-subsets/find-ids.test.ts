import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestIndex, type OpenTestIndex } from '../query/testing.ts';
import { type FoundIds, findIds } from './find-ids.ts';
import { readIdFile } from './id-file.ts';

let open: OpenTestIndex;

beforeEach(() => {
  open = openTestIndex({
    packages: [
      { name: 'google/Bert' },
      { name: 'Google/bert' },
      { name: 'bert-base-uncased', url: 'https://huggingface.co/bert-base-uncased' },
      { name: 'huggingface/CodeBERTa' },
      { name: 'huggingface/repo.git' },
      { name: 'VGG 16', hub: 'onnxmodelzoo', owner: 'ONNX', url: 'https://github.com/onnx/models/blob/main/vgg' },
      { name: 'ResNet', hub: 'pytorchhub', owner: 'PyTorch', url: 'https://github.com/pytorch/vision/' },
      { name: 'ResNet', hub: 'modelzoo', owner: 'x' },
    ],
  });
});
afterEach(() => open.close());

function read(text: string, name = '/list.txt', column: string | null = null): FoundIds {
  const file = readIdFile(Buffer.from(text), name, column);
  if (file.kind !== 'lines') throw new Error('no lines');
  return findIds(open.database, file.lines);
}

const names = ({ packages }: FoundIds): readonly string[] => packages.map(({ hub, name }) => `${hub}/${name}`);

describe('a file of names', () => {
  it('takes a name however it is written', () => {
    expect(names(read('huggingface/google/Bert\n'))).toEqual(['huggingface/google/Bert']);
    expect(names(read('pkg:huggingface/google/Bert@0123\nbert-base-uncased'))).toEqual(['huggingface/google/Bert', 'huggingface/bert-base-uncased']);
    expect(names(read('https://huggingface.co/google/Bert/tree/main\nhttps://hf.co/bert-base-uncased?x#y\nhttps://huggingface.co/huggingface/repo.git'))).toEqual(['huggingface/google/Bert', 'huggingface/bert-base-uncased', 'huggingface/huggingface/repo.git']);
    expect(names(read('onnxmodelzoo/VGG 16#0\nONNX/vgg 16\nhttps://github.com/pytorch/vision.git')), 'one of them twice').toEqual(['onnxmodelzoo/VGG 16', 'pytorchhub/ResNet']);
    expect(names(read('Hugging Face/BERT-BASE-UNCASED'))).toEqual(['huggingface/bert-base-uncased']);
    expect(names(read('huggingface/CodeBERTa')), 'an account that is named as a hub').toEqual(['huggingface/huggingface/CodeBERTa']);
  });

  it('tells lines that fit none or several with their numbers, and takes none of them', () => {
    const found = read('# a comment\n\nno/one\nGOOGLE/BERT\nResNet\nhttps://huggingface.co/datasets/squad\ngoogle/Bert\ngoogle/Bert');
    expect(names(found)).toEqual(['huggingface/google/Bert']);
    expect(found.repeated).toBe(1);
    expect(found.unresolved).toEqual([
      { line: 3, text: 'no/one', reason: 'No package of this mirror is named so.' },
      { line: 6, text: 'https://huggingface.co/datasets/squad', reason: 'It is the page of no model.' },
    ]);
    expect(found.ambiguous.map(({ line, candidates }) => [line, candidates.map(({ hub, name }) => `${hub}/${name}`)])).toEqual([
      [4, ['huggingface/google/Bert', 'huggingface/Google/bert']],
      [5, ['modelzoo/ResNet', 'pytorchhub/ResNet']],
    ]);
  });

  it('reads a table by its column of names', () => {
    expect(names(read('task,Model_ID,x\nfill-mask,"google/Bert",1\n,bert-base-uncased,2', '/a.csv'))).toEqual(['huggingface/google/Bert', 'huggingface/bert-base-uncased']);
    expect(names(read('name\thub\tordinal\nResNet\tpytorchhub\t0\n', '/a.tsv'))).toEqual(['pytorchhub/ResNet']);
    expect(names(read('what\ngoogle/Bert\n', '/a.csv', 'What'))).toEqual(['huggingface/google/Bert']);
    expect(read('hub,name\nnowhere,x\nhuggingface,', '/a.csv').unresolved.map(({ line, reason }) => [line, reason])).toEqual([[2, 'There is no hub “nowhere”.'], [3, 'No package of this mirror is named so.']]);
    expect(() => read('a,b\n1,2', '/a.csv')).toThrow('No column of the first line');
    expect(() => read('name\n1', '/a.csv', 'x')).toThrow('The first line has no column x');
  });

  it('reads the manifest of an export, and no other JSON', () => {
    const list = { manifest: 1, selection: { kind: 'list', packages: [{ hub: 'huggingface', name: 'google/Bert', ordinal: 0 }, { hub: 'huggingface', name: 'gone', ordinal: 0 }] } };
    const found = read(JSON.stringify(list));
    expect([names(found), found.unresolved.map(({ line }) => line)]).toEqual([['huggingface/google/Bert'], [2]]);
    expect(readIdFile(Buffer.from(JSON.stringify({ manifest: 1, selection: { kind: 'query', query: 'bert' } })), '/m.json', null)).toMatchObject({ kind: 'selection', selection: { query: 'bert' } });
    expect(() => read('{"a": 1}')).toThrow('no manifest of an export');
    expect(() => read('{broken')).toThrow('begins as JSON and is none');
  });
});
