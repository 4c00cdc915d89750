import { parse } from 'csv-parse/sync';
import { ExpectedError } from '../../shared/result.ts';
import { decodeText, guessEncoding, headBytes } from './preview/decode-text.ts';

const maxRowLength = 1 << 20;

/** Rows that were left out: the first hundred by their line, and how many there are. */
export interface LeftOut {
  readonly bad: readonly { readonly line: number; readonly reason: string }[];
  readonly badTotal: number;
}

const maxBad = 100;

/** Tells why a row is left out. */
export type TakeRow = (row: readonly string[]) => string | null;

/**
 * Reads a table that a person made, as spreadsheets save them: with or without a byte order mark, in UTF-8, UTF-16 or Windows-1252, with commas,
 * semicolons or tabs, with line breaks in quotes. `start` gets the first row, which names the columns, and answers with what takes the others; a
 * row that cannot be read or is not taken is told by the line it begins in. Throws `refused` for what is no table.
 */
export function readUserCsv(bytes: Uint8Array, start: (head: readonly string[]) => TakeRow): LeftOut {
  // The parser counts a line break of two characters twice where it stands in quotes.
  const text = textOf(bytes).replaceAll('\r\n', '\n');
  const bad: { line: number; reason: string }[] = [];
  let badTotal = 0;
  let take: TakeRow | null = null;
  const leaveOut = (line: number, reason: string): void => {
    badTotal += 1;
    if (bad.length < maxBad) bad.push({ line, reason });
  };
  const { delimiter, from } = delimiterOf(text);
  parse(from === 0 ? text : text.slice(from), {
    delimiter, relaxColumnCount: true, skipEmptyLines: true, maxRecordSize: maxRowLength, skipRecordsWithError: true,
    onSkip: (error) => {
      leaveOut(Number(error?.['lines'] ?? 0) + (from === 0 ? 0 : 1), error?.message ?? 'The row cannot be read.');
      return undefined;
    },
    // Nothing is kept by the parser: each row is read as it comes.
    onRecord: (cells: readonly string[], { lines }) => {
      const row = cells.map((cell) => cell.trim());
      const reason = take === null ? null : row.every((cell) => cell === '') ? null : take(row);
      // The parser tells the line that a row ends in.
      if (reason !== null) leaveOut(lines - cells.reduce((sum, cell) => sum + breaksIn(cell), 0) + (from === 0 ? 0 : 1), reason);
      take ??= start(row);
      return null;
    },
  });
  if (take === null) throw new ExpectedError('refused', 'The file has no rows.', 'Nothing was taken in.');
  return { bad, badTotal };
}

function textOf(bytes: Uint8Array): string {
  const guess = guessEncoding(bytes.subarray(0, headBytes));
  if (guess === null) throw new ExpectedError('refused', 'The file is no text.', 'Nothing was taken in.');
  if (guess === 'UTF-8') {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return decodeText(bytes, 'Windows-1252', false).text;
    }
  }
  return decodeText(bytes, guess, false).text.replace(/^\uFEFF/, '');
}

/** By the first line; a spreadsheet may say it in a line of its own, `sep=;`. `from`: where the table begins. */
function delimiterOf(text: string): { readonly delimiter: string; readonly from: number } {
  const said = /^sep=([,;\t|])\n/i.exec(text);
  if (said) return { delimiter: said[1] ?? ',', from: said[0].length };
  const line = (/^\s*([^\r\n]*)/.exec(text.slice(0, 65_536))?.[1] ?? '').replaceAll(/"(?:[^"]|"")*"/g, '');
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: line.split(delimiter).length }));
  return { delimiter: counted.toSorted((one, other) => other.count - one.count)[0]?.delimiter ?? ',', from: 0 };
}

function breaksIn(cell: string): number {
  return cell.match(/[\r\n]/g)?.length ?? 0;
}
