import { isUtf8 } from 'node:buffer';
import { isFields, type Fields } from '../fields.ts';
import { fnvPrime, fnvStart } from '../../../shared/fnv.ts';
import type { ChunkScanner } from './known-values.ts';
import { scanValue, startScan } from './scan.ts';

/** Takes the names in a list whose items are alike but for their name, and tells what is to be known of them as a few numbers. */
export interface NameReader {
  /** The list's key in a record, and the name's key in an item. */
  readonly listKey: string;
  readonly nameKey: string;
  /** A list begins whose items have this, but for the name: whether it can be read. One that breaks off is followed by another `begin`. */
  begin(item: Fields): boolean;
  /** A name: printable ASCII without escapes. `hash`: FNV-1a of its bytes. */
  add(bytes: Buffer, start: number, end: number, hash: number): void;
  /** Writes the numbers of the list that has ended, and returns their end. */
  write(numbers: Int32Array, at: number): number;
}

/** The most numbers that one list takes. */
const mostOfList = 64;

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBracket = 0x5b;
const openBrace = 0x7b;

/** An item that is longer is no name with a few fields. */
const maxItemBytes = 1024;
/** Lists that were not as expected, after which they are not looked at any more, unless more of them were. */
const maxWrong = 8;

const incomplete = -1;
const other = -2;

/**
 * Reads lists of like items by comparing bytes, ahead of the parser and on another thread if there is one: lists of files
 * are more than half of a listing's metadata, and nothing in them but the names differs. Every byte of a list that is told
 * is either in a name or equal to that of an item that JSON.parse has read; whatever else there is, is left to JSON.parse.
 */
export class NamedListScanner implements ChunkScanner {
  private readonly names: NameReader;
  private readonly mark: Buffer;
  private item: Item | null = null;
  private right = 0;
  private wrong = 0;

  constructor(names: NameReader) {
    this.names = names;
    this.mark = Buffer.from(`${JSON.stringify(names.listKey)}:`);
  }

  /** A value is a list, brackets included. */
  scan(chunk: Buffer, numbers: Int32Array): void {
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
    let count = 1;
    for (let at = chunk.indexOf(this.mark); at >= 0 && count + mostOfList <= numbers.length; ) {
      if (this.wrong > maxWrong && this.wrong > this.right) break;
      const afterKey = at + this.mark.length;
      const from = chunk[afterKey] === 0x20 ? afterKey + 1 : afterKey;
      const to = chunk[from] === openBracket ? this.read(chunk, view, from + 1) : other;
      if (to === incomplete) break;
      if (to >= 0) {
        this.right += 1;
        const end = this.names.write(numbers, count + 3);
        numbers[count] = from;
        numbers[count + 1] = to;
        numbers[count + 2] = end - count - 3;
        count = end;
      } else this.wrong += 1;
      at = chunk.indexOf(this.mark, Math.max(to, afterKey));
    }
    numbers[0] = count;
  }

  /** Where the list ends whose first item begins here, or why that is not known. */
  private read(chunk: Buffer, view: DataView, start: number): number {
    const end = this.item === null ? other : this.readItems(chunk, view, start, this.item);
    if (end !== other) return end;
    const item = learnItem(chunk, start, this.names.nameKey);
    if (item === null) return chunk.length - start <= maxItemBytes ? incomplete : other;
    this.item = item;
    return this.readItems(chunk, view, start, item);
  }

  private readItems(chunk: Buffer, view: DataView, start: number, { fields, head, tail }: Item): number {
    const { names } = this;
    const { length } = chunk;
    const [headLength, tailLength] = [head.length, tail.length];
    if (!names.begin(fields)) return other;
    for (let at = start; ; ) {
      if (at + headLength + tailLength >= length) return incomplete;
      if (!head.isAt(view, at)) return other;
      at += headLength;
      const name = at;
      let hash = fnvStart;
      for (; at < length; at += 1) {
        const byte = chunk[at] as number;
        if (byte === quote) break;
        if (byte < 0x20 || byte > 0x7e || byte === backslash) return other;
        hash = Math.imul(hash ^ byte, fnvPrime);
      }
      if (at + tailLength >= length) return incomplete;
      if (!tail.isAt(view, at)) return other;
      names.add(chunk, name, at, hash);
      at += tailLength;
      if (chunk[at] === comma) {
        at += 1;
        // Written on one line, items may have a blank between them that the first one has not.
        if (chunk[at] === 0x20 && head.first !== 0x20) at += 1;
        continue;
      }
      while (at < length && (chunk[at] as number) <= 0x20) at += 1;
      return at >= length ? incomplete : chunk[at] === closeBracket ? at + 1 : other;
    }
  }
}

/** What all items have in common. */
interface Item {
  readonly fields: Fields;
  /** The bytes up to the name, white space before the item included, and those after it, from the quote on. */
  readonly head: Constant;
  readonly tail: Constant;
}

const otherName = 'another name';

/** Learns from the item that begins here, or returns null. */
function learnItem(chunk: Buffer, from: number, nameKey: string): Item | null {
  let start = from;
  while (start < chunk.length && (chunk[start] as number) <= 0x20) start += 1;
  if (chunk[start] !== openBrace) return null;
  const scan = startScan();
  // Only an item without lists and maps of its own: how deep a record nests is judged without its list.
  if (scanValue(chunk, start, Math.min(chunk.length, start + maxItemBytes), 1, scan) !== 'found') return null;
  const end = start + scan.done;
  // Bytes that are no UTF-8 are to be told of.
  if (!isUtf8(chunk.subarray(start, end))) return null;
  const fields = parsed(chunk.toString('utf8', start, end));
  if (typeof fields?.[nameKey] !== 'string') return null;
  const key = chunk.indexOf(JSON.stringify(nameKey), start);
  const opening = key < 0 ? -1 : chunk.indexOf(quote, key + nameKey.length + 2);
  const closing = opening < 0 ? -1 : chunk.indexOf(quote, opening + 1);
  if (closing < 0 || closing >= end) return null;
  const head = chunk.subarray(from, opening + 1);
  const tail = chunk.subarray(closing, end);
  // With another name between them they must read as the same item with that name: then this is where the name stands.
  const renamed = parsed(`${head.toString('utf8')}${otherName}${tail.toString('utf8')}`);
  if (fields[nameKey] === otherName || JSON.stringify(renamed) !== JSON.stringify({ ...fields, [nameKey]: otherName })) return null;
  return { fields, head: new Constant(head), tail: new Constant(tail) };
}

function parsed(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

/** Bytes that are compared four at a time. */
class Constant {
  readonly length: number;
  readonly first: number;
  private readonly bytes: Buffer;
  private readonly words: Int32Array;

  constructor(bytes: Buffer) {
    this.bytes = Buffer.from(bytes);
    this.length = bytes.length;
    this.first = bytes[0] ?? 0;
    this.words = Int32Array.from({ length: bytes.length >>> 2 }, (_, word) => bytes.readInt32LE(4 * word));
  }

  /** Whether these bytes stand there; there must be as many. */
  isAt(view: DataView, at: number): boolean {
    const { words, bytes, length } = this;
    let place = at;
    for (let word = 0; word < words.length; word += 1, place += 4) if (view.getInt32(place, true) !== words[word]) return false;
    for (let rest = 4 * words.length; rest < length; rest += 1) if (view.getUint8(at + rest) !== bytes[rest]) return false;
    return true;
  }
}
