import { type BoundedFile, FormatError } from '../bytes.ts';
import { countOf, type JsonValue, listOf, membersOf, parseJsonWithin, textOf } from '../json.ts';
import type { WeightReader } from '../reader.ts';
import { clipped, elementCount, type Report } from '../report.ts';

/** Bits of one value. */
const bitsOf: ReadonlyMap<string, number> = new Map([
  ['BOOL', 8], ['F4', 4], ['F6_E2M3', 6], ['F6_E3M2', 6], ['U8', 8], ['I8', 8], ['F8_E5M2', 8], ['F8_E4M3', 8], ['F8_E8M0', 8], ['F8_E4M3FNUZ', 8], ['F8_E5M2FNUZ', 8],
  ['I16', 16], ['U16', 16], ['F16', 16], ['BF16', 16], ['I32', 32], ['U32', 32], ['F32', 32], ['C64', 64], ['F64', 64], ['I64', 64], ['U64', 64],
]);

interface Stretch {
  readonly name: string;
  readonly begin: number;
  readonly end: number;
}

/**
 * safetensors, by the section "Format" of the README of huggingface/safetensors: 8 bytes of length (N, unsigned, little-endian), N bytes
 * of JSON that begins with `{` and may be padded with blanks, then the tensors. Offsets count from the end of the header; the tensors
 * cover the rest of the file without holes or overlaps; names come once; the header has 100 MB at most.
 */
export const safetensors: WeightReader = {
  id: 'safetensors',
  title: 'safetensors',
  names: ['safetensors'],
  recognises: ({ start, name, size }) => start.length >= 9 && start[8] === 0x7b && (name.endsWith('.safetensors') || start.readBigUInt64LE(0) <= BigInt(size - 8)),
  read: (file, report) => {
    const length = Number(file.readAt(0, 8).readBigUInt64LE(0));
    report.fact('Header', `${length} bytes`);
    if (length > file.size - 8) throw new FormatError('cut', `Its header claims ${length} bytes, and the file has ${file.size} in all.`);
    if (length > 100_000_000) report.problem('The header is longer than the 100 MB that the format allows.');
    const { value, duplicates } = parseJsonWithin(file.readAt(8, length), file.budget);
    if (!(value instanceof Map)) throw new FormatError('malformed', 'Its header is no JSON object.');
    for (const name of duplicates) report.problem(`The header has the name ${clipped(name)} twice; programs differ in which they take.`);
    readMetadata(value.get('__metadata__'), report);
    const stretches: Stretch[] = [];
    for (const [name, entry] of value) if (name !== '__metadata__') stretches.push(...readTensor(name, entry, file, 8 + length, report));
    checkCover(stretches, file.size - 8 - length, report);
    report.quantisation = quantisationOf(value.keys(), report);
  },
};

/** By the names of tensors that quantisers add, and by types that only quantised models have. */
function quantisationOf(names: Iterable<string>, report: Report): string | null {
  for (const name of names) {
    if (name.endsWith('.qweight')) return 'packed in qweight tensors (GPTQ, AWQ)';
    if (name.includes('.quant_state.')) return 'bitsandbytes';
  }
  return [...report.dtypes.keys()].filter((dtype) => /^(F4|F6|F8)/.test(dtype)).join(', ') || null;
}

function readMetadata(value: JsonValue | undefined, report: Report): void {
  if (value === undefined) return;
  if (!(value instanceof Map)) report.problem('__metadata__ is no object of texts.');
  for (const [key, text] of membersOf(value)) {
    if (typeof text !== 'string') report.problem(`__metadata__ has a value under ${clipped(key)} that is no text.`);
    report.meta(key, typeof text === 'string' ? text : '(no text)');
  }
}

function readTensor(name: string, entry: JsonValue, file: BoundedFile, dataAt: number, report: Report): readonly Stretch[] {
  const fields = membersOf(entry);
  const dtype = textOf(fields.get('dtype'));
  const shape = listOf(fields.get('shape')).map(countOf);
  const offsets = listOf(fields.get('data_offsets')).map(countOf);
  const [begin, end] = offsets;
  const sizes = shape.filter((size) => size !== null);
  if (dtype === null || !fields.has('shape') || sizes.length < shape.length || offsets.length !== 2 || typeof begin !== 'number' || typeof end !== 'number' || end < begin) {
    report.problem(`The tensor ${clipped(name)} has no valid dtype, shape and data_offsets.`);
    return [];
  }
  report.tensor({ name, dtype: clipped(dtype, 40), shape: sizes, offset: dataAt + begin, bytes: end - begin });
  const bits = bitsOf.get(dtype);
  if (bits === undefined) report.problem(`The tensor ${clipped(name)} has the unknown dtype ${clipped(dtype, 40)}.`);
  else if ((elementCount(sizes) * bits) / 8 !== end - begin) report.problem(`The tensor ${clipped(name)} states ${end - begin} bytes; its dtype and shape make ${(elementCount(sizes) * bits) / 8}.`);
  if (dataAt + end > file.size) report.problem(`The tensor ${clipped(name)} ends at byte ${dataAt + end}; the file has ${file.size}.`);
  return [{ name, begin, end }];
}

function checkCover(stretches: readonly Stretch[], bytes: number, report: Report): void {
  const sorted = [...stretches].sort((left, right) => left.begin - right.begin || left.end - right.end);
  let reached = 0;
  for (const { name, begin, end } of sorted) {
    if (begin < reached) report.problem(`The tensor ${clipped(name)} overlaps another one.`);
    if (begin > reached) report.problem(`${begin - reached} bytes before the tensor ${clipped(name)} belong to none.`);
    reached = Math.max(reached, end);
  }
  if (reached < bytes) report.problem(`${bytes - reached} bytes at the end belong to no tensor.`);
}
