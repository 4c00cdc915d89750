/** A number in a table of a model card, with the words that say what it is. */
export interface TableNumber {
  /** Counted from 1, in the card's text without its front matter. */
  readonly line: number;
  /** The line of the head of its table. */
  readonly table: number;
  /** The nearest heading above the table. */
  readonly heading: string;
  /** The first cell of its row, and the head of its column. */
  readonly row: string;
  readonly column: string;
  /** As written, without emphasis. */
  readonly text: string;
}

const maxLines = 200_000;
/** A wider line is no table that anybody reads. */
const maxLineLength = 20_000;
const maxNumbers = 2_000;

const fence = /^ {0,3}(`{3,}|~{3,})/;
const heading = /^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$/;
/** The line below a table's head: `| --- | :-: |`. */
const delimiter = /^\s{0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
/** A number as cards write it: 91.2, 91.2%, 1,024, 0.5 ± 0.1, 84.2 (3). */
const numberCell = /^([+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d{1,3})?\s?%?)\s*(?:$|[±(/]|\+\/?-)/i;

/**
 * The numbers of a card's pipe tables (GitHub's extension of Markdown), in order, at most 2,000. The first column names rows; a number
 * there is none. Tables inside code, and those written as HTML, are not read.
 */
export function numbersOfTables(markdown: string): readonly TableNumber[] {
  const numbers: TableNumber[] = [];
  const lines = markdown.split(/\r\n?|\n/, maxLines);
  let title = '';
  let closing: string | null = null;
  let head: readonly string[] | null = null;
  let table = 0;
  for (const [at, line] of lines.entries()) {
    const mark = fence.exec(line)?.[1];
    if (closing !== null || mark !== undefined) {
      if (closing === null) closing = mark ?? null;
      else if (mark?.startsWith(closing) === true) closing = null;
      head = null;
      continue;
    }
    if (line.length > maxLineLength || !line.includes('|')) {
      head = null;
      title = line.length > maxLineLength ? title : (heading.exec(line)?.[1] ?? title);
      continue;
    }
    if (head === null) {
      if (!delimiter.test(lines[at + 1] ?? '')) continue;
      head = cellsOf(line);
      table = at + 1;
      continue;
    }
    if (delimiter.test(line)) continue;
    const [row = '', ...cells] = cellsOf(line);
    for (const [column, cell] of cells.entries()) {
      const text = numberCell.exec(cell)?.[1]?.trim();
      if (text === undefined) continue;
      numbers.push({ line: at + 1, table, heading: title, row, column: head[column + 1] ?? '', text });
      if (numbers.length === maxNumbers) return numbers;
    }
  }
  return numbers;
}

/** The cells of a line, without the bars at its ends; `\|` is a bar inside one. */
function cellsOf(line: string): readonly string[] {
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => wordsOf(cell));
}

/** A cell's text without emphasis, code marks, links and tags. */
function wordsOf(cell: string): string {
  return cell
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^<>]{0,200}>/g, ' ')
    .replace(/[*_`~\\]+/g, '')
    .trim();
}
