import { type Room, roomOf } from '../byte-runs.ts';
import { endOfRun } from '../byte-table.ts';
import type { TermDictionary } from '../term-dictionary.ts';
import { PageBytes } from './bytes.ts';

export type LeafType = 'BYTE_ARRAY' | 'INT64' | 'DOUBLE' | 'BOOLEAN';
type Bound = string | bigint | number | boolean;

/** Where each value stands among the distinct ones. */
export interface Places {
  readonly distinct: number;
  /** As many as there are values; until the next leaf is asked. */
  readonly places: Int32Array;
}

/** The values that a leaf has in a row group; missing ones are not among them. */
export interface LeafValues {
  readonly type: LeafType;
  readonly count: number;
  /** Null where they hardly repeat. */
  places(): Places | null;
  /** In the format's encoding PLAIN: the distinct ones that `places` has found, or all. */
  put(page: PageBytes, which: 'distinct' | 'all'): void;
  bounds(): readonly [Bound, Bound] | null;
  clear(): void;
}

/** With fewer values than this a dictionary costs nothing. */
const fewValues = 256;
/** A look at so many texts tells whether they repeat. */
const sampledTexts = 512;

const isWorthwhile = (distinct: number, count: number): boolean => distinct <= fewValues || distinct <= count / 2;

function grown<Numbers extends Int32Array | Float64Array | Uint32Array>(numbers: Numbers, needed: number): Numbers {
  if (needed <= numbers.length) return numbers;
  const larger = new (numbers.constructor as new (length: number) => Numbers)(Math.max(2 * numbers.length, needed));
  larger.set(numbers);
  return larger;
}

/** Texts in the format's encoding PLAIN, each behind its length, by their numbers. */
interface Texts {
  readonly room: Room;
  readonly starts: Uint32Array;
}

/** How many bytes two texts begin with alike, if they do with so many. */
function alike({ room, starts }: Texts, left: number, right: number, from: number): number {
  const { bytes, view } = room;
  const leftStart = starts[left] as number;
  const rightStart = starts[right] as number;
  const most = Math.min(endOfRun(room, leftStart) - leftStart, endOfRun(room, rightStart) - rightStart);
  let at = from;
  while (at + 4 <= most && view.getInt32(leftStart + at, true) === view.getInt32(rightStart + at, true)) at += 4;
  while (at < most && bytes[leftStart + at] === bytes[rightStart + at]) at += 1;
  return at;
}

/** Which one comes first by UTF-8, as readers compare, of two texts that are alike up to a byte. */
function precedes({ room, starts }: Texts, left: number, right: number, at: number): boolean {
  const leftAt = (starts[left] as number) + at;
  const rightAt = (starts[right] as number) + at;
  if (rightAt >= endOfRun(room, starts[right] as number)) return false;
  return leftAt >= endOfRun(room, starts[left] as number) || (room.bytes[leftAt] as number) < (room.bytes[rightAt] as number);
}

/** Finds the first and the last of texts that are told one by one. */
class Bounds {
  private readonly of: Texts;
  private first: number;
  private last: number;
  /** Bytes that both begin with, as do all between them. */
  private shared: number;

  constructor(texts: Texts, number: number) {
    this.of = texts;
    this.first = number;
    this.last = number;
    this.shared = alike(texts, number, number, 0);
  }

  tell(number: number): void {
    const { of: texts, first, last, shared } = this;
    const place = alike(texts, number, first, 0);
    if (precedes(texts, number, first, place)) {
      this.first = number;
      this.shared = Math.min(shared, place);
    } else if (place < shared) {
      this.last = number;
      this.shared = place;
    } else if (precedes(texts, last, number, alike(texts, last, number, shared))) this.last = number;
  }

  texts(): readonly [string, string] {
    return [this.text(this.first), this.text(this.last)];
  }

  private text(number: number): string {
    const { room, starts } = this.of;
    const start = starts[number] as number;
    return room.bytes.toString('utf8', start, endOfRun(room, start));
  }
}

function boundsOf(texts: Texts): readonly [string, string] {
  const bounds = new Bounds(texts, 0);
  for (let at = 1; at < texts.starts.length; at += 1) bounds.tell(at);
  return bounds.texts();
}

/** By term: one more than its place. Shared by all, who leave it as they found it. */
let placeOfTerm = new Int32Array(0);
/** Shared by all: what is found for one is written before the next. */
let sharedPlaces = new Int32Array(0);
let sharedSlots = new Int32Array(0);
let distinctTerms = new Uint32Array(0);
let startsOfTexts = new Uint32Array(0);
let distinctNumbers = new Float64Array(0);

function emptyPlaces(count: number): Int32Array {
  sharedPlaces = grown(sharedPlaces, count);
  return sharedPlaces.subarray(0, count);
}

/** Texts of the dictionary. */
export class TermValues implements LeafValues {
  readonly type = 'BYTE_ARRAY';
  count = 0;
  private ids = new Uint32Array(1024);
  private found = 0;
  private terms: TermDictionary | null = null;

  add(id: number, terms: TermDictionary): void {
    this.terms = terms;
    if (this.count === this.ids.length) this.ids = grown(this.ids, this.count + 1);
    this.ids[this.count] = id;
    this.count += 1;
  }

  places(): Places | null {
    const { count, ids } = this;
    if (this.terms !== null && placeOfTerm.length < this.terms.kinds.length) placeOfTerm = new Int32Array(this.terms.kinds.length);
    const places = emptyPlaces(count);
    distinctTerms = grown(distinctTerms, count);
    this.found = 0;
    for (let at = 0; at < count; at += 1) places[at] = this.placeOf(ids[at] as number);
    for (let at = 0; at < this.found; at += 1) placeOfTerm[distinctTerms[at] as number] = 0;
    return isWorthwhile(this.found, count) ? { distinct: this.found, places } : null;
  }

  private placeOf(id: number): number {
    const known = placeOfTerm[id] as number;
    if (known !== 0) return known - 1;
    distinctTerms[this.found] = id;
    this.found += 1;
    placeOfTerm[id] = this.found;
    return this.found - 1;
  }

  put(page: PageBytes, which: 'distinct' | 'all'): void {
    if (this.terms === null) return;
    const { room, starts } = this.terms.table;
    const ids = which === 'all' ? this.ids.subarray(0, this.count) : distinctTerms.subarray(0, this.found);
    for (let at = 0; at < ids.length; at += 1) {
      const start = starts[ids[at] as number] as number;
      page.run(room, start, endOfRun(room, start));
    }
  }

  bounds(): readonly [string, string] | null {
    if (this.terms === null) return null;
    if (this.found === 0) return null;
    const { room, starts } = this.terms.table;
    startsOfTexts = grown(startsOfTexts, this.found);
    for (let at = 0; at < this.found; at += 1) startsOfTexts[at] = starts[distinctTerms[at] as number] as number;
    return boundsOf({ room, starts: startsOfTexts.subarray(0, this.found) });
  }

  clear(): void {
    this.count = 0;
  }
}

/** Other texts. */
export class TextValues implements LeafValues {
  readonly type = 'BYTE_ARRAY';
  count = 0;
  private readonly texts = new PageBytes();
  private starts = new Uint32Array(1024);
  /** Where the first of each kind begins; null where they hardly repeat. */
  private distinct: Uint32Array | null = null;

  add(room: Room, start: number, end: number): void {
    if (this.count === this.starts.length) this.starts = grown(this.starts, this.count + 1);
    this.starts[this.count] = this.texts.run(room, start, end);
    this.count += 1;
  }

  addText(text: string): void {
    this.add(roomOf(text), 0, Buffer.byteLength(text));
  }

  places(): Places | null {
    const places = emptyPlaces(this.count);
    const { room } = this.texts;
    const known = new Map<string, number>();
    const distinct: number[] = [];
    this.distinct = null;
    for (let at = 0; at < this.count; at += 1) {
      const start = this.starts[at] as number;
      if (at > 0 && this.isSame(at, at - 1)) {
        places[at] = places[at - 1] as number;
        continue;
      }
      const text = room.bytes.toString('latin1', start, endOfRun(room, start));
      const place = known.get(text) ?? distinct.push(start) - 1;
      known.set(text, place);
      places[at] = place;
      // A look at the first of them is enough where they hardly repeat.
      if (at === sampledTexts && distinct[place] === start && !isWorthwhile(place, at)) return null;
    }
    if (!isWorthwhile(distinct.length, this.count)) return null;
    this.distinct = Uint32Array.from(distinct);
    return { distinct: distinct.length, places };
  }

  put(page: PageBytes, which: 'distinct' | 'all'): void {
    const { room } = this.texts;
    if (which === 'all') page.put(this.texts.view());
    else for (const start of this.distinct ?? []) page.run(room, start, endOfRun(room, start));
  }

  bounds(): readonly [string, string] | null {
    if (this.count === 0) return null;
    return boundsOf({ room: this.texts.room, starts: this.distinct ?? this.starts.subarray(0, this.count) });
  }

  clear(): void {
    this.count = 0;
    this.texts.clear();
  }

  private isSame(left: number, right: number): boolean {
    const { room } = this.texts;
    const texts = { room, starts: this.starts };
    const [leftStart, rightStart] = [this.starts[left] as number, this.starts[right] as number];
    const length = endOfRun(room, leftStart) - leftStart;
    return endOfRun(room, rightStart) - rightStart === length && alike(texts, left, right, 0) === length;
  }
}

/** Whole numbers, other numbers, or 0 and 1 for no and yes. */
export class NumberValues implements LeafValues {
  readonly type: LeafType;
  count = 0;
  private numbers = new Float64Array(1024);
  private found = 0;

  constructor(type: Exclude<LeafType, 'BYTE_ARRAY'>) {
    this.type = type;
  }

  add(value: number): void {
    if (this.count === this.numbers.length) this.numbers = grown(this.numbers, this.count + 1);
    this.numbers[this.count] = value;
    this.count += 1;
  }

  /** Open addressing with room for twice as many as are worthwhile. */
  places(): Places | null {
    const { count, numbers } = this;
    if (this.type !== 'INT64') return null;
    const bits = Math.max(10, 32 - Math.clz32(count));
    sharedSlots = grown(sharedSlots, 1 << bits);
    const slots = sharedSlots.subarray(0, 1 << bits).fill(0);
    const places = emptyPlaces(count);
    distinctNumbers = grown(distinctNumbers, count);
    const distinct = distinctNumbers;
    let found = 0;
    for (let at = 0; at < count; at += 1) {
      const value = numbers[at] as number;
      let slot = Math.imul((value | 0) ^ (value / 0x100000000), 0x9e3779b1) >>> (32 - bits);
      while (slots[slot] !== 0 && distinct[(slots[slot] as number) - 1] !== value) slot = (slot + 1) & (slots.length - 1);
      if (slots[slot] === 0) {
        distinct[found] = value;
        found += 1;
        slots[slot] = found;
        if (!isWorthwhile(found, count)) return null;
      }
      places[at] = (slots[slot] as number) - 1;
    }
    this.found = found;
    return { distinct: found, places };
  }

  put(page: PageBytes, which: 'distinct' | 'all'): void {
    const numbers = which === 'all' ? this.numbers.subarray(0, this.count) : distinctNumbers.subarray(0, this.found);
    switch (this.type) {
      case 'INT64':
        for (const value of numbers) page.int64(value);
        return;
      case 'DOUBLE':
        for (const value of numbers) page.double(value);
        return;
      default:
        for (let at = 0; at < numbers.length; at += 8) {
          let byte = 0;
          for (let bit = 0; bit < 8; bit += 1) if (numbers[at + bit] === 1) byte |= 1 << bit;
          page.byte(byte);
        }
    }
  }

  bounds(): readonly [Bound, Bound] | null {
    if (this.count === 0) return null;
    let first = Infinity;
    let last = -Infinity;
    for (let at = 0; at < this.count; at += 1) {
      const value = this.numbers[at] as number;
      if (value < first) first = value;
      if (value > last) last = value;
    }
    return [this.bound(first), this.bound(last)];
  }

  clear(): void {
    this.count = 0;
  }

  private bound(value: number): Bound {
    if (this.type === 'INT64') return BigInt(value);
    return this.type === 'BOOLEAN' ? value === 1 : value;
  }
}
