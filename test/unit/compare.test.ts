import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeClone } from '../fixtures/write-clone.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';
import { writeSmallMirror, type WrittenMirror } from './support/small-mirror.ts';

const models = [
  { modelId: 'ada/cloned', downloads: 12, siblings: [{ rfilename: 'config.json' }] },
  { modelId: 'bob/listed', siblings: [{ rfilename: 'config.json' }, { rfilename: 'LICENSE' }], cardData: { license: 'mit' } },
];

const card = (accuracy: number, license: string, text: string): string => `---
license: ${license}
model-index:
- name: cloned
  results:
  - task: {type: text-classification}
    dataset: {name: GLUE, type: glue}
    metrics:
    - {name: acc, type: accuracy, value: ${accuracy}}
---
# Cloned

${text}
`;

let written: WrittenMirror;
let engine: TestEngine;
let mirror = '';
let commits: readonly string[] = [];
let innerCommits: readonly string[] = [];

beforeAll(async () => {
  written = writeSmallMirror({
    records: models,
    files: { 'pytorchhub/json/metadata/pyth_models_metadata.json': [{ id: 1, ModelName: 'Inner', ModelAuthor: 'Ada', GitHubURL: 'https://github.com/ada/models/tree/main/inner' }] },
    clones: {
      'ada/cloned': [
        { message: 'Add the model', files: { 'README.md': card(0.9, 'mit', 'The first line.\n\nThe last line.'), 'config.json': '{"model_type": "bert", "layers": [1, 2]}', 'vocab.txt': 'a\n' } },
        { message: 'Train again', files: { 'README.md': card(0.92, 'apache-2.0', 'The first line.\n\nA new line.\n\nThe last line.'), 'config.json': '{"model_type": "bert", "layers": [1, 3], "dropout": 0.1}', 'words.txt': 'a\n' } },
      ],
    },
  });
  commits = written.commits['ada/cloned'] ?? [];
  // A package that lies in a folder of its repository: its card and configuration are those of that folder.
  innerCommits = writeClone(join(written.data, 'pytorchhub/repos/ada/models'), [1, 2].map((layers) => ({
    message: `Layers ${layers}`,
    files: { 'README.md': 'All models', 'config.json': '{"layers": 9}', 'inner/README.md': `Inner ${layers}`, 'inner/config.json': JSON.stringify({ layers }) },
  }))).commits;
  engine = startTestEngine();
  mirror = await engine.index([written.data]);
});

afterAll(async () => {
  await engine.close();
  written.remove();
});

const key = (name: string) => ({ hub: 'huggingface' as const, name, ordinal: 0 });

describe('comparing over a mirror', () => {
  test('works without a clone, and reads more where there is one', async () => {
    const packages = [key('ada/cloned'), key('bob/listed')];
    const quick = await engine.call('packages.compare', { mirror, packages, deep: false });
    const deep = await engine.call('packages.compare', { mirror, packages });
    const names = (found: typeof deep) => found.groups.find(({ id }) => id === 'files')?.rows.find(({ id }) => id === 'file-names')?.cells.map(({ state, values }) => [state, ...values]);
    expect(names(quick)).toEqual([['unknown'], ['unknown']]);
    expect(names(deep)).toEqual([['known', 'config.json'], ['known', 'config.json']]);
    expect(deep.sides[1]?.gains).toContain('commits, authors and signatures');
  });

  test('a package that is not there is told', async () => {
    await expect(engine.call('packages.compare', { mirror, packages: [key('ada/cloned'), key('gone/gone')] })).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('names the version that was compared', async () => {
  const { sides } = await engine.call('packages.compare', { mirror, packages: [key('ada/cloned'), key('bob/listed')] });
  expect(sides[0]).toMatchObject({ head: commits[1], clone: 'whole', gains: [], files: 'clone' });
});

describe('two commits of one package', () => {
  const compare = (from: string, to: string) => engine.call('packages.compareCommits', { mirror, package: key('ada/cloned'), from, to });

  test('are told apart in claims, card, configuration and files', async () => {
    const found = await compare(commits[0] ?? '', 'HEAD');
    expect([found.from.subject, found.to.subject]).toEqual(['Add the model', 'Train again']);
    expect(found.claims).toEqual({ before: 1, after: 1, list: [{ kind: 'changed', task: 'text-classification', dataset: 'GLUE', metric: 'accuracy', before: '0.9', after: '0.92' }] });
    expect(found.card.fields.list).toEqual([{ kind: 'changed', path: 'license', before: '"mit"', after: '"apache-2.0"' }]);
    expect(found.card).toMatchObject({ before: 'README.md', after: 'README.md', added: 2, removed: 0 });
    expect(found.card.lines.filter(({ kind }) => kind === 'added').map(({ text }) => text).sort()).toEqual(['', 'A new line.']);
    expect(found.config.list).toEqual([{ kind: 'changed', path: 'layers.1', before: '2', after: '3' }, { kind: 'added', path: 'dropout', before: null, after: '0.1' }]);
    expect(found.files.changes.map(({ kind, path, from }) => [kind, path, from])).toEqual([['modified', 'README.md', null], ['modified', 'config.json', null], ['renamed', 'words.txt', 'vocab.txt']]);
  });

  test('are compared in the folder that the package lies in', async () => {
    const found = await engine.call('packages.compareCommits', { mirror, package: { hub: 'pytorchhub', name: 'Inner', ordinal: 0 }, from: innerCommits[0] ?? '', to: 'HEAD' });
    expect(found.config.list).toEqual([{ kind: 'changed', path: 'layers', before: '1', after: '2' }]);
    expect(found.card.lines.map(({ text }) => text).filter((text) => text !== '')).toEqual(['Inner 1', 'Inner 2']);
  });

  test('are equal where they are one, and refused where one is not there', async () => {
    const found = await compare('HEAD', (commits[1] ?? '').slice(0, 8));
    expect([found.files.total, found.card.lines.length, found.config.total, found.claims.list.length]).toEqual([0, 0, 0, 0]);
    await expect(compare('HEAD', 'no-such-branch')).rejects.toMatchObject({ code: 'not-found' });
    await expect(engine.call('packages.compareCommits', { mirror, package: key('bob/listed'), from: 'HEAD', to: 'HEAD' })).rejects.toMatchObject({ code: 'not-found' });
  });
});
