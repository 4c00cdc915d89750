import { randomBytes } from 'node:crypto';
import type { ChunkLists } from './named-list.ts';
import { parseJson } from './parse.ts';

/** What stands in the place of a list while its record is parsed; nobody who writes a record knows it. */
const listMark = randomBytes(16).toString('hex');

/** Where a list lies, brackets included. */
export interface ListPlace {
  from: number;
  to: number;
}

/** Parses records out of the bytes at hand, but for the lists that are known already. */
export class RecordParser {
  /** Whether the text that was parsed last holds a replacement character, its own or for bytes that are no UTF-8. */
  replaced = false;
  private readonly lists: ChunkLists | null;
  private buffer: Buffer = Buffer.alloc(0);
  /** What is known of the last chunk, which begins at `chunkStart` of the buffer, and how far reading has come in it. */
  private numbers: Int32Array = new Int32Array(1);
  private chunkStart = 0;
  private at = 1;
  private readonly place: ListPlace = { from: 0, to: 0 };

  constructor(lists: ChunkLists | null) {
    this.lists = lists;
  }

  /** The bytes at hand are others now; what comes last in them is a chunk. */
  take(buffer: Buffer, chunk: Buffer): void {
    this.buffer = buffer;
    if (!this.lists) return;
    this.numbers = this.lists.of(chunk);
    this.chunkStart = buffer.length - chunk.length;
    this.at = 1;
  }

  /** The first list at or behind `start`, which only goes forward. It is good until the next one is asked for. */
  listFrom(start: number): ListPlace | null {
    const { numbers, place } = this;
    const end = numbers[0] as number;
    while (this.at < end) {
      place.from = this.chunkStart + (numbers[this.at] as number);
      place.to = this.chunkStart + (numbers[this.at + 1] as number);
      if (place.from >= start) return place;
      this.at += 3 + (numbers[this.at + 2] as number);
    }
    return null;
  }

  /** The value of the bytes, or what is wrong with them. */
  parse(start: number, end: number): unknown {
    const list = this.listFrom(start);
    return (list !== null && list.to < end && this.parseAround(list, start, end)) || this.parseText(this.buffer.toString('utf8', start, end));
  }

  /** Null where the list is no field of the record itself, or the record is no JSON. */
  private parseAround({ from, to }: ListPlace, start: number, end: number): object | null {
    const { lists, buffer } = this;
    const value = this.parseText(`${buffer.toString('utf8', start, from)}"${listMark}"${buffer.toString('utf8', to, end)}`);
    if (lists === null || typeof value !== 'object' || value === null || value instanceof SyntaxError) return null;
    const fields = value as Record<string, unknown>;
    if (fields[lists.key] !== listMark) return null;
    fields[lists.key] = lists.tell(this.numbers, this.at + 3);
    return fields;
  }

  private parseText(text: string): unknown {
    this.replaced = text.includes('\ufffd');
    try {
      return parseJson(text);
    } catch (error) {
      return error instanceof SyntaxError ? error : new SyntaxError(String(error));
    }
  }
}
