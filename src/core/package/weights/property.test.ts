import { expect, test } from 'vitest';
import { seededRandom } from '../../../../test/fixtures/random.ts';
import { ggufFile, hdf5File, kerasZip, legacyTorch, npyFile, safetensorsFile, savedModel, smallOnnx, torchZip, twoTensors } from '../../../../test/fixtures/weights/formats.ts';
import { callPickle, op, pickleOf } from '../../../../test/fixtures/weights/pickle.ts';
import { zipFile } from '../../../../test/fixtures/weights/zip.ts';
import { contract } from '../../../shared/contract/index.ts';
import { seed } from '../../../../test/fixtures/seed.ts';
import { bytesSource, weightLimits } from './bytes.ts';
import { detailOf, examine, rowOf } from './examine.ts';

const wholeFiles: Readonly<Record<string, Buffer>> = {
  'model.safetensors': safetensorsFile(twoTensors, 30),
  'model.gguf': ggufFile({ 'general.architecture': 'llama', 'general.file_type': 2 }, [{ name: 'a', shape: [32], type: 2, offset: 0 }], 64),
  'model.onnx': smallOnnx(),
  'pytorch_model.bin': torchZip(),
  'legacy.pt': legacyTorch(),
  'model.pkl': pickleOf(op.proto(4), op.bytes(callPickle('os', 'system', 'id')), op.global('collections', 'OrderedDict'), op.emptyTuple, op.reduce),
  'a.npy': npyFile("'<f4'", '(2, 3)', Buffer.alloc(24)),
  'a.npz': zipFile([{ name: 'x.npy', content: npyFile("'|O'", '(2,)', callPickle('os', 'system', 'id')), deflated: true }]),
  'm.keras': kerasZip([{ module: 'keras.layers', class_name: 'Dense', config: {} }]),
  'm.h5': hdf5File(),
  'saved_model.pb': savedModel(['MatMul', 'ReadFile']),
};
const rounds = 400;

test.each(Object.keys(wholeFiles))('%s, cut or changed anywhere, ends in an answer', (path) => {
  const random = seededRandom(seed);
  const whole = wholeFiles[path] ?? Buffer.alloc(0);
  for (let round = 0; round < rounds; round += 1) {
    const bytes = Buffer.from(whole.subarray(0, random.below(2) === 0 ? whole.length : random.below(whole.length + 1)));
    for (let flips = random.below(6); flips > 0 && bytes.length > 0; flips -= 1) bytes[random.below(bytes.length)] = random.below(256);
    const label = `seed ${seed}, round ${round}: ${bytes.toString('base64')}`;
    let taken = 0;
    const source = bytesSource(bytes);
    const examined = examine({ size: source.size, read: (offset, length) => {
      taken += length;
      return source.read(offset, length);
    } }, { path, has: () => false });
    const detail = detailOf(examined, rowOf(examined, { path, size: bytes.length, oid: null }), { offset: 0, limit: 10 });
    expect(contract['packages.weightFile'].answer.safeParse(detail).error, label).toBeUndefined();
    expect(taken, label).toBeLessThanOrEqual(weightLimits.maxBytesRead);
  }
});

test('every place at which a pickle with a call is cut leaves the import in sight once it was there, and never a good verdict', () => {
  const bytes = callPickle('os', 'system', 'id');
  for (let length = 1; length < bytes.length; length += 1) {
    const examined = examine(bytesSource(bytes.subarray(0, length)), { path: 'model.pkl', has: () => false });
    const { verdict } = rowOf(examined, { path: 'model.pkl', size: length, oid: null });
    expect(verdict.kind, String(length)).toBe(length >= 2 + 'cos\nsystem\n'.length ? 'other-imports' : 'unparsed');
    expect(verdict.text, String(length)).toMatch(/could not be parsed whole/i);
  }
});
