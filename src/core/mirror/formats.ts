/** The weight formats that names of files tell. */
export const weightFormats = [
  'safetensors', 'gguf', 'ggml', 'onnx', 'pytorch', 'tensorflow', 'keras', 'flax', 'rust', 'coreml', 'openvino', 'paddle', 'caffe', 'mxnet', 'pickle', 'numpy', 'nemo',
] as const;

export type WeightFormat = (typeof weightFormats)[number];

/** A weight format, or what tells it (or none) from the path in lower case. */
type Rule = WeightFormat | ((path: string) => WeightFormat | null);

const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['safetensors', 'safetensors'],
  ['gguf', 'gguf'],
  ['ggml', 'ggml'],
  ['onnx', 'onnx'],
  ['pt', 'pytorch'],
  ['pth', 'pytorch'],
  ['ckpt', 'pytorch'],
  ['bin', formatOfBin],
  ['tflite', 'tensorflow'],
  ['pb', (path) => (nameOf(path) === 'saved_model.pb' ? 'tensorflow' : null)],
  ['index', tensorFlowCheckpoint],
  ['meta', tensorFlowCheckpoint],
  ['h5', (path) => (nameOf(path).startsWith('tf_model') ? 'tensorflow' : 'keras')],
  ['hdf5', 'keras'],
  ['keras', 'keras'],
  ['msgpack', 'flax'],
  ['ot', 'rust'],
  ['mlmodel', 'coreml'],
  ['xml', (path) => (nameOf(path) === 'openvino_model.xml' ? 'openvino' : null)],
  ['pdparams', 'paddle'],
  ['caffemodel', 'caffe'],
  ['params', 'mxnet'],
  ['pkl', 'pickle'],
  ['pickle', 'pickle'],
  ['joblib', 'pickle'],
  ['npy', 'numpy'],
  ['npz', 'numpy'],
  ['nemo', 'nemo'],
]);

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `.bin` counts only under the names that exports use: anything may be called so. */
function formatOfBin(path: string): WeightFormat | null {
  const name = nameOf(path);
  if (/(^|[/.-])ggml/.test(path)) return 'ggml';
  if (/^(pytorch_model|adapter_model|diffusion_pytorch_model|consolidated|optimizer|model)/.test(name)) return 'pytorch';
  return name === 'openvino_model.bin' ? 'openvino' : null;
}

function tensorFlowCheckpoint(path: string): WeightFormat | null {
  return nameOf(path).startsWith('model.ckpt') ? 'tensorflow' : null;
}

/** The last two characters of each extension above: most files of a model are told to be none by a look at them. */
const endings = new Uint8Array(1 << 14);
for (const extension of rules.keys()) endings[endingOf(extension)] = 1;

/** The last two characters as one number, letters without regard to case; 0 for what is not ASCII. */
function endingOf(path: string): number {
  const before = path.charCodeAt(path.length - 2) | 0x20;
  const last = path.charCodeAt(path.length - 1) | 0x20;
  return before < 128 && last < 128 ? (before << 7) | last : 0;
}

/** The weight format that a file's name tells, or null. A TensorFlow `tf_model.h5` is not counted as Keras too. */
export function formatOfFile(path: string): WeightFormat | null {
  const last = path.charCodeAt(path.length - 1);
  const endsInDigit = last >= 0x30 && last <= 0x39;
  if (endings[endingOf(path)] !== 1 && !endsInDigit) return inPackage(path);
  const extension = path.slice(path.lastIndexOf('.') + 1);
  const rule = rules.get(extension) ?? rules.get(extension.toLowerCase());
  const format = typeof rule === 'function' ? rule(path.toLowerCase()) : (rule ?? null);
  if (format !== null) return format;
  if (extension.startsWith('data-')) return /^model\.ckpt.*\.data-\d+-of-\d+$/.test(nameOf(path.toLowerCase())) ? 'tensorflow' : null;
  return inPackage(path);
}

/** A Core ML package is a folder. */
function inPackage(path: string): WeightFormat | null {
  return path.includes('.mlpackage/') ? 'coreml' : null;
}

/** Distinct weight formats of a package, in the order of its files. */
export function formatsOfFiles(paths: Iterable<string>): readonly string[] {
  const found: string[] = [];
  for (const path of paths) {
    const format = formatOfFile(path);
    if (format !== null && !found.includes(format)) found.push(format);
  }
  return found;
}
