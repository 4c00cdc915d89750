import type { MeasureInfo, MeasurePart, MeasureResult } from '../contract/index.ts';
import { csvCell } from '../table/csv.ts';
import { partTable } from './part-table.ts';

/** A part as CSV that knows where it is from: measure, part, row, its columns; RFC 4180, one header row, numbers whole. */
export function measureCsv(result: MeasureResult, part: MeasurePart): string {
  const { columns, rows } = partTable(part);
  const from = [result.measure, part.key];
  const lines = [
    ['measure', 'part', 'row', ...columns.map(({ key }) => key), 'selection', 'index'],
    ...rows.map(({ key, cells }) => [...from, key, ...cells, result.selection.query, result.index.fingerprint]),
  ];
  return lines.map((cells) => `${cells.map((cell) => csvCell(cell)).join(',')}\r\n`).join('');
}

/** A whole result with what its measure is: all that somebody else needs to judge it. */
export function measureJson(info: MeasureInfo, result: MeasureResult): string {
  return `${JSON.stringify({ format: 'ptmx-measure', version: 1, about: info, result }, null, 2)}\n`;
}
