import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { safetensorsFile, smallOnnx, torchZip, twoTensors } from '../../../../test/fixtures/weights/formats.ts';
import { callPickle } from '../../../../test/fixtures/weights/pickle.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { PackageClone } from '../clone.ts';
import { createPlayground, missingGitReason, type Playground } from '../repository/testing-git.ts';
import { makeClone, pointerText, type TestContent } from '../testing-clone.ts';
import { readWeightFile, readWeights, type WeightsInput } from './package-weights.ts';

type Weights = ReturnType<typeof readWeights>;

function weightsOf(input: Partial<WeightsInput>): Weights {
  return contract['packages.weights'].answer.parse(readWeights({ hub: 'huggingface', clone: null, metadata: null, ...input }));
}

/** `path format outcome parameters verdict`, `-` for none. */
function linesOf({ files }: Weights): string[] {
  return files.map(({ path, format, outcome, parameters, verdict }) => [path, format ?? '-', outcome, parameters ?? '-', verdict.kind].join(' '));
}

const oid = '5'.repeat(64);

describe('weights by metadata', () => {
  it('lists the weight files that it names, without content, and what it states of parameters', () => {
    const weights = weightsOf({
      metadata: {
        siblings: [{ rfilename: 'config.json', size: 5 }, { rfilename: 'model.safetensors', lfs: { size: 500, sha256: oid } }, { rfilename: 'vocab.pkl', size: 7 }],
        safetensors: { parameters: { F32: 100, BF16: 50, bad: -1 }, total: 150 },
        gguf: { total: 99, architecture: 'llama' },
      },
    });
    expect(linesOf(weights)).toEqual(['model.safetensors - absent - content-absent', 'vocab.pkl - absent - content-absent']);
    expect(weights.files[0]).toMatchObject({ size: 500, oid, reason: 'Content not here: only the hub’s metadata names the file.' });
    expect(weights).toMatchObject({ source: 'metadata', total: 2, commit: null, summary: { files: 2, read: 0, bytes: 507, verdict: { kind: 'content-absent' } } });
    expect(weights.stated).toEqual([{ format: 'safetensors', total: 150, dtypes: [{ dtype: 'F32', parameters: 100 }, { dtype: 'BF16', parameters: 50 }] }, { format: 'gguf', total: 99, dtypes: [] }]);
  });

  it('says why there is nothing', () => {
    expect(weightsOf({})).toMatchObject({ source: 'none', total: 0, reason: 'This mirror has no clone of the package. This mirror has no metadata record of the package.', summary: { verdict: null } });
    expect(weightsOf({ metadata: { siblings: [{ rfilename: 'README.md' }] } }).reason).toContain('None of them has the name of a weight file.');
    expect(() => readWeightFile({ hub: 'huggingface', clone: null, metadata: null }, { path: 'x.bin', offset: 0, limit: 10 })).toThrow('The package has no weight file x.bin.');
  });
});

describe.skipIf(missingGitReason !== null)(`weights of clones ${missingGitReason ?? ''}`, () => {
  let playground: Playground;
  beforeAll(() => {
    playground = createPlayground();
  });
  afterAll(() => playground.remove());
  const clone = (name: string, files: Readonly<Record<string, TestContent>>, options?: readonly string[]): PackageClone => makeClone(playground, name, files, options);
  const tensors = safetensorsFile(twoTensors, 30);

  it('reads what lies in git, and sums it up', () => {
    const shard = (number: number): Record<string, Buffer> => ({ [`model-0000${number}-of-00002.safetensors`]: tensors });
    const made = clone('plain', { 'README.md': 'text', ...shard(1), ...shard(2), 'pytorch_model.bin': torchZip(), 'training_args.bin': callPickle('os', 'system', 'id'), 'tokenizer.bin': 'words', 'link.safetensors': { link: '../../../etc/passwd' } });
    const weights = weightsOf({ clone: made });
    expect(linesOf(weights)).toEqual([
      'model-00001-of-00002.safetensors safetensors whole 9 no-imports',
      'model-00002-of-00002.safetensors safetensors whole 9 no-imports',
      'pytorch_model.bin pytorch whole 9 known-imports',
      'tokenizer.bin - whole - not-examined',
      'training_args.bin pickle whole - other-imports',
    ]);
    expect(weights.summary.sets.map(({ name, format, files, parameters, whole }) => ({ name, format, files, parameters, whole }))).toEqual([
      { name: 'model.safetensors', format: 'safetensors', files: 2, parameters: 18, whole: true },
      { name: 'pytorch_model.bin', format: 'PyTorch', files: 1, parameters: 9, whole: true },
    ]);
    expect(weights.summary.sets[0]?.dtypes).toEqual([{ dtype: 'F32', parameters: 12, tensors: 2 }, { dtype: 'F16', parameters: 6, tensors: 2 }]);
    expect(weights.summary).toMatchObject({ files: 5, read: 5, verdict: { kind: 'other-imports', text: 'Other imports: os.system' } });
    expect(weights.commit).toBe(playground.gitText(made.absolute, ['rev-parse', 'HEAD']));
  });

  it('finds the content of LFS pointers where git-lfs or the work tree has it, and names the rest', () => {
    const hash = createHash('sha256').update(tensors).digest('hex');
    const made = clone('lfs', { 'kept.safetensors': pointerText(hash, tensors.length), 'gone.safetensors': pointerText(oid, 20_000_000_000), 'smudged.safetensors': pointerText('7'.repeat(64), tensors.length) }, []);
    const kept = join(made.absolute, '.git', 'lfs', 'objects', hash.slice(0, 2), hash.slice(2, 4), hash);
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, tensors);
    writeFileSync(join(made.absolute, 'smudged.safetensors'), tensors);
    const weights = weightsOf({ clone: made });
    expect(linesOf(weights)).toEqual(['gone.safetensors - absent - content-absent', 'kept.safetensors safetensors whole 9 no-imports', 'smudged.safetensors safetensors whole 9 no-imports']);
    expect(weights.files[0]).toMatchObject({ size: 20_000_000_000, oid, reason: 'Content not here: the file is a Git LFS pointer.' });
    expect(weights.summary).toMatchObject({ files: 3, read: 2, bytes: 20_000_000_000 + 2 * tensors.length });
  });

  it('tells one file in full, its tensors page by page', () => {
    const made = clone('detail', { 'model.safetensors': tensors });
    const input: WeightsInput = { hub: 'huggingface', clone: made, metadata: null };
    const detail = contract['packages.weightFile'].answer.parse(readWeightFile(input, { path: 'model.safetensors', offset: 1, limit: 1 }));
    expect(detail.tensors).toMatchObject({ total: 2, rows: [{ name: 'bias' }] });
    expect(detail.file).toEqual(weightsOf({ clone: made }).files[0]);
    for (const path of ['gone.safetensors', '../detail/model.safetensors', 'README.md', '']) expect(() => readWeightFile(input, { path, offset: 0, limit: 1 })).toThrow('no weight file');
  });

  it('reads a package in one folder of a repository, and looks for external data inside of it only', () => {
    const made = clone('zoo', { 'vision/a/model/a.onnx': smallOnnx(), 'vision/a/model/weights.bin': 'data', 'vision/b/b.onnx': smallOnnx(), 'weights.bin': 'other' });
    const input: WeightsInput = { hub: 'onnxmodelzoo', clone: made, metadata: null, folder: 'vision/a/model' };
    expect(linesOf(weightsOf(input))).toEqual(['vision/a/model/a.onnx onnx whole 10006 no-imports', 'vision/a/model/weights.bin - whole - not-examined']);
    expect(readWeightFile(input, { path: 'vision/a/model/a.onnx', offset: 0, limit: 1 }).problems.rows).toEqual([]);
    expect(() => readWeightFile(input, { path: 'vision/b/b.onnx', offset: 0, limit: 1 })).toThrow('no weight file');
    expect(readWeightFile({ ...input, folder: 'vision/b' }, { path: 'vision/b/b.onnx', offset: 0, limit: 1 }).problems.rows).toEqual(['The file weights.bin with external data is not in the package.']);
  });

  it('stops when asked, between files and inside one', () => {
    const made = clone('stop', { 'a.safetensors': tensors });
    expect(() => weightsOf({ clone: made, isStopped: () => true })).toThrow('Cancelled');
    let asked = 0;
    expect(() => weightsOf({ clone: made, isStopped: () => (asked += 1) > 1 })).toThrow('Cancelled');
  });

  it('falls back to metadata where the clone cannot be read', () => {
    const absent = { absolute: join(playground.mirror, 'gone'), mirrorRoot: playground.mirror, path: 'data/x', state: 'missing' as const, reason: null };
    const weights = weightsOf({ clone: absent, metadata: { siblings: [{ rfilename: 'a.gguf', size: 1 }] } });
    expect(weights).toMatchObject({ source: 'metadata', total: 1 });
    expect(weights.reason).toMatch(/^The clone cannot be read: The folder does not exist/);
  });
});
