export type Delimiter = ',' | ';' | '\t' | '|';

export const csvLimits = { rows: 5000, columns: 100, cell: 500 } as const;

export interface CsvTable {
  readonly rows: string[][];
  /** Characters of the text that the rows were read from. */
  readonly used: number;
  readonly columns: number;
  /** Whether cells or columns were cut. */
  readonly cut: boolean;
}

/** What the first line has most of. */
export function guessDelimiter(text: string, path: string): Delimiter {
  if (/\.(?:tsv|tab)$/i.test(path)) return '\t';
  const [line = ''] = text.slice(0, 10_000).split('\n', 1);
  const counts = ([',', ';', '\t', '|'] as const).map((delimiter) => ({ delimiter, count: line.split(delimiter).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

/**
 * The rows of a text by RFC 4180, quotes doubled inside quotes; cells are text and nothing else, whatever a spreadsheet would make of "=1+1".
 * Where more of the file follows (`goesOn`), a row that may not be whole is left for the next stretch.
 */
export function readCsv(text: string, delimiter: Delimiter, goesOn: boolean): CsvTable {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let used = 0;
  let columns = 0;
  let cut = false;
  const endCell = (): void => {
    if (cell.length > csvLimits.cell || row.length >= csvLimits.columns) cut = true;
    if (row.length < csvLimits.columns) row.push(cell.length > csvLimits.cell ? `${cell.slice(0, csvLimits.cell)}…` : cell);
    cell = '';
  };
  const endRow = (at: number): void => {
    endCell();
    if (row.length > 1 || row[0] !== '') {
      columns = Math.max(columns, row.length);
      rows.push(row);
    }
    row = [];
    used = at;
  };
  let at = 0;
  while (at < text.length && rows.length < csvLimits.rows) {
    const character = text[at];
    if (character === '"' && cell === '') {
      const end = closingQuote(text, at + 1);
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else if (character === delimiter) {
      endCell();
      at += 1;
    } else if (character === '\n' || character === '\r') {
      at += character === '\r' && text[at + 1] === '\n' ? 2 : 1;
      endRow(at);
    } else {
      const end = endOfPlain(text, at, delimiter);
      cell += text.slice(at, end);
      at = end;
    }
  }
  const isRest = at >= text.length && used < text.length;
  // A row that fills the stretch alone is never whole, and must not stop the reading.
  if (isRest && (!goesOn || rows.length === 0)) endRow(text.length);
  return { rows, used, columns, cut };
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return text.length;
}

function endOfPlain(text: string, from: number, delimiter: Delimiter): number {
  let at = from + 1;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}
