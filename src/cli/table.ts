import { dayText } from '../shared/text/quantity.ts';

/** A column of a text table; numbers stand right. */
export interface Column<Row> {
  readonly title: string;
  readonly align?: 'right';
  readonly value: (row: Row) => string;
  /** Longer values are cut with an ellipsis. */
  readonly most?: number;
}

/** Lines of a table for a terminal, without colour; columns are as wide as their widest value. */
export function textTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  return new TextTable(columns).page(rows).trimEnd();
}

/** A table that is written page by page: columns are as wide as their widest value so far. */
export class TextTable<Row> {
  private readonly columns: readonly Column<Row>[];
  private widths: readonly number[];
  private hasHead = false;

  constructor(columns: readonly Column<Row>[]) {
    this.columns = columns;
    this.widths = columns.map((column) => column.title.length);
  }

  /** The lines of some rows, under the titles where nothing was written yet. */
  page(rows: readonly Row[]): string {
    const cells = rows.map((row) => this.columns.map((column) => cut(printable(column.value(row)), column.most ?? 60)));
    this.widths = this.widths.map((width, at) => cells.reduce((widest, line) => Math.max(widest, [...(line[at] ?? '')].length), width));
    const head = this.hasHead ? [] : [this.line(this.columns.map((column) => column.title)), this.line(this.widths.map((width) => '-'.repeat(width)))];
    this.hasHead = true;
    return [...head, ...cells.map((line) => this.line(line))].map((line) => `${line}\n`).join('');
  }

  private line(values: readonly string[]): string {
    return values.map((value, at) => pad(value, this.widths[at] ?? 0, this.columns[at]?.align === 'right')).join('  ').trimEnd();
  }
}

/** Names in a mirror may hold control characters that would drive the terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

function pad(text: string, width: number, right: boolean): string {
  const gap = ' '.repeat(Math.max(0, width - [...text].length));
  return right ? gap + text : text + gap;
}

export function shown(value: number | string | null | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'number' ? value.toLocaleString('en') : value;
}

/** A date as `2022-03-05`; empty where there is none. Seconds since 1970. */
export function day(seconds: number | null): string {
  return seconds === null ? '' : dayText(seconds);
}
