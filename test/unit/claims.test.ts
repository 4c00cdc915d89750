import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallAnswer, EngineEvent } from '../../src/shared/contract/index.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';
import { writeSmallMirror, type WrittenMirror } from './support/small-mirror.ts';

const metric = (type: string, value: unknown) => ({ name: type, type, value });
const result = (dataset: string, metrics: readonly object[]) => ({ task: { type: 'image-classification' }, dataset: { name: dataset, type: dataset }, metrics });
const model = (modelId: string, results: readonly object[]) => ({ modelId, cardData: { 'model-index': [{ name: modelId, results }] } });

const models = [
  model('ada/resnet-50', [result('ImageNet', [metric('accuracy', 0.761), metric('top5', 0.929)]), result('ImageNet', [metric('accuracy', 0.75)])]),
  model('bob/plain', [{ ...result('ImageNet', [metric('accuracy', 'high')]) }]),
  { modelId: 'cy/silent' },
];

const card = `---
license: mit
---
# ResNet 50

## Results on ImageNet

| Model | Accuracy | Top5 |
|---|---|---|
| resnet-50 | 76.1% | 91.0 |
| resnet-18 | 69.8% | 89.1 |
`;

let written: WrittenMirror;
let engine: TestEngine;
let mirror = '';

beforeAll(async () => {
  const resnet = { id: 0, Model: 'ResNet50', ModelPath: 'resnet50.onnx', Accuracy: 'N/A', 'Top-1% Accuracy': '74.93', Dataset: 'ImageNet' };
  written = writeSmallMirror({
    records: models,
    clones: { 'ada/resnet-50': [{ message: 'Add the card', files: { 'README.md': card } }] },
    files: { 'onnxmodelzoo/json/metadata/omz_models_metadata.json': [resnet] },
  });
  engine = startTestEngine();
  mirror = await engine.index([written.data]);
});

afterAll(async () => {
  await engine.close();
  written.remove();
});

const claimsOf = (name: string): Promise<CallAnswer<'packages.claims'>> => engine.call('packages.claims', { mirror, package: { hub: 'huggingface', name, ordinal: 0 } });
const told = (claim: CallAnswer<'packages.claims'>['claims'][number] | undefined) => claim?.elsewhere.map(({ place, value, agrees, points }) => [place.kind, value, agrees, points]);

describe('claims of a package', () => {
  test('are compared with each other, the tables of the card and measured results', async () => {
    const events: EngineEvent[] = [];
    const end = engine.engine.subscribe((event) => events.push(event));
    const file = join(written.folder, 'measured.csv');
    writeFileSync(file, 'name,task,dataset,results\nRESNET-50,image-classification,imagenet,acc=75.9\nresnet-50,,,0.5\nother,,,1\nada/resnet-50,,imagenet,\n');
    const { list, bad } = await engine.call('measured.import', { path: file });
    expect(list).toMatchObject({ title: 'measured.csv', results: 3 });
    expect(bad).toEqual([{ line: 5, reason: 'It has no results.' }]);

    const { claims, strictFailure, card: read, lists } = await claimsOf('ada/resnet-50');
    expect(strictFailure).toBeNull();
    expect(read).toMatchObject({ numbers: 4, reason: null });
    expect(lists).toEqual([{ id: list.id, title: 'measured.csv', results: 2 }]);
    expect(told(claims[0])).toEqual([
      ['claim', '0.75', false, -0.011],
      ['card', '76.1%', true, 0],
      ['measured', '75.9', false, -0.2],
    ]);
    expect(told(claims[1])).toEqual([['card', '91.0', false, -1.9]]);
    expect(claims[0]?.elsewhere[1]?.place).toMatchObject({ kind: 'card', heading: 'Results on ImageNet', row: 'resnet-50', column: 'Accuracy', line: 7 });

    expect(await engine.call('measured.import', { path: file })).toMatchObject({ known: true, list: { id: list.id } });
    await engine.call('measured.remove', { lists: [list.id] });
    expect(told((await claimsOf('ada/resnet-50')).claims[1])).toHaveLength(1);
    expect((await claimsOf('ada/resnet-50')).lists).toEqual([]);
    expect(await engine.call('measured.restore', { lists: [list.id] })).toMatchObject({ lists: [{ id: list.id }] });
    expect((await claimsOf('ada/resnet-50')).lists).toHaveLength(1);
    expect(events.filter(({ kind }) => kind === 'measured')).toHaveLength(4);
    await engine.call('measured.remove', { lists: [list.id] });
    end();
  });

  test('are found again in another hub under the same name', async () => {
    const { claims, namesakes } = await claimsOf('ada/resnet-50');
    expect(namesakes.map(({ package: key }) => [key.hub, key.name])).toEqual([['onnxmodelzoo', 'ResNet50']]);
    expect(namesakes[0]?.claims).toBeGreaterThan(0);
    expect(claims).toHaveLength(3);
  });

  test('say why the strict rule does not take them, and nothing where there are none', async () => {
    expect((await claimsOf('bob/plain')).strictFailure).toBe('A metric has a value that is no number.');
    expect(await claimsOf('cy/silent')).toMatchObject({ claims: [], total: 0, strictFailure: null });
  });

  test('a file that is no list of results is refused whole', async () => {
    const file = join(written.folder, 'other.csv');
    writeFileSync(file, 'a,b\n1,2\n');
    expect(await engine.engine.call('measured.import', { path: file })).toMatchObject({ ok: false, error: { code: 'refused', message: expect.stringContaining('name, task and results') } });
    expect(await engine.engine.call('measured.import', { path: join(written.folder, 'none.csv') })).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await engine.engine.call('measured.restore', { lists: ['0123456789abcdef'] })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});
