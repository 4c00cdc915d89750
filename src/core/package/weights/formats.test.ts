import { describe, expect, it, test } from 'vitest';
import { deflateSync } from 'node:zlib';
import { latin1 } from '../../../../test/fixtures/weights/bytes.ts';
import { field, ggufFile, hdf5File, kerasZip, legacyTorch, npyFile, onnxFile, onnxNode, safetensorsFile, savedModel, smallOnnx, torchZip, twoTensors } from '../../../../test/fixtures/weights/formats.ts';
import { op, pickleOf, stateDict } from '../../../../test/fixtures/weights/pickle.ts';
import { zipFile } from '../../../../test/fixtures/weights/zip.ts';
import { contract } from '../../../shared/contract/index.ts';
import { bytesSource } from './bytes.ts';
import { detailOf, examine, rowOf } from './examine.ts';
import type { WeightDetail } from './report.ts';

function look(path: string, bytes: Uint8Array, files: readonly string[] = []): WeightDetail {
  const examined = examine(bytesSource(bytes), { path, has: (relative) => (relative.startsWith('../') ? null : files.includes(relative)) });
  const row = rowOf(examined, { path, size: bytes.length, oid: null });
  return contract['packages.weightFile'].answer.parse(detailOf(examined, row, { offset: 0, limit: 1000 }));
}

/** `name dtype [shape] bytes`. */
const tensorLines = ({ tensors }: WeightDetail): string[] => tensors.rows.map(({ name, dtype, shape, bytes }) => `${name} ${dtype} [${shape.join(', ')}] ${bytes ?? '-'}`);
const factsOf = ({ facts }: WeightDetail): Record<string, string> => Object.fromEntries(facts.map(({ label, value }) => [label, value]));
const importNames = ({ code }: WeightDetail): string[] => (code?.imports.rows ?? []).map(({ name }) => name);

describe('safetensors', () => {
  it('tells tensors, dtypes, parameters and metadata', () => {
    const detail = look('model.safetensors', safetensorsFile(twoTensors, 30));
    expect(tensorLines(detail)).toEqual(['weight F32 [2, 3] 24', 'bias F16 [3] 6']);
    expect(detail.metadata.rows).toEqual([{ key: 'format', value: 'pt' }]);
    expect(detail.file).toMatchObject({ format: 'safetensors', outcome: 'whole', reason: null, parameters: 9, tensors: 2, problems: 0, mismatch: null, verdict: { kind: 'no-imports', text: 'No pickle inside' } });
    expect(detail.file.dtypes).toEqual([{ dtype: 'F32', parameters: 6, tensors: 1 }, { dtype: 'F16', parameters: 3, tensors: 1 }]);
    const headerBytes = JSON.stringify(twoTensors).length;
    expect(detail.tensors.rows.map(({ offset }) => offset)).toEqual([8 + headerBytes, 8 + headerBytes + 24]);
  });

  it('reads a header padded with blanks, escapes in names, and an empty tensor', () => {
    const detail = look('a.safetensors', safetensorsFile(`{"caf\\u00e9":{"dtype":"BF16","shape":[],"data_offsets":[0,2]},"none":{"dtype":"F8_E4M3","shape":[0,4],"data_offsets":[2,2]}}      `, 2));
    expect(tensorLines(detail)).toEqual(['café BF16 [] 2', 'none F8_E4M3 [0, 4] 0']);
    expect(detail.file).toMatchObject({ parameters: 1, problems: 0, outcome: 'whole' });
  });

  it('tells quantisation by names and types', () => {
    const tensor = (dtype: string): unknown => ({ dtype, shape: [4], data_offsets: [0, 4] });
    expect(look('a.safetensors', safetensorsFile({ w: tensor('F8_E4M3') }, 4)).file.quantisation).toBe('F8_E4M3');
    expect(look('a.safetensors', safetensorsFile({ 'h.0.qweight': tensor('U8') }, 4)).file.quantisation).toContain('GPTQ');
  });

  it('names the shards of an index that are not there', () => {
    const index = { metadata: { total_size: 60 }, weight_map: { a: 'model-00001-of-00002.safetensors', b: 'model-00002-of-00002.safetensors', c: '../../x.safetensors' } };
    const detail = look('model.safetensors.index.json', Buffer.from(JSON.stringify(index)), ['model-00001-of-00002.safetensors']);
    expect(factsOf(detail)).toEqual({ Tensors: '3', Shards: '3', Bytes: '60' });
    expect(detail.problems.rows).toEqual(['The shard model-00002-of-00002.safetensors is not in the package.', 'The shard ../../x.safetensors lies outside of the package.']);
  });
});

describe('GGUF', () => {
  const pairs = { 'general.architecture': 'llama', 'general.name': 'Tiny', 'general.file_type': 15, 'llama.context_length': 2048, 'tokenizer.chat_template': '{{ x }}' };
  const tensors = [{ name: 'token_embd.weight', shape: [256, 2], type: 12, offset: 0 }, { name: 'norm', shape: [16], type: 0, offset: 288 }];

  test.each([1, 2, 3])('version %i tells metadata, tensors and quantisation', (version) => {
    const detail = look('tiny.gguf', ggufFile(pairs, tensors, 288 + 64, { version }));
    expect(tensorLines(detail)).toEqual(['token_embd.weight Q4_K [256, 2] 288', 'norm F32 [16] 64']);
    expect(factsOf(detail)).toMatchObject({ Version: String(version), 'Byte order': 'little-endian', Name: 'Tiny', Architecture: 'llama', 'Context length': '2048', 'File type': 'Q4_K_M' });
    expect(detail.file).toMatchObject({ format: 'gguf', outcome: 'whole', parameters: 528, quantisation: 'Q4_K_M', problems: 0 });
    expect(detail.notes.join()).toContain('chat template');
  });
});

describe('ONNX', () => {
  it('tells producer, opset, inputs and outputs, operators, initializers and external data', () => {
    const detail = look('model.onnx', smallOnnx(), ['weights.bin']);
    expect(factsOf(detail)).toEqual({ 'IR version': '8', Producer: 'pytorch', 'Producer version': '2.1.0', Graph: 'main', Opset: 'ai.onnx 17', 'External data': 'weights.bin' });
    expect(detail.graph).toEqual({
      inputs: { total: 1, rows: [{ name: 'input', type: 'F32 [batch, 3]' }] },
      outputs: { total: 1, rows: [{ name: 'output', type: 'F32 [1, 2]' }] },
      operators: { total: 4, rows: [{ name: 'Gemm', count: 2 }, { name: 'If', count: 1 }, { name: 'Relu', count: 1 }, { name: 'com.microsoft.FusedGelu', count: 1 }] },
    });
    expect(tensorLines(detail)).toEqual(['w F32 [2, 3] 24', 'big F16 [1000, 10] -']);
    expect(detail.file).toMatchObject({ format: 'onnx', outcome: 'whole', parameters: 10_006, problems: 0 });
    expect(detail.notes).toEqual(['Operators of other domains need programs of their own: com.microsoft.FusedGelu.']);
  });

  it('says when a file with external data is not there', () => {
    expect(look('model.onnx', smallOnnx()).problems.rows).toEqual(['The file weights.bin with external data is not in the package.']);
  });

  it('counts operators of functions, and reads metadata', () => {
    const bytes = onnxFile([field(1, onnxNode('Mine', 'local'))], [field(14, Buffer.concat([field(1, 'task'), field(2, 'vision')])), field(25, Buffer.concat([field(1, 'Mine'), field(7, onnxNode('Add'))]))]);
    const detail = look('model.onnx', bytes);
    expect(detail.graph?.operators.rows.map(({ name }) => name)).toEqual(['Add', 'local.Mine']);
    expect(detail.metadata.rows).toEqual([{ key: 'task', value: 'vision' }]);
  });
});

describe('PyTorch', () => {
  it('reads tensors and storages of an archive', () => {
    const detail = look('pytorch_model.bin', torchZip());
    expect(tensorLines(detail)).toEqual(['weight F32 [2, 3] -', 'bias F32 [3] -']);
    expect(detail.file).toMatchObject({ format: 'pytorch', outcome: 'whole', parameters: 9, problems: 0, mismatch: null, verdict: { kind: 'known-imports', text: 'Only known imports' } });
    expect(importNames(detail)).toEqual(['collections.OrderedDict', 'torch._utils._rebuild_tensor_v2', 'torch.FloatStorage']);
    expect(detail.code?.calls.rows.map(({ operation, callee, count }) => `${operation} ${callee} ${count}`)).toEqual(['REDUCE collections.OrderedDict 3', 'REDUCE torch._utils._rebuild_tensor_v2 2']);
    expect(factsOf(detail)).toMatchObject({ version: '3', byteorder: 'little', Storages: '2' });
  });

  it('reads archives with zip64 records and deflated members', () => {
    expect(look('m.pt', torchZip(undefined, { zip64: {} })).file).toMatchObject({ outcome: 'whole', parameters: 9 });
    const deflated = zipFile([{ name: 'm/data.pkl', content: stateDict({ w: [4] }), deflated: true }, { name: 'm/data/0', content: Buffer.alloc(16) }]);
    expect(look('m.pt', deflated).file).toMatchObject({ outcome: 'whole', parameters: 4, problems: 0 });
  });

  it('names the program of TorchScript', () => {
    const script = zipFile([{ name: 'm/data.pkl', content: stateDict({}) }, { name: 'm/constants.pkl', content: pickleOf(op.proto(2), op.emptyTuple) }, { name: 'm/code/__torch__/net.py', content: latin1('def forward(self): pass') }]);
    expect(look('m.pt', script).file.verdict).toEqual({ kind: 'holds-code', text: 'Holds code: TorchScript program in 1 file' });
  });

  it('reads what was written before PyTorch 1.6, values and all', () => {
    const detail = look('pytorch_model.bin', legacyTorch());
    expect(tensorLines(detail)).toEqual(['weight F32 [2, 3] -']);
    expect(detail.file).toMatchObject({ format: 'pickle', outcome: 'whole', parameters: 6, problems: 0, verdict: { kind: 'known-imports' } });
  });
});

describe('pickle', () => {
  it('lists each import and call with its place, count and arguments', () => {
    const bytes = pickleOf(op.proto(2), op.global('os', 'system'), op.text('rm -rf /'), op.tuple1, op.reduce, op.pop, op.global('collections', 'OrderedDict'), op.emptyTuple, op.reduce, op.emptyDict, op.build);
    const { code } = look('model.pkl', bytes);
    expect(code?.imports.rows).toEqual([
      { name: 'os.system', known: false, count: 1, offset: 2, where: null },
      { name: 'collections.OrderedDict', known: true, count: 1, offset: 29, where: null },
    ]);
    expect(code?.calls.rows).toEqual([
      { operation: 'REDUCE', callee: 'os.system', count: 1, offset: 27, where: null, arguments: '("rm -rf /")' },
      { operation: 'REDUCE', callee: 'collections.OrderedDict', count: 1, offset: 55, where: null, arguments: '()' },
      { operation: 'BUILD', callee: 'collections.OrderedDict', count: 1, offset: 57, where: null, arguments: '…' },
    ]);
  });

  it('says where a pickle inside another one lies', () => {
    const inner = pickleOf(op.proto(2), op.global('builtins', 'eval'));
    const { code } = look('model.pkl', pickleOf(op.proto(4), op.bytes(inner)));
    expect(code?.imports.rows).toMatchObject([{ name: 'builtins.eval', known: false, where: 'bytes at 7' }]);
  });

  it('goes over the arrays that joblib writes between opcodes', () => {
    const wrapper = [op.global('joblib.numpy_pickle', 'NumpyArrayWrapper'), op.emptyTuple, op.newObject, op.emptyDict, op.mark];
    const dtype = [op.text('dtype'), op.global('numpy', 'dtype'), op.text('f8'), op.tuple1, op.reduce];
    const shape = [op.text('shape'), op.int(3), op.int(2), op.tuple2];
    const array = Buffer.concat([Buffer.from([5]), Buffer.alloc(5, 0xff), Buffer.alloc(48, 0xfe)]);
    const bytes = pickleOf(op.proto(4), ...wrapper, ...shape, ...dtype, op.text('numpy_array_alignment_bytes'), op.int(16), op.setItems, op.build, array, op.global('os', 'getcwd'), op.pop);
    const detail = look('model.joblib', bytes);
    expect(detail.file).toMatchObject({ outcome: 'whole', reason: null, verdict: { kind: 'other-imports', text: 'Other imports: os.getcwd' } });
  });

  it('looks into one that is compressed as a whole', () => {
    const detail = look('model.joblib', deflateSync(pickleOf(op.proto(2), op.global('numpy', 'dtype'))));
    expect(factsOf(detail)).toMatchObject({ 'Compressed with': 'zlib' });
    expect(detail.file.verdict).toEqual({ kind: 'known-imports', text: 'Only known imports' });
    expect(look('model.joblib', Buffer.from('BZh91AY&SY')).file).toMatchObject({ outcome: 'unreadable', reason: 'It is compressed with bzip2, which is not read.', verdict: { kind: 'unparsed' } });
  });
});

describe('NumPy', () => {
  it('reads headers of all versions', () => {
    for (const version of [1, 2, 3]) expect(tensorLines(look('a.npy', npyFile("'<f4'", '(2, 3)', Buffer.alloc(24), version)))).toEqual(['(array) F32 [2, 3] 24']);
    expect(look('a.npy', npyFile("[('x', '<f4'), ('y', '|O')]", '(1,)', pickleOf(op.proto(2), op.none))).file.verdict.kind).toBe('no-imports');
  });

  it('reads archives, compressed or not', () => {
    const array = npyFile("'<i8'", '(1000,)', Buffer.alloc(8000));
    const detail = look('a.npz', zipFile([{ name: 'x.npy', content: array }, { name: 'y.npy', content: array, deflated: true }]));
    expect(tensorLines(detail)).toEqual(['x I64 [1000] 8000', 'y I64 [1000] 8000']);
    expect(detail.file).toMatchObject({ format: 'numpy-zip', outcome: 'whole', parameters: 2000, problems: 0 });
  });
});

describe('other formats', () => {
  it('reads a Keras archive’s config', () => {
    const detail = look('m.keras', kerasZip([{ module: 'keras.layers', class_name: 'Dense', config: {} }, { module: 'keras.layers', class_name: 'Dense', config: {} }]));
    expect(detail.file).toMatchObject({ format: 'keras', outcome: 'whole', verdict: { kind: 'no-imports' } });
    expect(factsOf(detail)).toMatchObject({ 'Keras version': '3.1.1', Model: 'Functional' });
    expect(detail.metadata.rows).toContainEqual({ key: 'class Dense', value: '2' });
  });

  it('recognises HDF5, with a Lambda layer where one is found', () => {
    expect(look('m.h5', hdf5File()).file).toMatchObject({ format: 'hdf5', outcome: 'whole', verdict: { kind: 'not-examined' } });
    expect(look('m.h5', hdf5File('{"class_name": "Lambda"', 512)).file).toMatchObject({ format: 'hdf5', problems: 1, verdict: { kind: 'holds-code', text: 'Holds code: Lambda layer' } });
  });

  it('counts the operators of a SavedModel', () => {
    const detail = look('saved_model.pb', savedModel(['MatMul', 'MatMul', 'ReadFile']));
    expect(detail.graph?.operators.rows).toEqual([{ name: 'MatMul', count: 2 }, { name: 'ReadFile', count: 1 }]);
    expect(factsOf(detail)).toMatchObject({ Tag: 'serve', 'TensorFlow version': '2.11.0' });
    expect(detail.file.verdict.text).toContain('ReadFile');
  });

  test.each<[string, string, Buffer, string]>([
    ['TensorFlow Lite', 'm.tflite', latin1('\u001c\0\0\0TFL3\0\0\0\0'), 'tflite'],
    ['Core ML', 'm.mlmodel', Buffer.concat([field(1, 4), field(2, 'x')]), 'coreml'],
    ['GGML', 'ggml-model.bin', latin1('lmggxxxx'), 'ggml'],
    ['Flax', 'flax_model.msgpack', Buffer.from([0xde, 0, 1, 0xa1, 0x61, 1]), 'flax'],
    ['a tar archive', 'm.nemo', Buffer.concat([Buffer.alloc(257), latin1('ustar'), Buffer.alloc(250)]), 'tar'],
  ])('recognises %s', (_name, path, bytes, format) => {
    expect(look(path, bytes).file).toMatchObject({ format, mismatch: null });
  });

  it('decides by content, and says when the name is wrong', () => {
    expect(look('model.onnx', safetensorsFile(twoTensors, 30)).file).toMatchObject({ format: 'safetensors', mismatch: 'The name says onnx; the content is safetensors.' });
    expect(look('model.safetensors', latin1('not at all a header')).file).toMatchObject({ format: null, outcome: 'unreadable', mismatch: 'The name says safetensors; the content is something else.' });
    expect(look('data.bin', latin1('anything')).file).toMatchObject({ format: null, mismatch: null, verdict: { kind: 'not-examined' } });
  });
});
