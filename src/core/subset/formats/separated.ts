import { separatedForm } from '../cell-form.ts';
import type { ExportColumn } from '../columns.ts';
import { encodeTextRows, openTextRows, type PartEncoder, type TextRows } from '../row-writer.ts';
import { TextCells } from '../text-cells.ts';
import type { TableFormat } from '../types.ts';

/** The columns of a spreadsheet, unless others are chosen. */
const plainColumns = [
  'hub', 'name', 'ordinal', 'owner', 'task', 'architecture', 'license', 'license_original', 'library', 'datasets', 'languages', 'tags', 'papers', 'base_models',
  'downloads', 'likes', 'stars', 'files', 'bytes', 'parameters', 'created', 'modified', 'sha', 'clone', 'commits', 'claims', 'has_card', 'url', 'description',
];

const notesOfCells = [
  "Formula guard: a text that starts with =, +, -, @, a tab or a carriage return has an apostrophe (') before it; numbers have none.",
  'Lists are joined by |; inside an item \\ is written \\\\ and | is written \\|. Lineage and claims are JSON objects in such a list.',
  'The character NUL is written as U+FFFD. Dates are ISO 8601 in UTC.',
];

function separatedBy(separator: ',' | '\t', lineEnd: '\r\n' | '\n', columns: readonly ExportColumn[]): TextRows {
  return {
    cells: new TextCells(separatedForm(separator)), open: '', close: lineEnd,
    head: columns.map(({ name }) => name).join(separator) + lineEnd, before: columns.map((_, at) => (at === 0 ? '' : separator)),
  };
}

const commaRows = (columns: readonly ExportColumn[]): TextRows => separatedBy(',', '\r\n', columns);
const tabRows = (columns: readonly ExportColumn[]): TextRows => separatedBy('\t', '\n', columns);

export const encodeCsv = (columns: readonly ExportColumn[]): PartEncoder => encodeTextRows(columns, commaRows(columns));
export const encodeTsv = (columns: readonly ExportColumn[]): PartEncoder => encodeTextRows(columns, tabRows(columns));

/** RFC 4180: comma, CRLF, quotes doubled; UTF-8 without a byte order mark; a missing value is an empty cell. */
export const csv: TableFormat = {
  kind: 'table',
  info: { id: 'csv', group: 'table', title: 'CSV', description: 'A table for spreadsheets and statistics, one row per package.', target: 'file', extension: 'csv', choosable: true },
  columns: plainColumns,
  notes: ['CSV as in RFC 4180: comma, CRLF, UTF-8, one header row; a missing value is an empty cell.', ...notesOfCells],
  open: (path, columns) => openTextRows(path, columns, commaRows(columns)),
};

/** The same with tabs, lines ended by a line feed. */
export const tsv: TableFormat = {
  kind: 'table',
  info: { id: 'tsv', group: 'table', title: 'TSV', description: 'The same table with tabs between its columns, for cut, awk and R.', target: 'file', extension: 'tsv', choosable: true },
  columns: plainColumns,
  notes: ['Tabs between cells, UTF-8, lines ended by a line feed, one header row; a cell with a tab, quote or line end is quoted as in CSV; a missing value is an empty cell.', ...notesOfCells],
  open: (path, columns) => openTextRows(path, columns, tabRows(columns)),
};
