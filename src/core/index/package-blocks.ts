import { cloneStates } from '../../shared/domain/index.ts';
import { enlarged } from '../../shared/numbers.ts';
import type { RecordValue } from './pages/index.ts';

/** Packages a block tells of: the ids from `block * packagesPerBlock + 1`. Few enough that their places fit in 16 bits. */
export const packagesPerBlock = 16_384;

/** What the blocks of `package_block` hold. Numbers are part of the schema, here and below: append, never reorder. */
export const blockKinds = { number: 0, flag: 1, term: 2 } as const;

/** Columns of `package` as numbers, in the bytes of this machine: 32-bit ones where all fit, else floats. */
export const numberFields = [
  'downloads', 'likes', 'stars', 'files', 'bytes', 'parameters', 'created', 'modified', 'claims', 'hub',
  'owner', 'task', 'architecture', 'license', 'library', 'parts', 'card_items',
] as const;

/** Where a 32-bit block has no number; a block of floats has NaN. */
export const noNumber = -0x80000000;

/** What a package has or is, as a bit for each. */
export const flagFields = [
  'card', 'claims', 'gated', 'recovered', 'clone', 'archived', 'owner', 'task', 'architecture', 'license', 'dataset', 'paper', 'base', 'unified', 'metadata',
  'strict', 'description', 'sha', 'language', 'tag', 'format',
] as const;

export type NumberField = (typeof numberFields)[number];
export type FlagField = (typeof flagFields)[number];

/** Flags of packages whose column is above zero, and of those whose column is there. */
const positiveFlags = { card: 'has_card', claims: 'claims', gated: 'gated', recovered: 'recovered', strict: 'claims_strict' } as const satisfies Partial<Record<FlagField, string>>;
const presentFlags = {
  owner: 'owner', task: 'task', architecture: 'architecture', license: 'license', unified: 'unified_file', metadata: 'metadata_file', description: 'description', sha: 'sha',
} as const satisfies Partial<Record<FlagField, string>>;

/** What terms and lineage alone tell. */
type ToldFlag = Exclude<FlagField, keyof typeof positiveFlags | keyof typeof presentFlags | 'clone' | 'archived'>;

/** Terms that a block keeps the packages of; what the indexes say of rarer ones is soon read. */
const frequentTerm = 128;
/** Bytes of a bit for each package. From so many on, bits take less room than 16-bit places. */
const bitBytes = packagesPerBlock / 8;
const placesMost = bitBytes / 2;

/** Whether a block has a bit for each package; else it has the places of those that it names, two bytes each, little-endian. */
export function isBits(data: Uint8Array): boolean {
  return data.length === bitBytes;
}

const [missing, archived] = [cloneStates.indexOf('missing'), cloneStates.indexOf('archived')];

/** Where a flag is kept, and the place of the column that tells it. */
interface RowFlag {
  readonly bits: Uint8Array;
  readonly column: number;
}

/** A package's row by the names of its columns. */
type PlaceOf = (column: string) => number;

/**
 * Writes some fields of all packages apart from their rows, block by block: a search looks at one field of a million
 * packages in the time that a few thousand rows would take.
 */
export class PackageBlockWriter {
  private readonly add: (row: readonly RecordValue[]) => void;
  private readonly numberPlaces: readonly number[];
  private readonly termPlaces: readonly number[];
  private readonly positive: readonly RowFlag[];
  private readonly present: readonly RowFlag[];
  private readonly clonePlace: number;
  private readonly numbers = numberFields.map(() => new Float64Array(packagesPerBlock));
  private readonly flags = Object.fromEntries(flagFields.map((flag) => [flag, new Uint8Array(bitBytes)])) as Readonly<Record<FlagField, Uint8Array>>;
  /** Terms and the places of their packages, pair by pair. */
  private pairs = new Int32Array(packagesPerBlock * 16);
  private pairCount = 0;
  /** By term: how many pairs it has in this block. */
  private counts = new Int32Array(1024);
  private filled = 0;
  private block = 0;

  constructor(placeOf: PlaceOf, add: (row: readonly RecordValue[]) => void) {
    this.add = add;
    this.numberPlaces = numberFields.map(placeOf);
    this.termPlaces = ['owner', 'task', 'architecture', 'license', 'library', 'task_original', 'architecture_original', 'license_original', 'library_original'].map(placeOf);
    this.positive = this.rowFlags(positiveFlags, placeOf);
    this.present = this.rowFlags(presentFlags, placeOf);
    this.clonePlace = placeOf('clone');
  }

  /** Adds the next package: its row, its terms, and what only these tell. */
  push(row: readonly RecordValue[], terms: readonly number[], has: Readonly<Record<ToldFlag, boolean>>): void {
    const place = this.filled;
    for (let field = 0; field < numberFields.length; field += 1) {
      const value = row[this.numberPlaces[field] as number];
      (this.numbers[field] as Float64Array)[place] = typeof value === 'number' ? value : NaN;
    }
    this.setFlags(row, has, place);
    if (this.pairCount + 2 * (terms.length + this.termPlaces.length) > this.pairs.length) this.pairs = enlarged(this.pairs, new Int32Array(2 * this.pairs.length + 2 * terms.length));
    for (let at = 0; at < terms.length; at += 1) this.addPair(terms[at] as number, place);
    for (let at = 0; at < this.termPlaces.length; at += 1) {
      const term = row[this.termPlaces[at] as number];
      if (typeof term === 'number') this.addPair(term, place);
    }
    this.filled += 1;
    if (this.filled === packagesPerBlock) this.flush();
  }

  /** Writes what has come of the last block. */
  flush(): void {
    if (this.filled === 0) return;
    for (const [field, numbers] of this.numbers.entries()) {
      const data = packed(numbers.subarray(0, this.filled));
      if (data) this.add([null, blockKinds.number, field, this.block, data]);
    }
    for (const [flag, field] of flagFields.entries()) {
      const { [field]: bits } = this.flags;
      if (bits.some((byte) => byte !== 0)) this.add([null, blockKinds.flag, flag, this.block, bits.slice()]);
      bits.fill(0);
    }
    this.writeTerms();
    this.filled = 0;
    this.block += 1;
  }

  private rowFlags(columns: Partial<Readonly<Record<FlagField, string>>>, placeOf: PlaceOf): readonly RowFlag[] {
    return Object.entries(columns).map(([flag, column]) => ({ bits: this.flags[flag as FlagField], column: placeOf(column) }));
  }

  /** By lists and names, without a function for each flag: this runs for every package. */
  private setFlags(row: readonly RecordValue[], has: Readonly<Record<ToldFlag, boolean>>, place: number): void {
    const { positive, present, flags } = this;
    for (let at = 0; at < positive.length; at += 1) {
      const { bits, column } = positive[at] as RowFlag;
      if (Number(row[column]) > 0) setBit(bits, place);
    }
    for (let at = 0; at < present.length; at += 1) {
      const { bits, column } = present[at] as RowFlag;
      if (row[column] !== null) setBit(bits, place);
    }
    const clone = row[this.clonePlace];
    if (clone === archived) setBit(flags.archived, place);
    else if (clone !== missing) setBit(flags.clone, place);
    if (has.dataset) setBit(flags.dataset, place);
    if (has.paper) setBit(flags.paper, place);
    if (has.base) setBit(flags.base, place);
    if (has.language) setBit(flags.language, place);
    if (has.tag) setBit(flags.tag, place);
    if (has.format) setBit(flags.format, place);
  }

  private addPair(term: number, place: number): void {
    if (term >= this.counts.length) this.counts = enlarged(this.counts, new Int32Array(2 * term));
    this.pairs[this.pairCount] = term;
    this.pairs[this.pairCount + 1] = place;
    this.pairCount += 2;
    this.counts[term] = (this.counts[term] as number) + 1;
  }

  private writeTerms(): void {
    const lists: TermList[] = [];
    for (let at = 0; at < this.pairCount; at += 2) {
      const term = this.pairs[at] as number;
      const count = this.counts[term] as number;
      // Once a term has a list, its number stands in the place of the count, below zero.
      if (count >= frequentTerm) this.counts[term] = -lists.push({ term, data: new Uint8Array(count < placesMost ? 2 * count : bitBytes), filled: 0 });
      if (count < 0 || count >= frequentTerm) addPlace(lists[-(this.counts[term] as number) - 1] as TermList, this.pairs[at + 1] as number);
    }
    for (const { term, data } of lists) this.add([null, blockKinds.term, term, this.block, data]);
    for (let at = 0; at < this.pairCount; at += 2) this.counts[this.pairs[at] as number] = 0;
    this.pairCount = 0;
  }
}

/** The places of a frequent term's packages, as `isBits` tells them apart. */
interface TermList {
  readonly term: number;
  readonly data: Uint8Array;
  filled: number;
}

function addPlace(list: TermList, place: number): void {
  const { data } = list;
  if (isBits(data)) setBit(data, place);
  else {
    data[list.filled] = place & 0xff;
    data[list.filled + 1] = place >>> 8;
    list.filled += 2;
  }
}

function setBit(bits: Uint8Array, place: number): void {
  bits[place >>> 3] = (bits[place >>> 3] as number) | (1 << (place & 7));
}

/** Null where there is no number at all. */
function packed(numbers: Float64Array): Uint8Array | null {
  switch (widthOf(numbers)) {
    case 'none':
      return null;
    case 'wide':
      return Buffer.from(numbers.slice().buffer);
    case 'small':
      return Buffer.from(smallNumbers(numbers).buffer);
  }
}

// Each loop stands alone: what follows a long loop in its function is never compiled, and slows down every block.

function widthOf(numbers: Float64Array): 'none' | 'small' | 'wide' {
  let width: 'none' | 'small' = 'none';
  for (let at = 0; at < numbers.length; at += 1) {
    const value = numbers[at] as number;
    if (value === (value | 0) && value !== noNumber) width = 'small';
    else if (!Number.isNaN(value)) return 'wide';
  }
  return width;
}

function smallNumbers(numbers: Float64Array): Int32Array<ArrayBuffer> {
  const small = new Int32Array(numbers.length);
  for (let at = 0; at < numbers.length; at += 1) small[at] = Number.isNaN(numbers[at]) ? noNumber : (numbers[at] as number);
  return small;
}
