import type { MirrorFile } from '../files.ts';
import type { ProblemRows } from './problem-rows.ts';

/** A file's chunks. One that can be no JSON by its first bytes is one problem, and read to its end without being handed on. */
export function* jsonChunks(file: MirrorFile, problems: ProblemRows): Generator<Buffer> {
  let form: string | null | undefined;
  for (const chunk of file.chunks()) {
    if (form === undefined) {
      form = foreignForm(chunk);
      if (form !== null) problems.add('bad-json', 0, `The file is ${form}; only JSON in UTF-8 is read.`);
    }
    if (form === null) yield chunk;
  }
}

/** What a file is by its first bytes, where it can be no JSON in UTF-8; null where it may be. */
function foreignForm(start: Buffer): string | null {
  const [first = 1, second = 1, third = 1, fourth = 1] = start;
  if (first === 0x1f && second === 0x8b) return 'compressed with gzip';
  if ((first === 0xff && second === 0xfe && third === 0 && fourth === 0) || (first === 0 && second === 0)) return 'in UTF-32';
  // In UTF-16 every other byte of what JSON begins with is zero.
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || first === 0 || second === 0 ? 'in UTF-16' : null;
}

/** What some programs write before UTF-8. */
const byteOrderMark = [0xef, 0xbb, 0xbf] as const;
export const markBytes = byteOrderMark.length;

/** Whether a byte order mark stands there, as far as the buffer goes. */
export function mayBeMark(buffer: Buffer, at: number): boolean {
  for (let place = 0; place < markBytes && at + place < buffer.length; place += 1) if (buffer[at + place] !== byteOrderMark[place]) return false;
  return true;
}

export const openBracket = 0x5b;
export const openBrace = 0x7b;

/** The first bracket or brace that opens, or -1. */
export function firstBracket(buffer: Buffer, from: number): number {
  for (let at = from; at < buffer.length; at += 1) if (buffer[at] === openBracket || buffer[at] === openBrace) return at;
  return -1;
}
