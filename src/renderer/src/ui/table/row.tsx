import { type CSSProperties, memo } from 'react';
import { classNames } from '../class-names.ts';
import type { Column } from './column.ts';
import { Tick } from './tick.tsx';
import styles from './table.module.css';

interface TableRowProps<Row> {
  readonly id: string;
  readonly index: number;
  /** Pixels from the top of the box of rows. */
  readonly top: number;
  readonly height: number;
  readonly row: Row | undefined;
  readonly columns: readonly Column<Row>[];
  /** Null where the cursor is elsewhere, -1 where it is on the row as a whole. */
  readonly cursorColumn: number | null;
  /** Null where rows are not picked. */
  readonly isPicked: boolean | null;
}

function DrawnRow<Row>({ id, index, top, height, row, columns, cursorColumn, isPicked }: TableRowProps<Row>) {
  const hasCursor = cursorColumn !== null;
  return (
    <div
      id={`${id}-${index}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isPicked ?? hasCursor}
      className={classNames(styles.row, hasCursor && styles.cursor, isPicked === true && styles.picked)}
      style={{ top, height }}
      data-index={index}
      data-cursor={hasCursor || undefined}
    >
      {isPicked !== null && (
        <div role="gridcell" className={classNames(styles.pick, styles.pinned)} style={{ left: 0 }} data-tick>
          <Tick state={isPicked ? 'all' : 'none'} />
        </div>
      )}
      {columns.map((column, at) => (
        <div
          key={column.id}
          id={`${id}-${index}-${at}`}
          role="gridcell"
          data-column={at}
          className={classNames(column.align === 'end' && styles.end, column.pinnedAt !== undefined && styles.pinned, at === cursorColumn && styles.cell)}
          style={column.pinnedAt === undefined ? undefined : ({ left: column.pinnedAt } as CSSProperties)}
        >
          {row === undefined ? <span className={styles.waiting} /> : column.cell(row, index)}
        </div>
      ))}
    </div>
  );
}

/** Drawn again only where something of the row itself changed: a screen has hundreds of cells, and every key that is typed passes here. */
export const TableRow = memo(DrawnRow) as typeof DrawnRow;
