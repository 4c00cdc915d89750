import { FormatError } from '../bytes.ts';
import { Cursor } from '../cursor.ts';
import { GraphCounter } from '../operators.ts';
import { eachField, type Field, fieldNumbers, fieldText } from '../protobuf.ts';
import type { Surroundings, WeightReader } from '../reader.ts';
import { clipped, elementCount, type Report } from '../report.ts';

/** TensorProto.DataType of onnx/onnx.proto, with the names that safetensors has. */
const dtypes: readonly string[] = [
  'undefined', 'F32', 'U8', 'I8', 'U16', 'I16', 'I32', 'I64', 'string', 'BOOL', 'F16', 'F64', 'U32', 'U64', 'C64', 'C128', 'BF16', 'F8_E4M3', 'F8_E4M3FNUZ', 'F8_E5M2', 'F8_E5M2FNUZ', 'U4', 'I4', 'F4', 'F8_E8M0',
];
const bits: Readonly<Record<string, number>> = { F32: 32, U8: 8, I8: 8, U16: 16, I16: 16, I32: 32, I64: 64, BOOL: 8, F16: 16, F64: 64, U32: 32, U64: 64, BF16: 16, U4: 4, I4: 4 };
const standardDomains = new Set(['', 'ai.onnx', 'ai.onnx.ml', 'ai.onnx.preview.training', 'ai.onnx.training']);

interface Reading {
  readonly cursor: Cursor;
  readonly report: Report;
  readonly graph: GraphCounter;
  readonly around: Surroundings;
  readonly initializers: Set<string>;
  readonly customOperators: Set<string>;
  readonly externalFiles: Set<string>;
}

/**
 * ONNX, by onnx/onnx.proto (ModelProto, GraphProto, NodeProto, TensorProto) and docs/ExternalData.md of onnx/onnx, read from the wire without
 * the values of tensors. Files that hold data apart are looked up in the package and never opened.
 */
export const onnx: WeightReader = {
  id: 'onnx',
  title: 'ONNX',
  names: ['onnx'],
  // No signature: ir_version comes first, then producer, domain, version, doc, graph or opset, or a field of unknown length by name.
  recognises: ({ start, name }) => start[0] === 0x08 && (start[1] ?? 255) <= 30 && (name.endsWith('.onnx') || [0x12, 0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42].includes(start[2] ?? 0)) && !/\.(pb|mlmodel)$/.test(name),
  read: (file, report, around) => {
    const cursor = new Cursor(file);
    const reading: Reading = { cursor, report, graph: new GraphCounter(), around, initializers: new Set(), customOperators: new Set(), externalFiles: new Set() };
    try {
      eachField(cursor, 0, file.size, (field) => readModelField(field, reading));
    } finally {
      report.graph = reading.graph.graph();
      if (reading.customOperators.size > 0) report.note(`Operators of other domains need programs of their own: ${[...reading.customOperators].slice(0, 10).join(', ')}${reading.customOperators.size > 10 ? ', …' : ''}.`);
      if (reading.externalFiles.size > 0) report.fact('External data', [...reading.externalFiles].slice(0, 20).join(', '));
      const quantised = ['QuantizeLinear', 'DequantizeLinear', 'QLinearConv', 'QLinearMatMul', 'MatMulInteger', 'ConvInteger', 'MatMulNBits'].filter((name) => reading.graph.has(name));
      if (quantised.length > 0) report.quantisation = quantised.join(', ');
    }
  },
};

function readModelField(field: Field, reading: Reading): void {
  const { cursor, report } = reading;
  const text = (label: string): void => report.fact(label, clipped(fieldText(cursor, field)));
  switch (field.number) {
    case 1: return report.fact('IR version', field.value);
    case 2: return text('Producer');
    case 3: return text('Producer version');
    case 4: return text('Domain');
    case 5: return report.fact('Model version', field.value);
    case 7: return readGraph(field, reading, 0);
    case 8: {
      const opset = textsOf(field, cursor);
      return report.fact('Opset', `${opset.texts.get(1) || 'ai.onnx'} ${opset.numbers.get(2) ?? 0}`);
    }
    case 14: {
      const { texts } = textsOf(field, cursor);
      return report.meta(texts.get(1) ?? '', texts.get(2) ?? '');
    }
    case 25: return eachField(cursor, field.start, field.end, (part) => (part.number === 7 ? readNode(part, reading, 1) : undefined));
    default:
  }
}

function readGraph(graph: Field, reading: Reading, depth: number): void {
  const { cursor, report } = reading;
  if (depth > cursor.file.budget.limits.maxDepth) throw new FormatError('limit', `Graphs are nested deeper than ${cursor.file.budget.limits.maxDepth} levels.`);
  const inputs: { name: string; type: string }[] = [];
  eachField(cursor, graph.start, graph.end, (field) => {
    switch (field.number) {
      case 1: return readNode(field, reading, depth);
      case 2: return depth === 0 ? report.fact('Graph', clipped(fieldText(cursor, field))) : undefined;
      case 5: return readInitializer(field, reading);
      case 11: return depth === 0 && inputs.length < 100_000 ? void inputs.push(readValueInfo(field, cursor)) : undefined;
      case 12: return depth === 0 ? reading.graph.outputs.add(readValueInfo(field, cursor)) : undefined;
      case 15: return report.note('It has sparse initializers, which are not counted.');
      default: return undefined;
    }
  });
  // Up to IR version 3 initializers are listed among the inputs too.
  for (const input of inputs) if (!reading.initializers.has(input.name)) reading.graph.inputs.add(input);
}

function readNode(node: Field, reading: Reading, depth: number): void {
  const { cursor } = reading;
  let operator = '';
  let domain = '';
  eachField(cursor, node.start, node.end, (field) => {
    if (field.number === 4) operator = fieldText(cursor, field, 200);
    if (field.number === 7) domain = fieldText(cursor, field, 200);
    // Attributes: the bodies of If, Loop and Scan are graphs (g 6, graphs 11); constants are tensors (t 5).
    if (field.number === 5 && field.wire === 2) {
      eachField(cursor, field.start, field.end, (part) => (part.wire === 2 && (part.number === 6 || part.number === 11) ? readGraph(part, reading, depth + 1) : undefined));
    }
  });
  const isStandard = standardDomains.has(domain);
  reading.graph.add(isStandard ? operator : `${domain}.${operator}`);
  if (!isStandard && reading.customOperators.size < 1000) reading.customOperators.add(clipped(`${domain}.${operator}`));
}

function readInitializer(tensor: Field, reading: Reading): void {
  const { cursor, report } = reading;
  const shape: number[] = [];
  const external = new Map<string, string>();
  let name = '';
  let type = 0;
  let isExternal = false;
  let values: Field | null = null;
  eachField(cursor, tensor.start, tensor.end, (field) => {
    if (field.number === 1) fieldNumbers(cursor, field, shape, 64);
    else if (field.number === 2) type = field.value;
    else if (field.number === 8) name = fieldText(cursor, field);
    else if (field.number === 9) values = field;
    else if (field.number === 14) isExternal = field.value === 1;
    else if (field.number === 13) {
      const { texts } = textsOf(field, cursor);
      if (external.size < 16) external.set(texts.get(1) ?? '', texts.get(2) ?? '');
    }
  });
  const raw = values as Field | null;
  const dtype = dtypes[type] ?? `type ${type}`;
  if (reading.initializers.size < 200_000) reading.initializers.add(name);
  report.tensor({ name, dtype, shape, offset: raw === null ? null : cursor.file.base + raw.start, bytes: raw === null ? countOf(external.get('length')) : raw.end - raw.start });
  const expected = (elementCount(shape) * (bits[dtype] ?? 0)) / 8;
  if (raw !== null && expected > 0 && Math.ceil(expected) !== raw.end - raw.start) report.problem(`The initializer ${clipped(name)} has ${raw.end - raw.start} bytes; its type and shape make ${Math.ceil(expected)}.`);
  if (isExternal || external.has('location')) checkExternal(name, external.get('location') ?? '', reading);
}

function checkExternal(tensor: string, location: string, { around, report, externalFiles }: Reading): void {
  const shown = clipped(location);
  if (externalFiles.has(shown) || externalFiles.size >= 1000) return;
  externalFiles.add(shown);
  const found = /^[\\/]|^[a-z]:|\\/i.test(location) || location === '' ? null : around.has(location);
  if (found === null) report.problem(`The initializer ${clipped(tensor)} names data outside of the package: ${shown === '' ? '(nothing)' : shown}.`);
  else if (!found) report.problem(`The file ${shown} with external data is not in the package.`);
  if (found !== null && location.split('/').includes('..')) report.problem(`The location ${shown} has "..", which the format does not allow.`);
}

function readValueInfo(value: Field, cursor: Cursor): { name: string; type: string } {
  let name = '';
  let type = '';
  eachField(cursor, value.start, value.end, (field) => {
    if (field.number === 1) name = clipped(fieldText(cursor, field));
    if (field.number === 2 && field.wire === 2) eachField(cursor, field.start, field.end, (part) => {
      if (part.number === 1 && part.wire === 2) type = tensorType(part, cursor);
      else if (part.wire === 2) type ||= ['', 'tensor', '', '', 'sequence', 'map', '', '', 'sparse tensor', 'optional'][part.number] ?? '';
    });
  });
  return { name, type };
}

function tensorType(tensor: Field, cursor: Cursor): string {
  let dtype = 'undefined';
  const dimensions: string[] = [];
  eachField(cursor, tensor.start, tensor.end, (field) => {
    if (field.number === 1) dtype = dtypes[field.value] ?? `type ${field.value}`;
    if (field.number !== 2 || field.wire !== 2) return;
    eachField(cursor, field.start, field.end, (dimension) => {
      let size = '?';
      if (dimension.wire === 2) eachField(cursor, dimension.start, dimension.end, (part) => {
        size = part.number === 1 ? String(part.value) : part.number === 2 ? clipped(fieldText(cursor, part), 40) || '?' : size;
      });
      if (dimensions.length < 16) dimensions.push(size);
    });
  });
  return `${dtype} [${dimensions.join(', ')}]`;
}

/** The texts and numbers of a small message by field. */
function textsOf(message: Field, cursor: Cursor): { readonly texts: ReadonlyMap<number, string>; readonly numbers: ReadonlyMap<number, number> } {
  const texts = new Map<number, string>();
  const numbers = new Map<number, number>();
  if (message.wire === 2) eachField(cursor, message.start, message.end, (field) => {
    if (field.wire === 2) texts.set(field.number, fieldText(cursor, field, 2000));
    else numbers.set(field.number, field.value);
  });
  return { texts, numbers };
}

function countOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
