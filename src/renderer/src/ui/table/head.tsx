import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react';
import { type CSSProperties, type DragEvent, type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from 'react';
import { classNames } from '../class-names.ts';
import { Tick } from './tick.tsx';
import type { Column, HeadActions, Picking, Sorting } from './column.ts';
import styles from './table.module.css';

interface HeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sorting: readonly Sorting[];
  readonly onSort?: ((by: string, add: boolean) => void) | undefined;
  readonly picking?: Picking<Row> | undefined;
  readonly actions?: HeadActions | undefined;
}

export function Head<Row>({ columns, sorting, onSort, picking, actions }: HeadProps<Row>) {
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.headRow}>
        {picking && (
          <div role="columnheader" className={classNames(styles.pick, styles.pinned)} style={{ left: 0 }}>
            <button
              type="button"
              role="checkbox"
              className={styles.pickAll}
              aria-checked={picking.state === 'some' ? 'mixed' : picking.state === 'all'}
              aria-label="Pick all rows"
              title={picking.state === 'all' ? 'Take all rows off' : 'Pick all rows'}
              onClick={picking.all}
            >
              <Tick state={picking.state} />
            </button>
          </div>
        )}
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} sorting={sorting} onSort={onSort} actions={actions} />
        ))}
      </div>
    </div>
  );
}

interface HeadCellProps<Row> {
  readonly column: Column<Row>;
  readonly sorting: readonly Sorting[];
  readonly onSort: ((by: string, add: boolean) => void) | undefined;
  readonly actions: HeadActions | undefined;
}

const dragKind = 'application/x-ptmx-column';

function HeadCell<Row>({ column, sorting, onSort, actions }: HeadCellProps<Row>) {
  const { id, title, hint, align, sort, pinnedAt } = column;
  const cell = useRef<HTMLDivElement>(null);
  const isResizing = useRef(false);
  const [isOver, setOver] = useState(false);
  const place = sort === undefined ? -1 : sorting.findIndex(({ by }) => by === sort);
  const active = sorting[place];
  const Arrow = active?.descending ? ArrowDown : ArrowUp;
  const openMenu = (): void => {
    if (cell.current) actions?.onMenu(id, cell.current.getBoundingClientRect());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const isMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey) || (event.key === 'ArrowDown' && event.altKey);
    if (!actions || !isMenu) return;
    event.preventDefault();
    openMenu();
  };
  const takes = (event: DragEvent): boolean => actions !== undefined && event.dataTransfer.types.includes(dragKind);
  return (
    <div
      ref={cell}
      role="columnheader"
      tabIndex={-1}
      aria-sort={active ? (active.descending ? 'descending' : 'ascending') : undefined}
      title={hint}
      className={classNames(align === 'end' && styles.end, pinnedAt !== undefined && styles.pinned, actions && styles.arranged, isOver && styles.over)}
      style={pinnedAt === undefined ? undefined : ({ left: pinnedAt } as CSSProperties)}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => {
        if (!actions) return;
        event.preventDefault();
        openMenu();
      }}
      draggable={actions !== undefined}
      onDragStart={(event) => {
        // The edge that is dragged may have moved away from under the pointer by then.
        if (isResizing.current) {
          event.preventDefault();
          return;
        }
        event.dataTransfer.setData(dragKind, id);
        event.dataTransfer.effectAllowed = 'move';
      }}
      onDragOver={(event) => {
        if (!takes(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const moved = event.dataTransfer.getData(dragKind);
        if (moved === '' || moved === id) return;
        event.preventDefault();
        actions?.onMove(moved, id);
      }}
    >
      {sort !== undefined && onSort ? (
        <button type="button" className={classNames(styles.sort, active && styles.sorted)} onClick={(event) => onSort(sort, event.shiftKey)}>
          {title}
          {active && <Arrow size={12} strokeWidth={2.2} aria-hidden />}
          {active && sorting.length > 1 && (
            <span className={styles.sortPlace} aria-label={`order ${place + 1}`}>
              {place + 1}
            </span>
          )}
        </button>
      ) : actions ? (
        <button type="button" className={styles.sort} onClick={openMenu}>
          {title}
        </button>
      ) : (
        title
      )}
      {actions && (
        <button type="button" tabIndex={-1} className={styles.more} aria-label={`Column ${title}`} aria-haspopup="dialog" onClick={openMenu}>
          <ChevronDown size={13} strokeWidth={2} aria-hidden />
        </button>
      )}
      {actions && <Resizer column={id} cell={cell} onHold={(isHeld) => (isResizing.current = isHeld)} onResize={actions.onResize} />}
    </div>
  );
}

interface ResizerProps {
  readonly column: string;
  readonly cell: RefObject<HTMLDivElement | null>;
  readonly onHold: (isHeld: boolean) => void;
  readonly onResize: HeadActions['onResize'];
}

/** The right edge of a header: dragged to make the column wider or narrower, clicked twice for its own width. The column's menu does the same by keyboard. */
function Resizer({ column, cell, onHold, onResize }: ResizerProps) {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const end = (): void => {
    start.current = null;
    onHold(false);
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (event.buttons === 0) end();
    if (start.current) onResize(column, Math.round(start.current.width + event.clientX - start.current.x));
  };
  return (
    <span
      className={styles.resizer}
      aria-hidden
      draggable
      onDragStart={(event) => {
        // The header around it is dragged to be moved; this edge is not.
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={(event) => {
        if (event.button !== 0 || !cell.current) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width: cell.current.offsetWidth };
        onHold(true);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={end}
      onPointerCancel={end}
      onLostPointerCapture={end}
      onDoubleClick={() => onResize(column, null)}
    />
  );
}
