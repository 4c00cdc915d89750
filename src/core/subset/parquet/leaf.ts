import type { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { snappyCompress } from 'hyparquet-writer/src/snappy.js';
import type { TermDictionary } from '../term-dictionary.ts';
import { bitsOf, PageBytes, putHybrid } from './bytes.ts';

type Chunk = ParquetWriter['row_groups'][number]['columns'][number];
type LeafType = 'BYTE_ARRAY' | 'INT64' | 'DOUBLE' | 'BOOLEAN';
type Value = string | number;

export interface LeafOptions {
  /** Names from the column down. */
  readonly path: readonly string[];
  readonly type: LeafType;
  readonly required: boolean;
  /** It lies in a list, of which a package may have any number of items. */
  readonly repeated: boolean;
}

/** With fewer values than this a dictionary costs nothing. */
const fewValues = 256;
/** Compressing has to save this much, or readers have work for nothing. */
const worthwhile = 0.95;

/** Shared by all: one page is made after the other. */
const page = new PageBytes();

/** One column of values in a row group: gathered with a dictionary as long as values repeat, then written. */
export class Leaf {
  private readonly options: LeafOptions;
  private readonly mostDefined: number;
  private readonly defined: number[] = [];
  private readonly repeats: number[] = [];
  private readonly places = new Map<Value, number>();
  private distinct: Value[] = [];
  private readonly indices: number[] = [];
  private plain: Value[] = [];
  private nulls = 0;
  /** Values of an earlier group were nearly all different, or did not shrink: those of the next ones will be alike. */
  private isPlain: boolean;
  private isStored = false;

  constructor(options: LeafOptions) {
    this.options = options;
    this.mostDefined = Number(options.repeated) + Number(!options.required);
    this.isPlain = options.type === 'BOOLEAN' || options.type === 'DOUBLE';
  }

  /** `isNext`: it stands in the same list as the one before. */
  put(value: Value | null, isNext = false): void {
    this.level(value === null, isNext);
    if (value !== null) this.keep(value, value);
  }

  putTerm(id: number, terms: TermDictionary, isNext = false): void {
    this.level(id === 0, isNext);
    if (id === 0) return;
    if (this.isPlain) this.plain.push(terms.text(id));
    else this.keep(id, id, terms);
  }

  /** A list without items. */
  putEmpty(): void {
    this.defined.push(0);
    this.repeats.push(0);
    this.nulls += 1;
  }

  private level(isNull: boolean, isNext: boolean): void {
    if (this.mostDefined > 0) this.defined.push(isNull ? this.mostDefined - 1 : this.mostDefined);
    if (this.options.repeated) this.repeats.push(isNext ? 1 : 0);
    if (isNull) this.nulls += 1;
  }

  private keep(key: Value, value: Value, terms?: TermDictionary): void {
    if (this.isPlain) {
      this.plain.push(value);
      return;
    }
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.distinct.length;
      this.places.set(key, place);
      this.distinct.push(terms === undefined ? value : terms.text(value as number));
    }
    this.indices.push(place);
  }

  /** Writes what was gathered as one column chunk, and begins anew. */
  write(writer: ByteWriter): Chunk {
    const start = writer.offset;
    const { distinct, indices } = this;
    const isPlain = this.isPlain || (distinct.length > fewValues && distinct.length > indices.length / 2);
    const plain = this.isPlain ? this.plain : isPlain ? indices.map((place) => distinct[place] as Value) : [];
    const pages: { readonly kind: 'DICTIONARY_PAGE' | 'DATA_PAGE'; readonly values: number; readonly bytes: Uint8Array }[] = [];
    if (!isPlain) {
      page.clear();
      this.putPlain(distinct);
      pages.push({ kind: 'DICTIONARY_PAGE', values: distinct.length, bytes: Buffer.from(page.view()) });
    }
    const entries = this.mostDefined > 0 ? this.defined.length : this.isPlain ? plain.length : indices.length;
    page.clear();
    if (this.options.repeated) this.putLevels(this.repeats, 1);
    if (this.mostDefined > 0) this.putLevels(this.defined, this.mostDefined);
    if (isPlain) this.putPlain(plain);
    else {
      const width = bitsOf(Math.max(0, distinct.length - 1));
      page.byte(width);
      putHybrid(page, indices, indices.length, width);
    }
    pages.push({ kind: 'DATA_PAGE', values: entries, bytes: Buffer.from(page.view()) });
    const raw = pages.reduce((sum, { bytes }) => sum + bytes.length, 0);
    const packed = this.isStored ? null : pages.map(({ bytes }) => snappyCompress(bytes));
    const isPacked = packed !== null && packed.reduce((sum, bytes) => sum + bytes.length, 0) < worthwhile * raw;
    const places: number[] = [];
    let headers = 0;
    for (const [at, { kind, values, bytes }] of pages.entries()) {
      const stored = isPacked ? (packed[at] as Uint8Array) : bytes;
      places.push(writer.offset);
      const sizes = { uncompressed_page_size: bytes.length, compressed_page_size: stored.length };
      writePageHeader(
        writer,
        kind === 'DICTIONARY_PAGE'
          ? { type: kind, ...sizes, dictionary_page_header: { num_values: values, encoding: 'PLAIN' } }
          : { type: kind, ...sizes, data_page_header: { num_values: values, encoding: isPlain ? 'PLAIN' : 'RLE_DICTIONARY', definition_level_encoding: 'RLE', repetition_level_encoding: 'RLE' } },
      );
      headers += writer.offset - (places[at] as number);
      writer.appendBytes(stored);
    }
    const chunk: Chunk = {
      file_offset: BigInt(start),
      meta_data: {
        type: this.options.type,
        encodings: isPlain ? ['PLAIN', 'RLE'] : ['PLAIN', 'RLE', 'RLE_DICTIONARY'],
        path_in_schema: [...this.options.path],
        codec: isPacked ? 'SNAPPY' : 'UNCOMPRESSED',
        num_values: BigInt(entries),
        total_uncompressed_size: BigInt(raw + headers),
        total_compressed_size: BigInt(writer.offset - start),
        data_page_offset: BigInt(places.at(-1) ?? 0),
        ...(isPlain ? {} : { dictionary_page_offset: BigInt(places[0] ?? 0) }),
        statistics: { null_count: BigInt(this.nulls), ...this.bounds(isPlain ? plain : distinct) },
      },
    };
    this.isStored ||= !isPacked && raw > fewValues;
    this.clear(isPlain);
    return chunk;
  }

  private clear(isPlain: boolean): void {
    this.isPlain = isPlain;
    this.defined.length = 0;
    this.repeats.length = 0;
    this.indices.length = 0;
    this.distinct = [];
    this.plain = [];
    this.places.clear();
    this.nulls = 0;
  }

  private putLevels(levels: readonly number[], most: number): void {
    const start = page.length;
    page.uint32(0);
    putHybrid(page, levels, levels.length, bitsOf(most));
    page.reserve(0).writeUInt32LE(page.length - start - 4, start);
  }

  private putPlain(values: readonly Value[]): void {
    switch (this.options.type) {
      case 'BYTE_ARRAY':
        for (const value of values) page.text(value as string);
        return;
      case 'INT64':
        for (const value of values) page.int64(value as number);
        return;
      case 'DOUBLE':
        for (const value of values) page.double(value as number);
        return;
      case 'BOOLEAN':
        for (let at = 0; at < values.length; at += 8) {
          let byte = 0;
          for (let bit = 0; bit < 8; bit += 1) if (values[at + bit] === 1) byte |= 1 << bit;
          page.byte(byte);
        }
    }
  }

  private bounds(values: readonly Value[]): { min_value?: Bound; max_value?: Bound } {
    let [first] = values;
    if (first === undefined) return {};
    let last = first;
    const precedes = typeof first === 'string' ? textPrecedes : (left: Value, right: Value): boolean => left < right;
    for (const value of values) {
      if (precedes(value, first)) first = value;
      else if (precedes(last, value)) last = value;
    }
    return { min_value: this.bound(first), max_value: this.bound(last) };
  }

  private bound(value: Value): Bound {
    if (typeof value === 'string') return value;
    if (this.options.type === 'INT64') return BigInt(value);
    return this.options.type === 'BOOLEAN' ? value === 1 : value;
  }
}

type Bound = string | bigint | number | boolean;

const beyondPlane = /[\ud800-\uffff]/;

/** By bytes of UTF-8, as readers compare: UTF-16 has the planes in another order. */
function textPrecedes(left: Value, right: Value): boolean {
  if (beyondPlane.test(left as string) && beyondPlane.test(right as string)) return Buffer.compare(Buffer.from(left as string), Buffer.from(right as string)) < 0;
  return left < right;
}
