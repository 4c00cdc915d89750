/** Weight formats told from file names alone; `.bin` counts only under the names that PyTorch exports use. */
const patterns: readonly (readonly [format: string, pattern: RegExp])[] = [
  ['safetensors', /\.safetensors$/],
  ['gguf', /\.gguf$/],
  ['ggml', /(^|[/.-])ggml.*\.bin$|\.ggml$/],
  ['onnx', /\.onnx$/],
  ['pytorch', /(^|\/)(pytorch_model|adapter_model|diffusion_pytorch_model|consolidated|optimizer|model)[^/]*\.bin$|\.(pt|pth|ckpt)$/],
  ['tensorflow', /(^|\/)(tf_model[^/]*\.h5|saved_model\.pb|model\.ckpt[^/]*\.(index|meta|data-\d+-of-\d+))$|\.tflite$/],
  ['keras', /\.keras$|\.h5$|\.hdf5$/],
  ['flax', /\.msgpack$/],
  ['rust', /\.ot$/],
  ['coreml', /\.mlmodel$|\.mlpackage\//],
  ['openvino', /(^|\/)openvino_model\.(bin|xml)$/],
  ['paddle', /\.pdparams$/],
  ['caffe', /\.caffemodel$/],
  ['mxnet', /\.params$/],
  ['pickle', /\.(pkl|pickle|joblib)$/],
  ['numpy', /\.(npy|npz)$/],
  ['nemo', /\.nemo$/],
];

/** The formats of one file; a TensorFlow `tf_model.h5` is not counted as Keras too. */
export function formatOfFile(path: string): string | null {
  const name = path.toLowerCase();
  return patterns.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}

/** Distinct weight formats of a package, in the order of the table above. */
export function formatsOfFiles(paths: Iterable<string>): readonly string[] {
  const found = new Set<string>();
  for (const path of paths) {
    const format = formatOfFile(path);
    if (format) found.add(format);
  }
  return [...found];
}
