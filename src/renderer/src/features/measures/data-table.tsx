import { ClipboardCopy } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { MeasurePart } from '../../../../shared/contract/index.ts';
import { partTable, type PartTable, valueText } from '../../../../shared/chart/index.ts';
import { modelsAddress, navigate } from '../../app/route.ts';
import { IconButton } from '../../ui/button.tsx';
import { formatCount } from '../../ui/quantity.ts';
import { type Column, type Sorting, Table } from '../../ui/table/table.tsx';
import styles from './measures.module.css';

type Row = PartTable['rows'][number];
type Cell = Row['cells'][number];

const rowHeight = 30;
/** Rows in view before the table scrolls. */
const mostRows = 14;

/** Every number of a part, as rows: what the chart shows, for reading, sorting and for those who cannot see it. */
export function DataTable({ part, onCopy }: { readonly part: MeasurePart; readonly onCopy: (key: string) => void }) {
  const data = useMemo(() => partTable(part), [part]);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [cursor, setCursor] = useState(0);
  const rows = useMemo(() => sorted(data, sorting), [data, sorting]);
  const columns = useMemo((): readonly Column<Row>[] => [...data.columns.map((one, at) => column(one, at, widthOf(data, at))), ...actions(data, onCopy)], [data, onCopy]);
  const least = useMemo(() => data.columns.reduce((sum, _, at) => sum + widthOf(data, at), 60), [data]);
  return (
    <div className={styles.data}>
      <div style={{ height: 34 + rowHeight * Math.min(mostRows, Math.max(2, rows.length)) }}>
        <Table
          label={`${part.title}, data`}
          columns={columns}
          total={rows.length}
          rowAt={(index) => rows[index]}
          sorting={sorting === null ? [] : [sorting]}
          onSort={(by) => setSorting((before) => (before?.by === by ? (before.descending === isNumber(data, by) ? { by, descending: !before.descending } : null) : { by, descending: isNumber(data, by) }))}
          cursor={Math.min(cursor, rows.length - 1)}
          onCursor={setCursor}
          onOpen={({ packages }) => packages !== null && navigate({ view: 'models', query: packages })}
          rowHeight={rowHeight}
          minWidth={least}
          className={styles.grid}
          empty={<p>There are no rows.</p>}
        />
      </div>
      {data.total > rows.length && <p className={styles.faint}>The first {formatCount(rows.length)} of {formatCount(data.total)} rows.</p>}
    </div>
  );
}

/** Pixels that most cells of a column need; long texts are cut and have their whole as a tooltip. */
function widthOf({ columns, rows }: PartTable, at: number): number {
  const { title = '', unit } = columns[at] ?? {};
  if (unit !== 'text') return Math.max(86, title.length * 7 + 34);
  const longest = rows.slice(0, 200).reduce((most, { cells }) => Math.max(most, String(cells[at] ?? '').length), title.length);
  return Math.max(110, Math.min(at === 0 ? 300 : 420, longest * 6.6 + 26));
}

function column({ key, title, unit }: PartTable['columns'][number], at: number, width: number): Column<Row> {
  const isText = unit === 'text';
  return {
    id: key, title, sort: key, width: isText ? `minmax(${width}px, 2fr)` : `minmax(${width}px, 1fr)`, align: isText ? undefined : 'end', hint: title,
    cell: ({ cells, packages }) => {
      const cell = cells[at] ?? null;
      const text = typeof cell === 'string' ? cell : valueText(cell, unit);
      return at === 0 && packages !== null ? <a href={modelsAddress(packages)} title={`Packages: ${packages}`}>{text}</a> : <span title={typeof cell === 'number' ? String(cell) : text}>{text}</span>;
    },
  };
}

function actions(data: PartTable, onCopy: (key: string) => void): readonly Column<Row>[] {
  const name = ({ cells }: Row): string => String(cells.find((cell, at) => data.columns[at]?.unit === 'text' && cell !== null) ?? cells[0] ?? '');
  return [{ id: ' copy', title: '', width: '44px', cell: (row) => <IconButton icon={ClipboardCopy} label={`Copy a line for a paper: ${name(row)}`} tabIndex={-1} onClick={() => onCopy(row.key)} /> }];
}

function isNumber({ columns }: PartTable, by: string): boolean {
  return columns.find(({ key }) => key === by)?.unit !== 'text';
}

/** What is not known comes last whichever the order. */
function sorted({ columns, rows }: PartTable, sorting: Sorting | null): readonly Row[] {
  const at = sorting === null ? -1 : columns.findIndex(({ key }) => key === sorting.by);
  if (at < 0) return rows;
  const sign = sorting?.descending ? -1 : 1;
  return [...rows].sort((left, right) => {
    const [a, b] = [left.cells[at] ?? null, right.cells[at] ?? null];
    return a === null || b === null ? Number(a === null) - Number(b === null) : sign * compare(a, b);
  });
}

function compare(left: NonNullable<Cell>, right: NonNullable<Cell>): number {
  return typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right), 'en', { numeric: true });
}
