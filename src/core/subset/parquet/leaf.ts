import { ByteWriter, type ParquetWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { bitsOf, PageBytes, putHybrid } from './bytes.ts';
import { compress, mostCompressed } from './snappy.ts';
import type { LeafValues } from './values.ts';

export type Chunk = ParquetWriter['row_groups'][number]['columns'][number];

export interface LeafOptions {
  /** Names from the column down. */
  readonly path: readonly string[];
  readonly required: boolean;
  /** It lies in a list, of which a package may have any number of items. */
  readonly repeated: boolean;
}

type Header = Omit<Parameters<typeof writePageHeader>[1], 'uncompressed_page_size' | 'compressed_page_size'>;

/** Shared by all: one page is made after the other. */
const page = new PageBytes();
const packed = new PageBytes();

/** One column of values in a row group: gathered, then written with a dictionary where values repeat. */
export class Leaf<Values extends LeafValues = LeafValues> {
  readonly values: Values;
  private readonly options: LeafOptions;
  private readonly mostDefined: number;
  private readonly defined = new PageBytes();
  private readonly repeats = new PageBytes();
  private nulls = 0;

  constructor(options: LeafOptions, values: Values) {
    this.options = options;
    this.values = values;
    this.mostDefined = Number(options.repeated) + Number(!options.required);
  }

  /** Tells of one more item whether it has a value, which is then added; `isNext`: it stands in the same list as the one before. */
  level(isNull: boolean, isNext = false): void {
    if (this.mostDefined > 0) this.defined.byte(isNull ? this.mostDefined - 1 : this.mostDefined);
    if (this.options.repeated) this.repeats.byte(isNext ? 1 : 0);
    if (isNull) this.nulls += 1;
  }

  /** A list without items. */
  putEmpty(): void {
    this.defined.byte(0);
    this.repeats.byte(0);
    this.nulls += 1;
  }

  /** Writes what was gathered as one column chunk, whose places count from the start of `into`, and begins anew. */
  write(into: PageBytes): Chunk {
    const start = into.length;
    const { values } = this;
    const found = values.places();
    const bounds = values.bounds();
    const entries = this.mostDefined > 0 ? this.defined.length : values.count;
    let raw = 0;
    const places: bigint[] = [];
    const put = (made: Header): void => {
      const header = new ByteWriter();
      packed.clear();
      packed.reserve(mostCompressed(page.length));
      packed.length = compress(page.room, page.length, packed.room);
      writePageHeader(header, { ...made, uncompressed_page_size: page.length, compressed_page_size: packed.length });
      places.push(BigInt(into.length));
      into.put(header.getBytes());
      into.put(packed.view());
      raw += header.index + page.length;
    };
    if (found !== null) {
      page.clear();
      values.put(page, 'distinct');
      put({ type: 'DICTIONARY_PAGE', dictionary_page_header: { num_values: found.distinct, encoding: 'PLAIN' } });
    }
    page.clear();
    if (this.options.repeated) putLevels(this.repeats, 1);
    if (this.mostDefined > 0) putLevels(this.defined, this.mostDefined);
    if (found === null) values.put(page, 'all');
    else {
      const width = bitsOf(Math.max(0, found.distinct - 1));
      page.byte(width);
      putHybrid(page, found.places, found.places.length, width);
    }
    put({ type: 'DATA_PAGE', data_page_header: { num_values: entries, encoding: found === null ? 'PLAIN' : 'RLE_DICTIONARY', definition_level_encoding: 'RLE', repetition_level_encoding: 'RLE' } });
    const chunk: Chunk = {
      file_offset: BigInt(start),
      meta_data: {
        type: values.type,
        encodings: found === null ? ['PLAIN', 'RLE'] : ['PLAIN', 'RLE', 'RLE_DICTIONARY'],
        path_in_schema: [...this.options.path],
        codec: 'SNAPPY',
        num_values: BigInt(entries),
        total_uncompressed_size: BigInt(raw),
        total_compressed_size: BigInt(into.length - start),
        data_page_offset: places.at(-1) ?? 0n,
        ...(found === null ? {} : { dictionary_page_offset: places[0] ?? 0n }),
        statistics: { null_count: BigInt(this.nulls), ...(bounds === null ? {} : { min_value: bounds[0], max_value: bounds[1] }) },
      },
    };
    this.clear();
    return chunk;
  }

  private clear(): void {
    this.values.clear();
    this.defined.clear();
    this.repeats.clear();
    this.nulls = 0;
  }
}

function putLevels(levels: PageBytes, most: number): void {
  const start = page.length;
  page.uint32(0);
  putHybrid(page, levels.view(), levels.length, bitsOf(most));
  page.reserve(0).writeUInt32LE(page.length - start - 4, start);
}
