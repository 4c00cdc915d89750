import { type BoundedFile, FormatError } from '../bytes.ts';
import { Cursor } from '../cursor.ts';
import type { WeightReader } from '../reader.ts';
import { clipped, elementCount, type Report } from '../report.ts';
import { ggmlTypes, ggufFileTypes } from './gguf-types.ts';

const maxTextKept = 4096;
const shownItems = 5;
/** Bytes of a value of fixed size, by its type's number. */
const fixedBytes: ReadonlyMap<number, number> = new Map([[0, 1], [1, 1], [2, 2], [3, 2], [4, 4], [5, 4], [6, 4], [7, 1], [10, 8], [11, 8], [12, 8]]);

interface Reading {
  readonly cursor: Cursor;
  readonly bigEndian: boolean;
  /** Version 1 counts with 32 bits. */
  readonly count: () => number;
}

/**
 * GGUF versions 1 to 3, by docs/gguf.md of ggml-org/ggml: magic, version, numbers of tensors and of key-value pairs, the pairs, the
 * tensor infos, padding to `general.alignment` (32), the tensors. Version 3 may be big-endian, which the version's own bytes tell.
 */
export const gguf: WeightReader = {
  id: 'gguf',
  title: 'GGUF',
  names: ['gguf'],
  recognises: ({ start }) => start.length >= 8 && start.toString('latin1', 0, 4) === 'GGUF',
  read: (file, report) => {
    const cursor = new Cursor(file, 4);
    const little = cursor.u32();
    const bigEndian = little > 0xffff;
    const version = bigEndian ? Buffer.from([little & 255, (little >>> 8) & 255, (little >>> 16) & 255, little >>> 24]).readUInt32BE(0) : little;
    report.fact('Version', version);
    report.fact('Byte order', bigEndian ? 'big-endian' : 'little-endian');
    if (version < 1 || version > 3) throw new FormatError('malformed', `It states version ${version}; 1 to 3 are known.`);
    const reading: Reading = { cursor, bigEndian, count: () => (version === 1 ? cursor.u32(bigEndian) : cursor.u64(bigEndian)) };
    const tensors = reading.count();
    const pairs = reading.count();
    report.fact('Tensors', tensors);
    const known = readPairs(reading, pairs, report);
    try {
      readTensors(reading, tensors, Number(known.get('general.alignment') ?? 32), file, report);
    } finally {
      describe(known, report);
    }
  },
};

function readPairs(reading: Reading, count: number, report: Report): ReadonlyMap<string, string | number> {
  const known = new Map<string, string | number>();
  for (let index = 0; index < count; index += 1) {
    reading.cursor.file.budget.step(4);
    const key = readText(reading);
    const value = readValue(reading, reading.cursor.u32(reading.bigEndian), 0);
    if (known.has(key)) report.problem(`The key ${clipped(key)} comes twice.`);
    if (known.size < 10_000) known.set(key, typeof value === 'object' ? '' : value);
    report.meta(key, typeof value === 'object' ? value.text : String(value));
    if (key === 'tokenizer.chat_template' && typeof value === 'string') report.note('It has a chat template, a Jinja program that loaders run.');
  }
  return known;
}

/** A text of any length is passed; its start is kept. */
function readText({ cursor, count }: Reading): string {
  cursor.file.budget.step();
  const length = count();
  const kept = cursor.text(Math.min(length, maxTextKept, cursor.left + 1));
  if (length > maxTextKept) cursor.skip(length - maxTextKept);
  return kept;
}

function readValue(reading: Reading, type: number, depth: number): string | number | { readonly text: string } {
  const { cursor, bigEndian } = reading;
  cursor.file.budget.step();
  const number = (bytes: number, read: (buffer: Buffer) => number | bigint): number => {
    const taken = cursor.bytes(bytes);
    return Number(read(bigEndian ? taken.reverse() : taken));
  };
  switch (type) {
    case 0: return cursor.u8();
    case 1: return number(1, (bytes) => bytes.readInt8());
    case 2: return number(2, (bytes) => bytes.readUInt16LE());
    case 3: return number(2, (bytes) => bytes.readInt16LE());
    case 4: return cursor.u32(bigEndian);
    case 5: return number(4, (bytes) => bytes.readInt32LE());
    case 6: return number(4, (bytes) => bytes.readFloatLE());
    case 7: return cursor.u8() === 0 ? 'false' : 'true';
    case 8: return readText(reading);
    case 9: return readArray(reading, depth + 1);
    case 10: return cursor.u64(bigEndian);
    case 11: return number(8, (bytes) => bytes.readBigInt64LE());
    case 12: return number(8, (bytes) => bytes.readDoubleLE());
    default: throw new FormatError('malformed', `A value at byte ${cursor.place} has the unknown type ${type}.`);
  }
}

function readArray(reading: Reading, depth: number): { readonly text: string } {
  const { cursor, bigEndian, count } = reading;
  if (depth > 4) throw new FormatError('limit', 'Arrays are nested deeper than 4 levels.');
  const type = cursor.u32(bigEndian);
  const length = count();
  const bytes = fixedBytes.get(type);
  const shown: string[] = [];
  for (let index = 0; index < length; index += 1) {
    if (index >= shownItems && bytes !== undefined) {
      cursor.skip((length - index) * bytes);
      break;
    }
    if (index >= shownItems && type === 8) {
      // The texts of a vocabulary are passed over: half a million of them.
      cursor.file.budget.step();
      cursor.skip(count());
      continue;
    }
    const value = readValue(reading, type, depth);
    if (index < shownItems) shown.push(clipped(typeof value === 'object' ? value.text : String(value), 60));
  }
  return { text: `${length} values: ${shown.join(', ')}${length > shownItems ? ', …' : ''}` };
}

interface FoundTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** From where the values of all tensors begin. */
  readonly offset: number;
  readonly bytes: number | null;
}

function readTensor(reading: Reading, report: Report): FoundTensor {
  const { cursor, bigEndian } = reading;
  // A tensor is held until all are checked against one another: some 40,000 fit, and models in use have thousands.
  cursor.file.budget.step(24);
  const name = readText(reading);
  const dimensions = cursor.u32(bigEndian);
  // GGML_MAX_DIMS is 4.
  if (dimensions > 8) throw new FormatError('malformed', `The tensor ${clipped(name)} has ${dimensions} dimensions.`);
  const shape: number[] = [];
  for (let at = 0; at < dimensions; at += 1) shape.push(reading.count());
  const type = cursor.u32(bigEndian);
  const offset = cursor.u64(bigEndian);
  const known = ggmlTypes.get(type);
  if (known === undefined) report.problem(`The tensor ${clipped(name)} has the unknown type ${type}.`);
  return { name, dtype: known?.name ?? `type ${type}`, shape, offset, bytes: known === undefined ? null : (elementCount(shape) / known.block) * known.bytes };
}

function readTensors(reading: Reading, count: number, alignment: number, file: BoundedFile, report: Report): void {
  const { cursor } = reading;
  if (!Number.isSafeInteger(alignment) || alignment < 1 || alignment % 8 !== 0) {
    report.problem(`general.alignment is ${alignment}, no multiple of 8.`);
    alignment = 32;
  }
  const found: FoundTensor[] = [];
  try {
    for (let index = 0; index < count; index += 1) found.push(readTensor(reading, report));
  } catch (error) {
    // Where the list ends early, what stands in it is told; where the values begin is not known then.
    for (const tensor of found) report.tensor({ ...tensor, shape: [...tensor.shape], offset: null });
    throw error;
  }
  const dataAt = Math.ceil(cursor.position / alignment) * alignment;
  for (const tensor of found) {
    report.tensor({ ...tensor, shape: [...tensor.shape], offset: dataAt + tensor.offset });
    if (tensor.offset % alignment !== 0) report.problem(`The tensor ${clipped(tensor.name)} does not begin at a multiple of ${alignment}.`);
    if (tensor.bytes !== null && dataAt + tensor.offset + tensor.bytes > file.size) report.problem(`The tensor ${clipped(tensor.name)} ends at byte ${dataAt + tensor.offset + tensor.bytes}; the file has ${file.size}.`);
  }
  let reached = 0;
  for (const { name, offset, bytes } of [...found].sort((left, right) => left.offset - right.offset)) {
    if (offset < reached) report.problem(`The tensor ${clipped(name)} overlaps another one.`);
    reached = Math.max(reached, offset + (bytes ?? 0));
  }
}

function describe(known: ReadonlyMap<string, string | number>, report: Report): void {
  report.fact('Name', known.get('general.name'));
  report.fact('Architecture', known.get('general.architecture'));
  const architecture = String(known.get('general.architecture') ?? '');
  report.fact('Context length', known.get(`${architecture}.context_length`));
  report.fact('Part', known.has('split.count') && Number(known.get('split.count')) > 1 ? `${Number(known.get('split.no') ?? 0) + 1} of ${known.get('split.count')}` : null);
  const fileType = known.get('general.file_type');
  const stated = typeof fileType === 'number' ? (ggufFileTypes[fileType] ?? `file type ${fileType}`) : null;
  report.fact('File type', stated);
  const largest = [...report.dtypes].sort((left, right) => right[1].parameters - left[1].parameters)[0]?.[0] ?? null;
  report.quantisation = stated ?? largest;
}
