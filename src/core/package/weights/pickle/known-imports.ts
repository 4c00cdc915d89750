/** Imports that rebuild tensors, arrays and plain containers, by module. An import counts as known only where module and name stand here. */
const known: Readonly<Record<string, readonly string[]>> = {
  // What torch.load(weights_only=True) lets through without being asked: torch/_weights_only_unpickler.py.
  collections: ['OrderedDict', 'Counter', 'defaultdict', 'deque'],
  torch: [
    'BFloat16Storage', 'BoolStorage', 'ByteStorage', 'CharStorage', 'ComplexDoubleStorage', 'ComplexFloatStorage', 'DoubleStorage', 'FloatStorage', 'HalfStorage', 'IntStorage', 'LongStorage',
    'QInt32Storage', 'QInt8Storage', 'QUInt8Storage', 'ShortStorage', 'Size', 'Tensor', 'device', 'bfloat16', 'bool', 'complex128', 'complex64', 'float16', 'float32', 'float64', 'int16', 'int32', 'int64',
    'int8', 'per_channel_affine', 'per_tensor_affine', 'qint32', 'qint8', 'quint8', 'strided', 'uint8',
  ],
  'torch._tensor': ['_rebuild_from_type_v2'],
  'torch._utils': ['_rebuild_device_tensor_from_numpy', '_rebuild_parameter', '_rebuild_parameter_with_state', '_rebuild_qtensor', '_rebuild_sparse_tensor', '_rebuild_tensor', '_rebuild_tensor_v2', '_rebuild_tensor_v3'],
  'torch.cuda': ['BFloat16Storage', 'ByteStorage', 'DoubleStorage', 'FloatStorage', 'HalfStorage', 'IntStorage', 'LongStorage'],
  'torch.nn.parameter': ['Buffer', 'Parameter'],
  'torch.serialization': ['_get_layout'],
  'torch.storage': ['TypedStorage', 'UntypedStorage', '_load_from_bytes_weights_only'],
  // numpy's own rebuilding: numpy/_core/_multiarray_umath and numpy/__init__.py.
  numpy: ['bool_', 'dtype', 'float16', 'float32', 'float64', 'int16', 'int32', 'int64', 'int8', 'ndarray', 'uint16', 'uint32', 'uint64', 'uint8'],
  'numpy._core.multiarray': ['_reconstruct', 'scalar'],
  'numpy._core.numeric': ['_frombuffer'],
  'numpy.core.multiarray': ['_reconstruct', 'scalar'],
  'numpy.core.numeric': ['_frombuffer'],
  'joblib.numpy_pickle': ['NumpyArrayWrapper'],
  // Plain values. Protocols 0 to 2 write bytes as _codecs.encode(text, 'latin1') and objects through copyreg (copy_reg in Python 2).
  _codecs: ['encode'],
  builtins: ['bool', 'bytearray', 'bytes', 'complex', 'dict', 'float', 'frozenset', 'int', 'list', 'object', 'range', 'set', 'slice', 'str', 'tuple'],
  __builtin__: ['bool', 'bytearray', 'bytes', 'complex', 'dict', 'float', 'frozenset', 'int', 'list', 'long', 'object', 'set', 'slice', 'str', 'tuple', 'unicode', 'xrange'],
  copy_reg: ['_reconstructor'],
  copyreg: ['_reconstructor'],
  datetime: ['date', 'datetime', 'time', 'timedelta', 'timezone'],
  decimal: ['Decimal'],
};

const byModule: ReadonlyMap<string, ReadonlySet<string>> = new Map(Object.entries(known).map(([module, names]) => [module, new Set(names)]));

export function isKnownImport(module: string | null, name: string | null): boolean {
  return module !== null && name !== null && byModule.get(module)?.has(name) === true;
}
