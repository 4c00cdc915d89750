import { jsonForm } from '../cell-form.ts';
import { exportColumns, type ExportColumn } from '../columns.ts';
import { encodeTextRows, openTextRows, type PartEncoder, type TextRows } from '../row-writer.ts';
import { TextCells } from '../text-cells.ts';
import type { TableFormat } from '../types.ts';

const everything = exportColumns.map(({ name }) => name);

function objects(columns: readonly ExportColumn[], close: string): TextRows {
  return { cells: new TextCells(jsonForm), open: '{', close, before: columns.map(({ name }, at) => `${at === 0 ? '' : ','}${JSON.stringify(name)}:`) };
}

const lines = (columns: readonly ExportColumn[]): TextRows => objects(columns, '}\n');
const entries = (columns: readonly ExportColumn[]): TextRows => ({ ...objects(columns, '}'), head: '[\n', between: ',\n', tail: '\n]\n' });

export const encodeJsonLines = (columns: readonly ExportColumn[]): PartEncoder => encodeTextRows(columns, lines(columns));
export const encodeJson = (columns: readonly ExportColumn[]): PartEncoder => encodeTextRows(columns, entries(columns));

/** JSON lines: typed values and arrays, with lineage and claims; missing values are null. */
export const jsonLines: TableFormat = {
  kind: 'table',
  info: { id: 'jsonl', group: 'table', title: 'JSON lines', description: 'One JSON object per package, with lists, lineage and claims.', target: 'file', extension: 'jsonl', choosable: true },
  columns: everything,
  notes: ['One JSON object a line, UTF-8, ended by a line feed; a missing value is null. Dates are ISO 8601 in UTC.'],
  open: (path, columns) => openTextRows(path, columns, lines(columns)),
};

/** The same objects in one array, one a line. */
export const json: TableFormat = {
  kind: 'table',
  info: { id: 'json', group: 'table', title: 'JSON', description: 'The same objects in one array, for tools that read a file whole.', target: 'file', extension: 'json', choosable: true },
  columns: everything,
  notes: ['One JSON array of objects, UTF-8; a missing value is null. Dates are ISO 8601 in UTC.'],
  open: (path, columns) => openTextRows(path, columns, entries(columns)),
};
