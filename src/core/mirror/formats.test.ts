import { expect, test } from 'vitest';
import { formatOfFile, formatsOfFiles } from './formats.ts';

test.each([
  ['model.safetensors', 'safetensors'], ['model-00001-of-00002.safetensors', 'safetensors'], ['llama.Q4_K_M.GGUF', 'gguf'], ['ggml-model-q4_0.bin', 'ggml'], ['a/llama.ggmlv3.q4_0.bin', 'ggml'], ['x.ggml', 'ggml'],
  ['onnx/model.onnx', 'onnx'], ['pytorch_model.bin', 'pytorch'], ['pytorch_model-00001-of-00033.bin', 'pytorch'], ['unet/diffusion_pytorch_model.fp16.bin', 'pytorch'], ['adapter_model.bin', 'pytorch'], ['Best.PT', 'pytorch'], ['a.pth', 'pytorch'], ['v1-5.ckpt', 'pytorch'],
  ['tf_model.h5', 'tensorflow'], ['saved_model/saved_model.pb', 'tensorflow'], ['model.ckpt-1000.index', 'tensorflow'], ['model.ckpt-1000.data-00000-of-00001', 'tensorflow'], ['model.ckpt-1000.meta', 'tensorflow'], ['m.tflite', 'tensorflow'],
  ['weights.h5', 'keras'], ['m.keras', 'keras'], ['flax_model.msgpack', 'flax'], ['rust_model.ot', 'rust'], ['m.mlmodel', 'coreml'], ['coreml/text.mlpackage/Manifest.json', 'coreml'], ['openvino_model.bin', 'openvino'], ['openvino_model.xml', 'openvino'],
  ['m.pdparams', 'paddle'], ['m.caffemodel', 'caffe'], ['m.params', 'mxnet'], ['m.pkl', 'pickle'], ['m.joblib', 'pickle'], ['m.npz', 'numpy'], ['m.nemo', 'nemo'],
  ['training_args.bin', null], ['README.md', null], ['config.json', null], ['graph.pb', null], ['other.xml', null], ['events.index', null], ['bin', null], ['model.ckpt', 'pytorch'], ['', null], ['.', null], ['constructor', null], ['a.constructor', null], ['模型.bin', null], ['.safetensors/readme.txt', null],
])('%s: %s', (path, format) => {
  expect(formatOfFile(path)).toBe(format);
});

test('distinct formats in the order of the files', () => {
  expect(formatsOfFiles(['a.onnx', 'README.md', 'b.safetensors', 'c.onnx'])).toEqual(['onnx', 'safetensors']);
});
