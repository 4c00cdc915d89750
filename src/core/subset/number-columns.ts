import type { Statement } from 'better-sqlite3';
import { blockKinds, type NumberField, noNumber, numberFields, packagesPerBlock, type ReadDatabase } from './stored.ts';

/** Fields of packages as the index keeps them apart, a block of packages at a time; those of one block are held. */
export class NumberColumns {
  private readonly find: Statement<[number, number, number], Buffer>;
  private readonly packages: number;
  private readonly held = new Map<string, { readonly block: number; readonly numbers: Float64Array }>();

  constructor(database: ReadDatabase) {
    this.find = database.prepare<[number, number, number], Buffer>('SELECT data FROM package_block WHERE kind = ? AND field = ? AND block = ?').pluck();
    this.packages = database.prepare<[], number | null>('SELECT max(id) FROM package').pluck().get() ?? 0;
  }

  has(field: string): field is NumberField {
    return (numberFields as readonly string[]).includes(field);
  }

  /** Puts those of packages with rising ids; NaN is none. */
  read(field: NumberField, ids: Uint32Array, values: Float64Array): Float64Array {
    for (let at = 0; at < ids.length; ) {
      const block = Math.floor(((ids[at] as number) - 1) / packagesPerBlock);
      at = pick(values, at, ids, this.block(field, block), block * packagesPerBlock + 1);
    }
    return values;
  }

  private block(field: NumberField, block: number): Float64Array {
    const held = this.held.get(field);
    if (held?.block === block) return held.numbers;
    const count = Math.min(packagesPerBlock, this.packages - block * packagesPerBlock);
    const numbers = held?.numbers.length === count ? held.numbers : new Float64Array(count);
    const data = this.find.get(blockKinds.number, numberFields.indexOf(field), block);
    if (data === undefined) numbers.fill(NaN);
    else unpack(data, numbers);
    this.held.set(field, { block, numbers });
    return numbers;
  }
}

/** Takes the numbers of those ids that a block has; the place of the first one that it has not. */
function pick(values: Float64Array, from: number, ids: Uint32Array, numbers: Float64Array, first: number): number {
  let at = from;
  for (; at < ids.length && (ids[at] as number) - first < numbers.length; at += 1) values[at] = numbers[(ids[at] as number) - first] as number;
  return at;
}

function unpack(data: Buffer, numbers: Float64Array): void {
  const size = data.length / numbers.length;
  // Numbers begin at multiples of their size, as a copy does.
  const { buffer, byteOffset } = data.byteOffset % size === 0 ? data : new Uint8Array(data);
  if (size === 8) return numbers.set(new Float64Array(buffer, byteOffset, numbers.length));
  numbers.set(new Int32Array(buffer, byteOffset, numbers.length));
  for (let at = 0; at < numbers.length; at += 1) if (numbers[at] === noNumber) numbers[at] = NaN;
}
