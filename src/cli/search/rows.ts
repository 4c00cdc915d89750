import type { PackageRow } from '../../shared/contract/index.ts';
import { cellText, type ColumnId, columnOf, columnValue, csvCell, timeText } from '../../shared/table/index.ts';
import { assertNever } from '../../shared/result.ts';
import { type Column, shown, TextTable } from '../table.ts';

export const outputFormats = ['table', 'csv', 'jsonl', 'json'] as const;

export type OutputFormat = (typeof outputFormats)[number];

/** Puts rows into words page by page, so that a million of them are never held at once. */
export interface RowWriter {
  /** What comes before the first row. */
  head(total: number): string;
  page(rows: readonly PackageRow[]): string;
  foot(): string;
}

/** `columns` null: the usual ones, and in JSON the whole row. */
export function rowWriter(format: OutputFormat, columns: readonly ColumnId[] | null, usual: readonly ColumnId[]): RowWriter {
  switch (format) {
    case 'table':
      return tableWriter(columns ?? usual);
    case 'csv':
      return csvWriter(columns ?? usual);
    case 'jsonl':
      return { head: () => '', page: (rows) => rows.map((row) => `${JSON.stringify(objectOf(row, columns))}\n`).join(''), foot: () => '' };
    case 'json':
      return jsonWriter(columns);
    default:
      return assertNever(format);
  }
}

/** Widths of the narrower columns; what is longer is cut. */
const widest: Partial<Record<ColumnId, number>> = { name: 60, owner: 24, task: 28, architecture: 20, license: 16, library: 16, sha: 40, url: 90, purl: 120, description: 80 };

function tableWriter(columns: readonly ColumnId[]): RowWriter {
  const table = new TextTable<PackageRow>(columns.map(tableColumn));
  return { head: () => '', page: (rows) => table.page(rows), foot: () => table.page([]) };
}

function tableColumn(id: ColumnId): Column<PackageRow> {
  const { kind } = columnOf(id);
  const isNumber = kind === 'count' || kind === 'bytes';
  return {
    title: id,
    most: widest[id] ?? 40,
    ...(isNumber ? { align: 'right' as const } : {}),
    value: (row) => {
      const value = columnValue(row, id);
      return isNumber && typeof value === 'number' ? shown(value) : cellText(row, id);
    },
  };
}

/** RFC 4180 with a header; dates in ISO 8601, everything else as in an export. */
function csvWriter(columns: readonly ColumnId[]): RowWriter {
  const isDate = (id: ColumnId): boolean => columnOf(id).kind === 'date';
  const cellOf = (row: PackageRow, id: ColumnId): string => {
    const value = columnValue(row, id);
    return csvCell(isDate(id) && typeof value === 'number' ? timeText(value) : value);
  };
  return {
    head: () => `${columns.join(',')}\r\n`,
    page: (rows) => rows.map((row) => `${columns.map((id) => cellOf(row, id)).join(',')}\r\n`).join(''),
    foot: () => '',
  };
}

/** One object, `{ "total", "rows" }`, as if it were written at once. */
function jsonWriter(columns: readonly ColumnId[] | null): RowWriter {
  let written = 0;
  return {
    head: (total) => `{\n  "total": ${total},\n  "rows": [`,
    page: (rows) => rows.map((row) => `${written++ > 0 ? ',' : ''}\n    ${JSON.stringify(objectOf(row, columns), null, 2).replaceAll('\n', '\n    ')}`).join(''),
    foot: () => (written > 0 ? '\n  ]\n}\n' : ']\n}\n'),
  };
}

function objectOf(row: PackageRow, columns: readonly ColumnId[] | null): unknown {
  return columns === null ? row : Object.fromEntries(columns.map((id) => [id, columnValue(row, id)]));
}
