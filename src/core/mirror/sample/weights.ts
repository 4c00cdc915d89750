/**
 * Weight files of a few hundred bytes, each whole by the rules of its format: enough to show headers, tensors and
 * imports, and nothing that could be run as a model.
 */

interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
}

const elementCount = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** Small numbers that depend on the place only, as 32-bit floats, little-endian. */
function floats(count: number): Buffer {
  const bytes = Buffer.alloc(count * 4);
  for (let index = 0; index < count; index += 1) bytes.writeFloatLE((index % 17) / 16 - 0.5, index * 4);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

/** Length of the JSON header (8 bytes), the header padded with spaces, then the tensors. */
export function safetensorsFile(tensors: readonly Tensor[], metadata: Readonly<Record<string, string>>): Buffer {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const tensor of tensors) {
    const end = offset + elementCount(tensor.shape) * 4;
    header[tensor.name] = { dtype: 'F32', shape: tensor.shape, data_offsets: [offset, end] };
    offset = end;
  }
  const json = JSON.stringify(header);
  const padded = Buffer.from(json.padEnd(Math.ceil(json.length / 8) * 8, ' '), 'utf8');
  return Buffer.concat([uint64(padded.length), padded, floats(offset / 4)]);
}

type GgufValue = string | number | readonly string[];

function ggufString(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([uint64(bytes.length), bytes]);
}

/** GGUF value types: 4 is a 32-bit unsigned integer, 8 a string, 9 an array. */
function ggufValue(value: GgufValue): Buffer {
  if (typeof value === 'string') return Buffer.concat([uint32(8), ggufString(value)]);
  if (typeof value === 'number') return Buffer.concat([uint32(4), uint32(value)]);
  return Buffer.concat([uint32(9), uint32(8), uint64(value.length), ...value.map(ggufString)]);
}

/** GGUF version 3 with 32-bit float tensors, aligned to 32 bytes. */
export function ggufFile(tensors: readonly Tensor[], metadata: Readonly<Record<string, GgufValue>>): Buffer {
  const alignment = 32;
  const pairs = Object.entries(metadata).map(([key, value]) => Buffer.concat([ggufString(key), ggufValue(value)]));
  const infos: Buffer[] = [];
  const data: Buffer[] = [];
  let offset = 0;
  for (const tensor of tensors) {
    const bytes = floats(elementCount(tensor.shape));
    const padded = Math.ceil(bytes.length / alignment) * alignment;
    infos.push(Buffer.concat([ggufString(tensor.name), uint32(tensor.shape.length), ...tensor.shape.map(uint64), uint32(0), uint64(offset)]));
    data.push(bytes, Buffer.alloc(padded - bytes.length));
    offset += padded;
  }
  const head = Buffer.concat([Buffer.from('GGUF'), uint32(3), uint64(tensors.length), uint64(pairs.length), ...pairs, ...infos]);
  const gap = Buffer.alloc(Math.ceil(head.length / alignment) * alignment - head.length);
  return Buffer.concat([head, gap, ...data]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  return Buffer.from([...bytes, rest]);
}

/** A protobuf field: a number as varint, text or bytes as length-delimited. */
function protobuf(field: number, value: number | string | Buffer): Buffer {
  if (typeof value === 'number') return Buffer.concat([varint(field << 3), varint(value)]);
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  return Buffer.concat([varint((field << 3) | 2), varint(bytes.length), bytes]);
}

function onnxValueInfo(tensor: Tensor): Buffer {
  const dimensions = tensor.shape.map((size) => protobuf(1, protobuf(1, size)));
  const tensorType = Buffer.concat([protobuf(1, 1), protobuf(2, Buffer.concat(dimensions))]);
  return Buffer.concat([protobuf(1, tensor.name), protobuf(2, protobuf(1, tensorType))]);
}

function onnxInitializer(tensor: Tensor): Buffer {
  const dimensions = tensor.shape.map((size) => protobuf(1, size));
  return Buffer.concat([...dimensions, protobuf(2, 1), protobuf(8, tensor.name), protobuf(9, floats(elementCount(tensor.shape)))]);
}

/** A ModelProto with one Gemm and one Softmax node over `inputs` values. */
export function onnxFile(graphName: string, inputs: number, outputs: number, opset: number): Buffer {
  const gemmInputs = ['input', 'weight', 'bias'].map((name) => protobuf(1, name));
  const gemm = Buffer.concat([...gemmInputs, protobuf(2, 'logits'), protobuf(3, 'classifier'), protobuf(4, 'Gemm')]);
  const softmax = Buffer.concat([protobuf(1, 'logits'), protobuf(2, 'output'), protobuf(3, 'probabilities'), protobuf(4, 'Softmax')]);
  const graph = Buffer.concat([
    protobuf(1, gemm),
    protobuf(1, softmax),
    protobuf(2, graphName),
    protobuf(5, onnxInitializer({ name: 'weight', shape: [inputs, outputs] })),
    protobuf(5, onnxInitializer({ name: 'bias', shape: [outputs] })),
    protobuf(11, onnxValueInfo({ name: 'input', shape: [1, inputs] })),
    protobuf(12, onnxValueInfo({ name: 'output', shape: [1, outputs] })),
  ]);
  const opsetImport = Buffer.concat([protobuf(1, ''), protobuf(2, opset)]);
  return Buffer.concat([protobuf(1, 7), protobuf(2, 'ptmtorrent-explorer'), protobuf(3, '1'), protobuf(7, graph), protobuf(8, opsetImport)]);
}

/** A pickle, protocol 2: an OrderedDict of names and lists of floats. It imports `collections.OrderedDict` and nothing else. */
export function pickleFile(tensors: readonly Tensor[]): Buffer {
  const parts: Buffer[] = [Buffer.from([0x80, 2]), Buffer.from('ccollections\nOrderedDict\n)R(', 'latin1')];
  for (const tensor of tensors) {
    parts.push(pickleText(tensor.name), Buffer.from('](', 'latin1'));
    const values = floats(elementCount(tensor.shape));
    for (let offset = 0; offset < values.length; offset += 4) {
      const value = Buffer.alloc(9);
      value.write('G', 'latin1');
      value.writeDoubleBE(values.readFloatLE(offset), 1);
      parts.push(value);
    }
    parts.push(Buffer.from('e', 'latin1'));
  }
  return Buffer.concat([...parts, Buffer.from('u.', 'latin1')]);
}

function pickleText(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([Buffer.from('X', 'latin1'), uint32(bytes.length), bytes]);
}
