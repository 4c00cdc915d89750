import { useMemo, useState } from 'react';
import { ShownText } from '../../../ui/shown-text.tsx';
import { Table, type Column } from '../../../ui/table/table.tsx';
import styles from './preview.module.css';

const columnWidth = 150;
const numberWidth = 64;
const noCells: readonly string[] = [];

/** Rows of a CSV file, the first as it is; cells are text, whatever a spreadsheet would make of them. */
export function CsvView({ label, rows, columns: count }: { readonly label: string; readonly rows: readonly (readonly string[])[]; readonly columns: number }) {
  const [cursor, setCursor] = useState(0);
  const body = useMemo(() => rows.slice(1), [rows]);
  const head = rows[0] ?? noCells;
  const columns = useMemo(() => csvColumns(head, count), [head, count]);
  return (
    <Table
      label={label}
      className={styles.table}
      columns={columns}
      total={body.length}
      rowAt={(index) => body[index]}
      cursor={Math.min(cursor, body.length - 1)}
      onCursor={setCursor}
      minWidth={numberWidth + count * columnWidth}
    />
  );
}

function csvColumns(head: readonly string[], count: number): readonly Column<readonly string[]>[] {
  return [
    { id: 'number', title: '#', width: `${numberWidth}px`, align: 'end', cell: (_row, index) => <span className={styles.note}>{index + 2}</span> },
    ...Array.from({ length: count }, (_, at): Column<readonly string[]> => ({
      id: String(at),
      title: head[at] ?? '',
      width: `minmax(${columnWidth}px, 1fr)`,
      cell: (row) => (
        <span title={row[at]}>
          <ShownText text={row[at] ?? ''} />
        </span>
      ),
    })),
  ];
}
