import { randomBytes } from 'node:crypto';
import type { KnownValues } from './known-values.ts';
import { parseJson } from './parse.ts';

/** What stands in the place of a known field while its record is parsed; nobody who writes a record knows it. */
const fieldMark = randomBytes(16).toString('hex');

/** Where a known value lies, brackets included. */
export interface KnownPlace {
  from: number;
  to: number;
}

/** Parses records out of the bytes at hand, but for what is known already. */
export class RecordParser {
  /** Whether the text that was parsed last holds a replacement character, its own or for bytes that are no UTF-8. */
  replaced = false;
  /** How long that text was: what is known of a record is not in it, and nests but a level or two. */
  parsedLength = 0;
  private readonly known: KnownValues | null;
  private buffer: Buffer = Buffer.alloc(0);
  /** What is known of the last chunk, which begins at `chunkStart` of the buffer, and how far reading has come in it. */
  private numbers: Int32Array = new Int32Array(1);
  private chunkStart = 0;
  private at = 1;
  private readonly place: KnownPlace = { from: 0, to: 0 };

  constructor(known: KnownValues | null) {
    this.known = known;
  }

  /** The bytes at hand are others now; what comes last in them is a chunk. */
  take(buffer: Buffer, chunk: Buffer): void {
    this.buffer = buffer;
    if (!this.known) return;
    this.numbers = this.known.of(chunk);
    this.chunkStart = buffer.length - chunk.length;
    this.at = 1;
  }

  /** The end of the record that begins here, where all of it is known. */
  recordEnd(start: number): number | null {
    if (this.known?.key !== null) return null;
    const place = this.next(start);
    return place?.from === start ? place.to : null;
  }

  /** The first known field at or behind `start`, which only goes forward. It is good until the next one is asked for. */
  fieldFrom(start: number): KnownPlace | null {
    return typeof this.known?.key === 'string' ? this.next(start) : null;
  }

  /** The value of the bytes, or what is wrong with them. */
  parse(start: number, end: number): unknown {
    const { known } = this;
    if (known !== null && this.recordEnd(start) === end) {
      this.replaced = false;
      this.parsedLength = 0;
      return this.told(known);
    }
    const field = this.fieldFrom(start);
    return (field !== null && field.to < end && this.parseAround(field, start, end)) || this.parseText(this.buffer.toString('utf8', start, end));
  }

  private next(start: number): KnownPlace | null {
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

  private told(known: KnownValues): object {
    return known.tell(this.numbers, this.at + 3, this.buffer, this.chunkStart);
  }

  /** Null where the known value is no field of the record itself, or the record is no JSON. */
  private parseAround({ from, to }: KnownPlace, start: number, end: number): object | null {
    const { known, buffer } = this;
    const value = this.parseText(`${buffer.toString('utf8', start, from)}"${fieldMark}"${buffer.toString('utf8', to, end)}`);
    if (typeof known?.key !== 'string' || typeof value !== 'object' || value === null || value instanceof SyntaxError) return null;
    const fields = value as Record<string, unknown>;
    if (fields[known.key] !== fieldMark) return null;
    fields[known.key] = this.told(known);
    return fields;
  }

  private parseText(text: string): unknown {
    this.replaced = text.includes('\ufffd');
    this.parsedLength = text.length;
    try {
      return parseJson(text);
    } catch (error) {
      return error instanceof SyntaxError ? error : new SyntaxError(String(error));
    }
  }
}
