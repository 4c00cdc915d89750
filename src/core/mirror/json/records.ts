import { isUtf8 } from 'node:buffer';
import type { Problem, ProblemCode } from '../../../shared/domain/index.ts';
import type { MirrorFile } from '../files.ts';
import { firstBracket, jsonChunks, markBytes, mayBeMark, openBrace, openBracket } from './form.ts';
import { compactLayout, guessEnd, indentedLayout, learnHead, linesLayout, nextStart, type Layout } from './layout.ts';
import type { KnownValues } from './known-values.ts';
import { problemRows, type ProblemRows } from './problem-rows.ts';
import { RecordParser } from './record-parser.ts';
import { endOfWord, isDeeperThan, scanValue, startScan, type ScanEnd, type ValueScan } from './scan.ts';

/** One record of a JSON file, with its place, from which it can be read back. */
export interface JsonRecord {
  readonly value: Readonly<Record<string, unknown>>;
  readonly offset: number;
  readonly length: number;
}

/** The largest record ever met has 2.7 MB (23,763 files); a record over this is refused. */
export const maxRecordBytes = 32 << 20;
/** Real records nest 8 levels; JSON.parse has no limit, but what later walks or prints a value has a stack. */
const maxDepth = 2048;
/** A record that the layout's guess does not end is damaged, or a very unusual one: no more than this is looked through. */
const maxUnguessedBytes = 4 << 20;
/** How often reading goes back to what looks like a record inside one that was refused; hostile nesting would never end. */
const maxRestarts = 1000;
/** Wrong guesses after which a file's layout is not trusted any more, unless it was right more often. */
const maxWrongGuesses = 8;

export type ReportProblem = (problem: Problem) => void;

/**
 * Reads the records of a JSON array, of JSON lines, or a single object, in file order and with flat memory. A slice
 * that is not JSON becomes a problem with its offset, and reading goes on at the next record. Reads the file to its end.
 * In the place of what is `known` stands what is told of it.
 */
export function* readRecords(file: MirrorFile, report: ReportProblem, known: KnownValues | null = null): Generator<JsonRecord> {
  const problems = problemRows(file, report);
  const reader = new RecordReader(problems, new RecordParser(known));
  for (const chunk of jsonChunks(file, problems)) {
    reader.append(chunk);
    for (let record = reader.next(false); record !== null; record = reader.next(false)) yield record;
  }
  for (let record = reader.next(true); record !== null; record = reader.next(true)) yield record;
}

/** What the bytes at hand belong to; `skipping`: a record that is too large, counted and let go; `searching`: after damage, until a record starts. */
type Phase = 'between' | 'record' | 'skipping' | 'searching';

class RecordReader {
  private buffer: Buffer = Buffer.alloc(0);
  private storage: Buffer = Buffer.alloc(0);
  /** File offset of the buffer's first byte. */
  private base = 0;
  private at = 0;
  private phase: Phase = 'between';
  private inArray: boolean | null = null;
  private closed = false;
  /** Records were met behind the end of the array. */
  private trailing = false;
  private layout: Layout | null = null;
  /** White space since the last line break before the first record. */
  private gap = '';
  private guessed = false;
  private searched = 0;
  private scan: ValueScan = startScan();
  private rightGuesses = 0;
  private wrongGuesses = 0;
  private restarts = 0;
  private readonly problems: ProblemRows;
  private readonly parser: RecordParser;

  constructor(problems: ProblemRows, parser: RecordParser) {
    this.problems = problems;
    this.parser = parser;
  }

  append(chunk: Buffer): void {
    const kept = this.buffer.subarray(this.at);
    // Out of shared memory V8 copies ten times as fast to a place divisible by eight.
    const start = -kept.length & 7;
    const end = start + kept.length + chunk.length;
    if (end > this.storage.length) this.storage = Buffer.allocUnsafe(Math.max(end, Math.min(2 * this.storage.length, maxRecordBytes)));
    kept.copy(this.storage, start);
    chunk.copy(this.storage, start + kept.length);
    this.base += this.at;
    this.buffer = this.storage.subarray(start, end);
    this.parser.take(this.buffer, chunk);
    this.at = 0;
  }

  /** The next record, or null where more bytes are needed, or there are none. */
  next(atEnd: boolean): JsonRecord | null {
    for (;;) {
      const before = this.at;
      const phase = this.phase;
      const record = this.step(atEnd);
      if (record) return record;
      if (this.at === before && this.phase === phase) {
        if (atEnd) this.problems.end();
        return null;
      }
    }
  }

  private step(atEnd: boolean): JsonRecord | null {
    switch (this.phase) {
      case 'between':
        this.toValue(atEnd);
        return null;
      case 'record':
        return this.readRecord(atEnd);
      case 'skipping':
        this.skip(atEnd);
        return null;
      case 'searching':
        this.search(atEnd);
        return null;
    }
  }

  /** Moves to the next value. */
  private toValue(atEnd: boolean): void {
    for (; this.at < this.buffer.length; this.at += 1) {
      const byte = this.buffer[this.at] ?? 0;
      if (byte <= 0x20) this.noteSpace(byte);
      else if (mayBeMark(this.buffer, this.at)) {
        if (this.at + markBytes > this.buffer.length && !atEnd) return;
        this.at += markBytes - 1;
      } else if (byte === 0x2c) this.gap = '';
      else if (byte === openBracket && (this.inArray === null || this.closed)) {
        if (this.closed) this.problem('bad-json', this.at, 'A second array follows the end of the first.');
        this.inArray = true;
        this.closed = false;
      } else if (byte === 0x5d && this.inArray === true && !this.closed) this.closed = true;
      else if (byte === 0x5d || byte === 0x7d) this.problem('bad-json', this.at, 'A bracket closes what was not opened.');
      else {
        this.toRecord(byte, atEnd);
        return;
      }
    }
    if (!atEnd) return;
    if (this.inArray === null && !this.problems.any()) this.problem('truncated-file', -this.base, 'The file holds nothing.');
    if (this.inArray === true && !this.closed && !this.trailing) {
      this.problem('truncated-file', this.at, 'The file ends before the array is closed.');
      this.closed = true;
    }
    this.inArray ??= false;
  }

  private noteSpace(byte: number): void {
    if (this.layout !== null) return;
    if (byte === 0x0a) this.gap = '\n';
    else if (byte !== 0x0d && this.gap !== '' && this.gap.length < 64) this.gap += String.fromCharCode(byte);
  }

  private toRecord(byte: number, atEnd: boolean): void {
    const following = this.buffer[this.at + 1];
    if (this.layout === null && byte === openBrace) {
      if (following === undefined && !atEnd) return;
      const onLines = this.gap.length > 1 && (following === 0x0a || following === 0x0d);
      this.layout = this.inArray !== true ? linesLayout() : onLines ? indentedLayout(this.gap) : compactLayout();
    }
    if (this.closed) {
      this.problem('bad-json', this.at, 'Text follows the end of the array.');
      this.closed = false;
      this.trailing = true;
    }
    this.inArray ??= false;
    this.phase = 'record';
    this.guessed = false;
    this.searched = 0;
    this.scan = startScan();
  }

  private readRecord(atEnd: boolean): JsonRecord | null {
    const start = this.at;
    const first = this.buffer[start];
    if (first !== openBrace && first !== openBracket && first !== 0x22) return this.readWord(atEnd);
    if (!this.guessed && this.layout !== null && first === openBrace && this.trustsLayout()) {
      const end = this.endOf(this.layout, start, atEnd);
      this.searched = this.buffer.length - start;
      if (end === 'more') return null;
      if (end !== null && end - start <= maxRecordBytes) {
        this.guessed = true;
        const record = this.parseGuess(start, end);
        if (record !== null || this.phase !== 'record') return record;
      }
    }
    return this.readScanned(start, atEnd);
  }

  private endOf(layout: Layout, start: number, atEnd: boolean): number | 'more' | null {
    const known = layout.kind === 'indented' ? this.parser.recordEnd(start) : null;
    if (known !== null) return known;
    return this.buffer.length - start > maxRecordBytes + 1 ? null : guessEnd(layout, this.buffer, start, this.searched, atEnd, this.parser.fieldFrom(start));
  }

  private trustsLayout(): boolean {
    return this.wrongGuesses <= maxWrongGuesses || this.wrongGuesses <= this.rightGuesses;
  }

  private parseGuess(start: number, end: number): JsonRecord | null {
    const value = this.parser.parse(start, end);
    if (value instanceof SyntaxError) {
      // Where one line has been a whole record, a line that is none is damaged, and the next one starts anew.
      if (this.layout?.kind === 'lines' && this.rightGuesses > 0) this.giveUp(start, end, value.message);
      return null;
    }
    this.rightGuesses += 1;
    if (this.parser.parsedLength > 2 * maxDepth && isDeeperThan(maxDepth, this.buffer, start, end)) {
      this.problem('record-too-large', start, `It nests deeper than ${maxDepth} levels.`);
      this.finish(end);
      return null;
    }
    return this.accept(value, start, end);
  }

  /** Counts brackets, which has the last word where the layout gives no end or a wrong one. */
  private readScanned(start: number, atEnd: boolean): JsonRecord | null {
    const limit = Math.min(this.buffer.length, start + maxRecordBytes + 1);
    const kind = scanValue(this.buffer, start, limit, maxDepth, this.scan);
    const length = this.scan.done;
    if (kind === 'too-deep' || length > maxRecordBytes) {
      this.refuse(start, kind);
      return null;
    }
    if (kind === 'incomplete') return this.treatIncomplete(start, atEnd);
    if (kind === 'damaged') {
      this.giveUp(start, null, 'A quote or a bracket is missing.');
      return null;
    }
    const value = this.parser.parse(start, start + length);
    if (value instanceof SyntaxError) {
      this.giveUp(start, start + length, value.message);
      return null;
    }
    this.wrongGuesses += 1;
    return this.accept(value, start, start + length);
  }

  private treatIncomplete(start: number, atEnd: boolean): null {
    if (this.guessed && this.buffer.length - start > maxUnguessedBytes) this.giveUp(start, null, 'A bracket is missing.');
    else if (atEnd && this.layout !== null && nextStart(this.layout, this.buffer, start + 1) >= 0) this.giveUp(start, null, 'The record does not end.');
    else if (atEnd) {
      this.problem(this.inArray === true ? 'truncated-file' : 'bad-json', start, 'The file ends in the middle of a record.');
      this.closed = true;
      this.finish(this.buffer.length);
    }
    return null;
  }

  private readWord(atEnd: boolean): null {
    const start = this.at;
    const found = endOfWord(this.buffer, start);
    const end = found < 0 ? this.buffer.length : found;
    if (found < 0 && !atEnd && end - start <= maxUnguessedBytes) return null;
    const value = end - start > maxUnguessedBytes ? new SyntaxError('Not JSON') : this.parser.parse(start, end);
    if (value instanceof SyntaxError) this.giveUp(start, null, value.message);
    else this.accept(value, start, end);
    return null;
  }

  private accept(value: unknown, start: number, end: number): JsonRecord | null {
    this.finish(end);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.problem('not-a-record', start, `Found ${Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`} in place of an object.`);
      return null;
    }
    this.problems.end();
    if (this.parser.replaced && !isUtf8(this.buffer.subarray(start, end))) {
      this.problem('invalid-utf8', start, 'Bytes that are not UTF-8 read as replacement characters.');
      this.problems.end();
    }
    if (this.layout) learnHead(this.layout, this.buffer, start, end);
    return { value: value as Record<string, unknown>, offset: this.base + start, length: end - start };
  }

  private finish(end: number): void {
    this.at = end;
    this.phase = 'between';
  }

  /** Lets a record go that is too large or too deep, without holding it. */
  private refuse(start: number, kind: ScanEnd): void {
    const large = kind !== 'too-deep';
    this.problem('record-too-large', start, large ? `It is larger than ${maxRecordBytes >> 20} MB.` : `It nests deeper than ${maxDepth} levels.`);
    const next = this.guessed && this.layout && this.restarts < maxRestarts ? nextStart(this.layout, this.buffer, start + 1) : -1;
    if (next >= 0 && next < start + this.scan.done) {
      // A bracket that is missing made one record of several: those behind it are read on their own.
      this.restarts += 1;
      this.finish(next);
    } else if (kind === 'found') this.finish(start + this.scan.done);
    else {
      // In a compact array the first key of a large record may come again inside it: there the brackets tell its end.
      this.phase = large && this.layout?.kind === 'compact' ? 'skipping' : 'searching';
      this.at = start + this.scan.done;
      this.scan.done = 0;
    }
  }

  /** Reports a damaged record. Reading goes on at the next start of one, or at `end` where the brackets say that it ends there. */
  private giveUp(start: number, end: number | null, reason: string): void {
    this.problem('bad-json', start, reason);
    if (this.layout && this.rightGuesses + this.wrongGuesses === 0) learnHead(this.layout, this.buffer, start, this.buffer.length);
    const next = this.layout ? nextStart(this.layout, this.buffer, start + 1) : -1;
    if (next >= 0 && (end === null || next < end)) this.finish(next);
    else if (end !== null) this.finish(end);
    else {
      this.at = start + 1;
      this.phase = 'searching';
    }
  }

  /** Follows the brackets of a record that is not kept. */
  private skip(atEnd: boolean): void {
    const kind = scanValue(this.buffer, this.at, this.buffer.length, Infinity, this.scan);
    if (kind === 'found') this.finish(this.at + this.scan.done);
    else {
      this.at += this.scan.done;
      if (kind === 'damaged') this.phase = 'searching';
      else if (atEnd) this.finish(this.buffer.length);
    }
    this.scan.done = 0;
  }

  private search(atEnd: boolean): void {
    if (this.layout === null && this.inArray === false) {
      // What stands before the first bracket of a file (a comment, a line of a log) is left out, not the records behind it.
      const first = firstBracket(this.buffer, this.at);
      if (first < 0) this.at = this.buffer.length;
      else {
        this.inArray = null;
        this.finish(first);
      }
      return;
    }
    const layout = (this.layout ??= this.inArray === true ? compactLayout() : linesLayout());
    const next = nextStart(layout, this.buffer, this.at);
    if (next >= 0) this.finish(next);
    else if (atEnd) this.finish(this.buffer.length);
    // The mark of the next record may be cut by the chunk's edge.
    else this.at = Math.max(this.at, this.buffer.length - layout.startMark.length);
  }

  private problem(code: ProblemCode, at: number, message: string): void {
    this.problems.add(code, this.base + at, message);
  }
}
