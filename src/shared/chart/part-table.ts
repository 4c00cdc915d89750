import type { MeasurePart } from '../contract/index.ts';
import { csvCell } from '../table/csv.ts';
import type { Unit } from './words.ts';

export interface PartTable {
  readonly columns: readonly { readonly key: string; readonly title: string; readonly unit: Unit }[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly (string | number | null)[]; readonly packages: string | null }[];
  /** Rows that there are; more than `rows` where the result has only the first. */
  readonly total: number;
}

type Column = PartTable['columns'][number];

/** All data of a part as rows: what the chart draws, and what it has no room for. Shares are between 0 and 1. */
export function partTable(part: MeasurePart): PartTable {
  switch (part.kind) {
    case 'shares': {
      const hasReference = part.rows.some((row) => row.reference !== null);
      const columns: Column[] = [
        { key: 'label', title: part.title, unit: 'text' },
        { key: 'count', title: 'Count', unit: part.unit },
        { key: 'of', title: 'Of', unit: part.unit },
        { key: 'share', title: 'Share', unit: 'share' },
        { key: 'low', title: '95% from', unit: 'share' },
        { key: 'high', title: '95% to', unit: 'share' },
        ...(hasReference ? ([{ key: 'published', title: 'Published share', unit: 'share' }, { key: 'published_count', title: 'Published count', unit: part.unit }, { key: 'published_of', title: 'Published of', unit: part.unit }] as const) : []),
      ];
      const rows = part.rows.map((row) => ({
        key: row.key,
        packages: row.packages,
        cells: [row.label, row.count, row.of, row.of === 0 ? null : row.count / row.of, row.low, row.high, ...(hasReference ? [row.reference?.share ?? null, row.reference?.count ?? null, row.reference?.of ?? null] : [])],
      }));
      return { columns, rows, total: rows.length };
    }
    case 'values': {
      const [first] = part.rows;
      const unit = part.rows.every((row) => row.unit === first?.unit) ? (first?.unit ?? 'number') : 'number';
      const units = unit === 'number' && part.rows.some((row) => row.unit !== 'number');
      const has = { of: part.rows.some((row) => row.of !== null), reference: part.rows.some((row) => row.reference !== null), note: part.rows.some((row) => row.note !== null) };
      const columns: Column[] = [
        { key: 'label', title: part.title, unit: 'text' },
        { key: 'value', title: 'Value', unit },
        ...(units ? ([{ key: 'unit', title: 'Unit', unit: 'text' }] as const) : []),
        ...(has.of ? ([{ key: 'of', title: 'Of', unit: 'count' }] as const) : []),
        ...(has.reference ? ([{ key: 'published', title: 'Published', unit }] as const) : []),
        ...(has.note ? ([{ key: 'note', title: 'Note', unit: 'text' }] as const) : []),
      ];
      const rows = part.rows.map((row) => ({
        key: row.key,
        packages: row.packages,
        cells: [row.label, row.value, ...(units ? [row.unit] : []), ...(has.of ? [row.of] : []), ...(has.reference ? [row.reference] : []), ...(has.note ? [row.note] : [])],
      }));
      return { columns, rows, total: rows.length };
    }
    case 'lines': {
      const hasLabels = part.lines.some((line) => line.points.some((point) => point.label !== null));
      const columns: Column[] = [
        { key: 'line', title: 'Line', unit: 'text' },
        { key: 'x', title: part.x.title, unit: part.x.unit },
        ...(hasLabels ? ([{ key: 'label', title: 'Name', unit: 'text' }] as const) : []),
        { key: 'y', title: part.y.title, unit: part.y.unit },
        { key: 'published', title: 'Source', unit: 'text' },
      ];
      const rows = part.lines.flatMap((line) =>
        line.points.map((point, at) => ({ key: `${line.key}/${at}`, packages: point.packages, cells: [line.label, point.x, ...(hasLabels ? [point.label] : []), point.y, line.published ? 'published' : 'own'] })),
      );
      return { columns, rows, total: rows.length };
    }
    case 'table':
      return { columns: part.columns, rows: part.rows, total: part.total };
  }
}

/** The part as CSV: RFC 4180, one header row, numbers whole, a missing one empty. */
export function partCsv(part: MeasurePart): string {
  const { columns, rows } = partTable(part);
  return [columns.map(({ key }) => csvCell(key)), ...rows.map(({ cells }) => cells.map((cell) => csvCell(cell)))].map((cells) => `${cells.join(',')}\r\n`).join('');
}
