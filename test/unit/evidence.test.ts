import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallAnswer } from '../../src/shared/contract/index.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';
import { writeSmallMirror, type WrittenMirror } from './support/small-mirror.ts';

const models = [
  { modelId: 'ada/cloned', downloads: 12, lastModified: '2023-01-02T00:00:00.000Z', library_name: 'transformers', siblings: [{ rfilename: 'pytorch_model.bin' }], cardData: { license: 'apache-2.0', datasets: ['squad'] } },
  { modelId: 'bob/listed', siblings: [{ rfilename: 'model-Q4_K_M.gguf' }, { rfilename: 'LICENSE' }] },
  { modelId: 'cy/bare' },
];

const card = `# Cloned

## Training procedure

It was fine-tuned on 8 A100 GPUs for 3 days; that took 120 kWh.

\`\`\`python
# Latency
\`\`\`

## Evaluation

| Metric | Value |
|---|---|
| f1 | 88.5 |

**Limitations**

It runs in 12 ms on a laptop.
`;

const pointer = (bytes: number) => `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize ${bytes}\n`;
const mit = 'Permission is hereby granted, free of charge, to any person obtaining a copy of this software';

let written: WrittenMirror;
let engine: TestEngine;
let mirror = '';

beforeAll(async () => {
  written = writeSmallMirror({
    records: models,
    clones: { 'ada/cloned': [{ message: 'Add the model', files: { 'README.md': card, LICENSE: mit, 'requirements.txt': 'torch\n', 'pytorch_model.bin': pointer(1000) } }] },
  });
  engine = startTestEngine();
  mirror = await engine.index([written.data]);
});

afterAll(async () => {
  await engine.close();
  written.remove();
});

const evidenceOf = (name: string): Promise<CallAnswer<'packages.evidence'>> => engine.call('packages.evidence', { mirror, package: { hub: 'huggingface', name, ordinal: 0 } });

function ids({ attributes }: CallAnswer<'packages.evidence'>, state: 'present' | 'missing' | 'unknown'): readonly string[] {
  return attributes.filter((attribute) => attribute.state === state).map(({ id }) => id);
}

describe('evidence of a package', () => {
  test('is read from its clone: contents, licence text and attributes', async () => {
    const evidence = await evidenceOf('ada/cloned');
    expect(evidence.contents).toEqual({ kind: 'pointers', files: 4, pointers: 1, pointersHere: 0, pointerBytes: 1000, pointerBytesHere: 0, missing: 0 });
    expect(evidence.licence).toEqual({ stated: 'Apache-2.0', files: [{ path: 'LICENSE', license: 'MIT' }], verdict: 'conflicts' });
    expect(ids(evidence, 'missing')).toEqual(['architecture', 'training-logs', 'demo', 'documentation', 'running-hardware', 'quantized', 'fine-tuning']);
    expect(ids(evidence, 'unknown')).toEqual([]);
    const found = Object.fromEntries(evidence.attributes.map(({ id, evidence: places }) => [id, places]));
    expect(found['training-hardware']?.[0]).toContain('fine-tuned on 8 A100 GPUs');
    expect(found['training-configuration']).toEqual(['heading “Training procedure”, line 3']);
    expect(found['latency']).toEqual(['“It runs in 12 ms on a laptop.”, line 19']);
    expect(found['cost']?.[0]).toContain('120 kWh');
    expect(found['dataset']).toEqual(['datasets: squad']);
    expect(found['environment']).toEqual(['file requirements.txt']);
  });

  test('says what could not be looked at where there is only metadata', async () => {
    const listed = await evidenceOf('bob/listed');
    expect(listed).toMatchObject({ contents: null, card: null, files: 'metadata', licence: { stated: null, files: [], verdict: 'none' } });
    expect(ids(listed, 'present')).toEqual(['quantized', 'frameworks', 'license']);
    expect(ids(listed, 'missing')).toEqual(['popularity', 'maintenance', 'training-logs']);
    expect(ids(await evidenceOf('cy/bare'), 'missing')).toEqual(['popularity', 'maintenance']);
  });
});
