import { isUtf8 } from 'node:buffer';
import type { Problem } from '../../../shared/domain/index.ts';
import type { MirrorFile } from '../files.ts';
import { findEndOfValue } from './find-end.ts';
import { parseJson } from './parse.ts';

/** One record of a JSON file, with its place, from which it can be read back. */
export interface JsonRecord {
  readonly value: Readonly<Record<string, unknown>>;
  readonly offset: number;
  readonly length: number;
}

/** The largest record ever met has 2.7 MB (23,763 files); a record over this is refused. */
const maxRecordBytes = 32 << 20;
/** Real records nest 8 levels; JSON.parse and what follows stay shallow. */
const maxDepth = 256;

const openBrace = 0x7b;
const openBracket = 0x5b;
/** How `json.dump(indent=4)` starts and ends each record of an array; in valid JSON no string holds a raw newline. */
const indentedEnd = Buffer.from('\n    }');
const indentedStart = Buffer.from('\n    {');

export type ReportProblem = (problem: Problem) => void;

/**
 * Reads the records of a JSON array, of JSON lines, or a single object, in file order and with flat memory. A slice
 * that is not JSON becomes a problem with its offset, and reading goes on at the next record.
 */
export function* readRecords(file: MirrorFile, report: ReportProblem): Generator<JsonRecord> {
  const reader = new RecordReader(file, report);
  for (const chunk of file.chunks()) {
    reader.append(chunk);
    yield* reader.take(false);
    if (reader.finished) return;
  }
  yield* reader.take(true);
}

class RecordReader {
  finished = false;
  private buffer: Buffer = Buffer.alloc(0);
  /** File offset of the buffer's first byte. */
  private base = 0;
  private at = 0;
  private inArray: boolean | null = null;
  /** The first bytes of the first record, by which the next one is found after damage in a file of one line. */
  private head: Buffer | null = null;
  private skippedRecord = false;
  private readonly file: MirrorFile;
  private readonly report: ReportProblem;

  constructor(file: MirrorFile, report: ReportProblem) {
    this.file = file;
    this.report = report;
  }

  append(chunk: Buffer): void {
    const rest = this.buffer.length - this.at;
    this.base += this.at;
    this.buffer = rest === 0 ? chunk : Buffer.concat([this.buffer.subarray(this.at), chunk]);
    this.at = 0;
  }

  *take(atEnd: boolean): Generator<JsonRecord> {
    for (;;) {
      if (this.skippedRecord && !this.resume(atEnd)) return;
      if (!this.toValue(atEnd)) return;
      const start = this.at;
      const end = this.endOfRecord(start, atEnd);
      if (end === null) return;
      const record = this.parse(start, end);
      if (record) yield record;
    }
  }

  /** Moves to the next value; false where there is none in what has been read so far. */
  private toValue(atEnd: boolean): boolean {
    for (;;) {
      const byte = this.buffer[this.at];
      if (byte === undefined) {
        if (atEnd && this.inArray === true) this.problem('truncated-file', this.at, 'The file ends before the array is closed.');
        return false;
      }
      if (byte <= 0x20 || byte === 0x2c || this.isByteOrderMark(byte)) {
        this.at += 1;
      } else if (byte === openBracket && this.inArray === null) {
        this.inArray = true;
        this.at += 1;
      } else if (byte === 0x5d && this.inArray === true) {
        this.finished = true;
        return false;
      } else {
        this.inArray ??= false;
        return true;
      }
    }
  }

  private isByteOrderMark(byte: number): boolean {
    return this.base + this.at < 3 && (byte === 0xef || byte === 0xbb || byte === 0xbf);
  }

  /** Where the record ends, or null when more bytes are needed (or there are none: then it has been reported). */
  private endOfRecord(start: number, atEnd: boolean): number | null {
    const indented = this.isIndented(start) ? this.buffer.indexOf(indentedEnd, start) : -1;
    if (indented >= 0) return indented + indentedEnd.length;
    const limit = Math.min(this.buffer.length, start + maxRecordBytes + 1);
    const found = findEndOfValue(this.buffer, start, limit, maxDepth);
    if (found.kind === 'found') return found.end;
    if (found.kind === 'too-deep' || limit - start > maxRecordBytes) {
      this.skipRecord(start, found.kind === 'too-deep' ? `It nests deeper than ${maxDepth} levels.` : `It is larger than ${maxRecordBytes >> 20} MB.`);
      return start;
    }
    if (atEnd) {
      this.reportCut(start);
      this.resyncOrStop(start);
      return this.finished ? null : start;
    }
    return null;
  }

  private reportCut(start: number): void {
    const where = this.inArray === true ? 'truncated-file' : 'bad-json';
    this.problem(where, start, 'The file ends in the middle of a record.');
  }

  private resyncOrStop(start: number): void {
    const next = this.nextStart(start + 1);
    if (next < 0) {
      this.finished = true;
      this.at = this.buffer.length;
    } else {
      this.at = next;
    }
  }

  private isIndented(start: number): boolean {
    return this.inArray === true && this.buffer[start] === openBrace && start >= 5 && this.buffer.compare(indentedStart, 0, 6, start - 5, start + 1) === 0;
  }

  private parse(start: number, end: number): JsonRecord | null {
    if (end === start) return null;
    this.at = end;
    let value: unknown;
    const text = this.buffer.toString('utf8', start, end);
    if (text.includes('\ufffd') && !isUtf8(this.buffer.subarray(start, end))) this.problem('invalid-utf8', start, 'Bytes that are not UTF-8 read as replacement characters.');
    try {
      value = parseJson(text);
    } catch (error) {
      return this.retry(start, end, error instanceof Error ? error.message : String(error));
    }
    return this.accept(value, start, end);
  }

  /** The indented shortcut may have cut a record laid out differently: the bracket counter has the last word. */
  private retry(start: number, end: number, reason: string): JsonRecord | null {
    const limit = Math.min(this.buffer.length, end + 4 * (end - start) + 4096);
    const found = findEndOfValue(this.buffer, start, limit, maxDepth);
    if (found.kind === 'found' && found.end > end) {
      try {
        const value = parseJson(this.buffer.toString('utf8', start, found.end));
        this.at = found.end;
        return this.accept(value, start, found.end);
      } catch {
        // Neither reading is JSON: the record itself is damaged.
      }
    }
    this.problem('bad-json', start, reason);
    const next = this.nextStart(start + 1);
    if (next >= 0 && next < end) this.at = next;
    return null;
  }

  private accept(value: unknown, start: number, end: number): JsonRecord | null {
    const offset = this.base + start;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.problem('not-a-record', start, `Found ${Array.isArray(value) ? 'an array' : typeof value} in place of an object.`);
      return null;
    }
    this.head ??= headOf(this.buffer, start);
    return { value: value as Record<string, unknown>, offset, length: end - start };
  }

  /** Gives a record up without holding it: what follows is searched for the start of the next one. */
  private skipRecord(start: number, reason: string): void {
    this.problem('record-too-large', start, reason);
    this.skippedRecord = true;
    this.at = start + 1;
  }

  private resume(atEnd: boolean): boolean {
    const next = this.nextStart(this.at);
    if (next >= 0) {
      this.at = next;
      this.skippedRecord = false;
      return true;
    }
    // Keep a few bytes: the mark of the next record may be cut by the chunk's edge.
    this.at = atEnd ? this.buffer.length : Math.max(this.at, this.buffer.length - 64);
    return false;
  }

  /** The likely start of the next record from `from` on, or -1. */
  private nextStart(from: number): number {
    const indented = this.buffer.indexOf(indentedStart, Math.max(0, from - 1));
    if (indented >= 0) return indented + indentedStart.length - 1;
    if (this.inArray === false) {
      const line = this.buffer.indexOf(0x0a, from);
      return line < 0 ? -1 : line + 1;
    }
    return this.head ? this.buffer.indexOf(this.head, from) : -1;
  }

  private problem(code: Problem['code'], at: number, message: string): void {
    const severity = code === 'not-a-record' || code === 'invalid-utf8' ? 'warning' : 'error';
    this.report({ severity, code, hub: this.file.hub, file: this.file.path, offset: this.base + at, record: null, message });
  }
}

/** `{"modelId"` and its like: the record up to the end of its first key. */
function headOf(buffer: Buffer, start: number): Buffer | null {
  const open = buffer.indexOf(0x22, start);
  const close = open < 0 ? -1 : buffer.indexOf(0x22, open + 1);
  return close < 0 || close - start > 64 ? null : Buffer.from(buffer.subarray(start, close + 1));
}
