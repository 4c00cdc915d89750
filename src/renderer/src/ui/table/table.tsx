import { ArrowDown, ArrowUp } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, type ReactNode, type MouseEvent, useEffect, useId, useMemo, useRef } from 'react';
import { classNames } from '../class-names.ts';
import { boxHeight, rowsInView } from './scroll.ts';
import { useVirtualScroll } from './use-virtual-scroll.ts';
import styles from './table.module.css';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** A CSS grid track: "90px", "minmax(160px, 2fr)". */
  readonly width: string;
  readonly align?: 'end';
  readonly hint?: string;
  /** The column is left out where the table is narrower, in pixels; never while it is sorted by. */
  readonly from?: number;
  /** Set where a click on the header sorts. */
  readonly sort?: string;
  readonly cell: (row: Row, index: number) => ReactNode;
}

export interface Sorting {
  readonly by: string;
  readonly descending: boolean;
}

interface TableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly total: number;
  readonly rowAt: (index: number) => Row | undefined;
  /** Asked with the rows in view: `from` inclusive, `to` exclusive. */
  readonly onShow?: (from: number, to: number) => void;
  readonly sorting?: Sorting | undefined;
  readonly onSort?: (by: string) => void;
  readonly cursor: number;
  readonly onCursor: (index: number) => void;
  /** Enter or a double click. */
  readonly onOpen?: (row: Row, index: number) => void;
  /** A click, where one click is enough. */
  readonly onChoose?: (row: Row, index: number) => void;
  /** The arrow keys left and right: a tree's folders. */
  readonly onSideways?: (row: Row, index: number, direction: 'left' | 'right') => void;
  /** A row to bring into view, once for each key. */
  readonly reveal?: { readonly index: number; readonly key: string } | null;
  /** When it changes, the list starts at the top again. */
  readonly resetKey?: string;
  readonly stale?: boolean;
  readonly empty?: ReactNode;
  readonly minWidth?: number;
  readonly rowHeight?: number;
  readonly className?: string | undefined;
}

const headHeight = 32;
const margin = 6;

/** A grid for any number of rows: only those in view are drawn, and `rowAt` may not know a row yet. */
export function Table<Row>(props: TableProps<Row>) {
  const { label, total, rowAt, onShow, cursor, onCursor, onOpen, resetKey, stale = false, empty, minWidth, rowHeight = 32 } = props;
  const id = useId();
  const { scroller, position, shift, geometry, width, onScroll, showRow, toTop } = useVirtualScroll(total, rowHeight, headHeight);
  const { from, to } = rowsInView(geometry, position, margin);
  const sortedBy = props.sorting?.by;
  const columns = useMemo(
    () => props.columns.filter((column) => column.from === undefined || width === null || width >= column.from || (sortedBy !== undefined && column.sort === sortedBy)),
    [props.columns, width, sortedBy],
  );
  const template = useMemo(() => columns.map((column) => column.width).join(' '), [columns]);

  useEffect(() => {
    if (to > from) onShow?.(from, to);
  }, [onShow, from, to]);
  const lastReset = useRef(resetKey);
  useEffect(() => {
    if (lastReset.current === resetKey) return;
    lastReset.current = resetKey;
    toTop();
  }, [resetKey, toTop]);

  const lastRevealed = useRef<string | undefined>(undefined);
  const { index: revealed = -1, key: revealKey } = props.reveal ?? {};
  useEffect(() => {
    if (revealed < 0 || revealed >= total || lastRevealed.current === revealKey) return;
    lastRevealed.current = revealKey;
    showRow(revealed);
  }, [revealed, revealKey, total, showRow]);

  const moveTo = (index: number): void => {
    const next = Math.max(0, Math.min(total - 1, index));
    onCursor(next);
    showRow(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey || total === 0) return;
    const sideways = ({ ArrowLeft: 'left', ArrowRight: 'right' } as const)[event.key];
    const here = sideways && props.onSideways ? rowAt(cursor) : undefined;
    if (sideways && here !== undefined) {
      event.preventDefault();
      props.onSideways?.(here, cursor, sideways);
      return;
    }
    const page = Math.max(1, Math.floor(geometry.view / rowHeight) - 1);
    const next = { ArrowDown: cursor + 1, ArrowUp: cursor - 1, PageDown: cursor + page, PageUp: cursor - page, Home: 0, End: total - 1 }[event.key];
    const row = event.key === 'Enter' ? rowAt(cursor) : undefined;
    if (next === undefined && !row) return;
    event.preventDefault();
    if (next !== undefined) moveTo(next);
    if (row) onOpen?.(row, cursor);
  };

  const onRow = (event: MouseEvent, act: ((row: Row, index: number) => void) | undefined): void => {
    const index = indexOf(event);
    const row = index === null ? undefined : rowAt(index);
    if (row && index !== null) act?.(row, index);
  };

  const sheet = { '--template': template, minWidth } as CSSProperties;
  return (
    <div className={classNames(styles.frame, props.className)}>
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      aria-busy={stale}
      aria-activedescendant={cursor >= from && cursor < to ? `${id}-${cursor}` : undefined}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        const index = indexOf(event);
        if (index !== null) onCursor(index);
      }}
      onClick={(event) => onRow(event, props.onChoose)}
      onDoubleClick={(event) => onRow(event, onOpen)}
    >
      <div className={styles.sheet} style={sheet} role="presentation">
        <Head columns={columns} sorting={props.sorting} onSort={props.onSort} />
        {/* A grid must own rows even while it has none to show. */}
        <div className={classNames(styles.rows, stale && styles.stale)} style={{ height: boxHeight(geometry) }} role="rowgroup">
          {Array.from({ length: to - from }, (_, step) => {
            const index = from + step;
            const row = rowAt(index);
            return (
              <div
                key={index}
                id={`${id}-${index}`}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={index === cursor}
                className={classNames(styles.row, index === cursor && styles.cursor)}
                style={{ top: index * rowHeight + shift, height: rowHeight }}
                data-index={index}
              >
                {columns.map((column) => (
                  <div key={column.id} role="gridcell" className={column.align === 'end' ? styles.end : undefined}>
                    {row ? column.cell(row, index) : <span className={styles.waiting} />}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
    {total === 0 && empty && <div className={styles.empty}>{empty}</div>}
    </div>
  );
}

/** The row that a pointer event happened in. */
function indexOf(event: MouseEvent): number | null {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
  return row ? Number(row.dataset['index']) : null;
}

interface HeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sorting?: Sorting | undefined;
  readonly onSort?: ((by: string) => void) | undefined;
}

function Head<Row>({ columns, sorting, onSort }: HeadProps<Row>) {
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.headRow}>
        {columns.map((column) => {
          const active = sorting !== undefined && column.sort === sorting.by;
          const order = active ? (sorting.descending ? 'descending' : 'ascending') : undefined;
          const Arrow = sorting?.descending ? ArrowDown : ArrowUp;
          return (
            <div key={column.id} role="columnheader" aria-sort={order} title={column.hint} className={column.align === 'end' ? styles.end : undefined}>
              {column.sort && onSort ? (
                <button type="button" className={classNames(styles.sort, active && styles.sorted)} onClick={() => onSort(column.sort ?? '')}>
                  {column.title}
                  {active && <Arrow size={12} strokeWidth={2.2} aria-hidden />}
                </button>
              ) : (
                column.title
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
