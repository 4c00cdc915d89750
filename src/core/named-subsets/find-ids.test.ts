import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestIndex, type OpenTestIndex, type TestPackage } from '../query/testing.ts';
import { idsOf } from '../query/index.ts';
import { type FoundIds, IdFinder } from './find-ids.ts';
import { readIdFile } from './id-file.ts';

let open: OpenTestIndex;

const packages: readonly TestPackage[] = [
  { name: 'google/Bert' },
  { name: 'Google/bert' },
  { name: 'bert-base-uncased', url: 'https://huggingface.co/bert-base-uncased' },
  { name: 'huggingface/CodeBERTa' },
  { name: 'huggingface/repo.git' },
  { name: 'VGG 16', hub: 'onnxmodelzoo', owner: 'ONNX', url: 'https://github.com/onnx/models/blob/main/vgg' },
  { name: 'ResNet', hub: 'pytorchhub', owner: 'PyTorch', url: 'https://github.com/pytorch/vision/' },
  { name: 'ResNet', hub: 'modelzoo', owner: 'x' },
];

beforeEach(() => {
  open = openTestIndex({ packages });
});
afterEach(() => open.close());

/** The text in pieces of so many bytes. */
function* pieces(text: string, bytes = Infinity): Generator<Buffer> {
  const whole = Buffer.from(text);
  for (let at = 0; at < whole.length; at += bytes) yield whole.subarray(at, at + bytes);
}

async function read(text: string, name = '/list.txt', column: string | null = null, bytes?: number, most?: number): Promise<FoundIds> {
  const finder = new IdFinder(open.database, { file: 'list.txt', ...(most === undefined ? {} : { most }) });
  await readIdFile(pieces(text, bytes), name, column, (line) => finder.take(line));
  return finder.finish();
}

/** In the order of the index. */
const names = ({ set }: FoundIds): readonly string[] => [...idsOf(set)].map((id) => {
  const { hub = 'huggingface', name } = packages[id - 1] as TestPackage;
  return `${hub}/${name}`;
});

describe('a file of names', () => {
  it('takes a name however it is written', async () => {
    expect(names(await read('huggingface/google/Bert\n'))).toEqual(['huggingface/google/Bert']);
    expect(names(await read('pkg:huggingface/google/Bert@0123\nbert-base-uncased'))).toEqual(['huggingface/google/Bert', 'huggingface/bert-base-uncased']);
    expect(names(await read('https://huggingface.co/google/Bert/tree/main\nhttps://hf.co/bert-base-uncased?x#y\nhttps://huggingface.co/huggingface/repo.git'))).toEqual(['huggingface/google/Bert', 'huggingface/bert-base-uncased', 'huggingface/huggingface/repo.git']);
    expect(names(await read('onnxmodelzoo/VGG 16#0\nONNX/vgg 16\nhttps://github.com/pytorch/vision.git')), 'one of them twice').toEqual(['onnxmodelzoo/VGG 16', 'pytorchhub/ResNet']);
    expect(names(await read('Hugging Face/BERT-BASE-UNCASED'))).toEqual(['huggingface/bert-base-uncased']);
    expect(names(await read('huggingface/CodeBERTa')), 'an account that is named as a hub').toEqual(['huggingface/huggingface/CodeBERTa']);
  });

  it('tells lines that fit none or several with their numbers, and takes none of them', async () => {
    const found = await read('# a comment\n\nno/one\nGOOGLE/BERT\nResNet\nhttps://huggingface.co/datasets/squad\ngoogle/Bert\ngoogle/Bert');
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

  it('reads a table by its column of names', async () => {
    expect(names(await read('task,Model_ID,x\nfill-mask,"google/Bert",1\n,bert-base-uncased,2', '/a.csv'))).toEqual(['huggingface/google/Bert', 'huggingface/bert-base-uncased']);
    expect(names(await read('name\thub\tordinal\nResNet\tpytorchhub\t0\n', '/a.tsv'))).toEqual(['pytorchhub/ResNet']);
    expect(names(await read('what\ngoogle/Bert\n', '/a.csv', 'What'))).toEqual(['huggingface/google/Bert']);
    expect((await read('hub,name\nnowhere,x\nhuggingface,', '/a.csv')).unresolved.map(({ line, reason }) => [line, reason])).toEqual([[2, 'There is no hub “nowhere”.'], [3, 'No package of this mirror is named so.']]);
    await expect(read('a,b\n1,2', '/a.csv')).rejects.toThrow('No column of the first line');
    await expect(read('name\n1', '/a.csv', 'x')).rejects.toThrow('The first line has no column x');
  });

  it('reads the manifest of an export, and no other JSON', async () => {
    const list = { manifest: 1, selection: { kind: 'list', packages: [{ hub: 'huggingface', name: 'google/Bert', ordinal: 0 }, { hub: 'huggingface', name: 'gone', ordinal: 0 }] } };
    const found = await read(JSON.stringify(list));
    expect([names(found), found.unresolved.map(({ line }) => line)]).toEqual([['huggingface/google/Bert'], [2]]);
    expect(await readIdFile(pieces(JSON.stringify({ manifest: 1, selection: { kind: 'query', query: 'bert' } })), '/m.json', null, () => undefined)).toMatchObject({ selection: { query: 'bert' } });
    await expect(read('{"a": 1}')).rejects.toThrow('no manifest of an export');
    await expect(read('{broken')).rejects.toThrow('begins as JSON and is none');
  });

  it('names the line that a list has no room for', async () => {
    const text = 'bert-base-uncased\nno/one\nbert-base-uncased\ngoogle/Bert\n';
    await expect(read(text, '/list.txt', null, undefined, 1)).rejects.toThrow('list.txt, line 4, names one package more than a list has: 1 at most.');
    expect((await read(text, '/list.txt', null, undefined, 2)).packages).toBe(2);
  });

  it('reads the same however the file comes in pieces', async () => {
    const text = '\uFEFF# a comment\r\ngoogle/Bert\r\n\r\ngoogle/Bert\rno/öne\nResNet\n\nbert-base-uncased';
    const whole = await read(text);
    expect([whole.packages, whole.repeated, whole.lines, whole.unresolved.map(({ line, text: told }) => [line, told]), whole.ambiguous.map(({ line }) => line)]).toEqual([2, 1, 5, [[5, 'no/öne']], [6]]);
    // A head of 64 kB tells the form: only what comes behind it is read in pieces.
    const long = `${'# comment\n'.repeat(7000)}${text.slice(1)}`;
    const table = `name,x\n${'"google/Bert",1\n'.repeat(5000)}"bert-\nbase",2\nbert-base-uncased,ö\n`;
    for (const bytes of [1, 7, 4096]) {
      expect(await read(long, '/list.txt', null, bytes), `${bytes} bytes`).toEqual(await read(long));
      expect(await read(table, '/list.csv', null, bytes), `${bytes} bytes`).toEqual(await read(table, '/list.csv'));
    }
    expect((await read(table, '/list.csv')).unresolved).toEqual([{ line: 5003, text: 'bert-\nbase', reason: 'No package of this mirror is named so.' }]);
  });
});
