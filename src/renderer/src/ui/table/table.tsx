import { type CSSProperties, type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { classNames } from '../class-names.ts';
import { useLate } from '../use-late.ts';
import { type Column, type HeadActions, type Picking, pickWidth, type Sorting } from './column.ts';
import { Head } from './head.tsx';
import { readTableKey } from './keys.ts';
import { TableRow } from './row.tsx';
import { boxHeight, rowsInView } from './scroll.ts';
import { useVirtualScroll } from './use-virtual-scroll.ts';
import styles from './table.module.css';

export type { Column, HeadActions, Picking, Sorting } from './column.ts';

interface TableProps<Row> {
  readonly label: string;
  /** The columns, or what they are in so many pixels: then their widths are in pixels too. */
  readonly columns: readonly Column<Row>[] | ((width: number) => readonly Column<Row>[]);
  readonly total: number;
  readonly rowAt: (index: number) => Row | undefined;
  /** Asked with the rows in view: `from` inclusive, `to` exclusive. */
  readonly onShow?: (from: number, to: number) => void;
  /** The orders, the first deciding. */
  readonly sorting?: readonly Sorting[];
  /** `add`: the other orders stay. */
  readonly onSort?: (by: string, add: boolean) => void;
  readonly cursor: number;
  readonly onCursor: (index: number) => void;
  /** Enter or a double click. */
  readonly onOpen?: (row: Row, index: number) => void;
  /** A click, where one click is enough. */
  readonly onChoose?: (row: Row, index: number) => void;
  /** The arrow keys left and right: a tree's folders. */
  readonly onSideways?: (row: Row, index: number, direction: 'left' | 'right') => void;
  /** Given where rows can be picked. */
  readonly picking?: Picking<Row>;
  /** Given where columns can be arranged. */
  readonly head?: HeadActions;
  /** Given where cells have a menu; the arrow keys then go from cell to cell. */
  readonly onCellMenu?: (row: Row, column: string, anchor: DOMRect) => void;
  /** A row to bring into view, once for each key. */
  readonly reveal?: { readonly index: number; readonly key: string } | null;
  /** When it changes, the list starts at the top again. */
  readonly resetKey?: string;
  readonly stale?: boolean;
  readonly empty?: ReactNode;
  readonly minWidth?: number | undefined;
  readonly rowHeight?: number;
  readonly className?: string | undefined;
}

const headHeight = 32;
const margin = 6;
const unsorted: readonly Sorting[] = [];

/** A grid for any number of rows: only those in view are drawn, and `rowAt` may not know a row yet. */
export function Table<Row>(props: TableProps<Row>) {
  const { label, total, rowAt, onShow, cursor, onCursor, onOpen, picking, head, onCellMenu, resetKey, stale = false, empty, minWidth, rowHeight = 32, sorting = unsorted } = props;
  const id = useId();
  const { scroller, position, shift, geometry, width, onScroll, showRow, toTop } = useVirtualScroll(total, rowHeight, headHeight);
  const { from, to } = rowsInView(geometry, position, margin);
  const isFitted = typeof props.columns === 'function';
  // Fitted columns do not depend on the order, and rows are drawn anew where columns are new.
  const kept = isFitted ? unsorted : sorting;
  const columns = useMemo(() => columnsIn(props.columns, width, kept), [props.columns, width, kept]);
  const [chosenColumn, setColumn] = useState(0);
  const column = Math.min(chosenColumn, columns.length - 1);
  /** Where a stretch of picked rows began. */
  const anchor = useRef(cursor);
  const hasTicks = picking !== undefined;
  const isLate = useLate(stale);
  const sheet = useMemo(() => {
    const tracks = hasTicks ? [`${pickWidth}px`, ...columns.map((one) => one.width)] : columns.map((one) => one.width);
    // Columns fitted in pixels may be wider than the table, and rows are as wide as they are.
    const inPixels = isFitted ? tracks.reduce((sum, track) => sum + Number.parseFloat(track), 0) : minWidth;
    return { style: { '--template': tracks.join(' '), minWidth: inPixels } as CSSProperties, isWider: inPixels !== undefined && width !== null && inPixels > width };
  }, [columns, hasTicks, isFitted, minWidth, width]);

  useEffect(() => {
    if (to > from) onShow?.(from, to);
  }, [onShow, from, to]);
  const lastReset = useRef(resetKey);
  useEffect(() => {
    if (lastReset.current === resetKey) return;
    lastReset.current = resetKey;
    anchor.current = 0;
    toTop();
  }, [resetKey, toTop]);

  const lastRevealed = useRef<string | undefined>(undefined);
  const { index: revealed = -1, key: revealKey } = props.reveal ?? {};
  useEffect(() => {
    if (revealed < 0 || revealed >= total || lastRevealed.current === revealKey) return;
    lastRevealed.current = revealKey;
    showRow(revealed);
  }, [revealed, revealKey, total, showRow]);

  const moveTo = (index: number, extend: boolean): void => {
    if (extend && picking) picking.range(anchor.current, index);
    else anchor.current = index;
    onCursor(index);
    showRow(index);
  };
  const moveSideways = (step: -1 | 1): boolean => {
    const row = rowAt(cursor);
    if (props.onSideways && row !== undefined) props.onSideways(row, cursor, step < 0 ? 'left' : 'right');
    else if (onCellMenu) {
      const next = Math.max(0, Math.min(columns.length - 1, column + step));
      setColumn(next);
      document.getElementById(`${id}-${cursor}-${next}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    } else return false;
    return true;
  };
  const openMenu = (index: number, at: number): boolean => {
    const row = rowAt(index);
    const named = columns[at];
    const cell = document.getElementById(`${id}-${index}-${at}`);
    if (!onCellMenu || row === undefined || !named || !cell) return false;
    onCellMenu(row, named.id, cell.getBoundingClientRect());
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget || total === 0) return;
    const key = readTableKey(event, { cursor, total, page: Math.max(1, Math.floor(geometry.view / rowHeight) - 1) });
    if (key === null) return;
    const row = rowAt(cursor);
    let isDone = true;
    if (key.kind === 'row') moveTo(key.to, key.extend);
    else if (key.kind === 'sideways') isDone = moveSideways(key.step);
    else if (key.kind === 'menu') isDone = openMenu(cursor, column);
    else if (key.kind === 'open' && row !== undefined) onOpen?.(row, cursor);
    else if (key.kind === 'pick' && picking) {
      anchor.current = cursor;
      picking.toggle(cursor);
    } else if (key.kind === 'pick-all' && picking) picking.all();
    else isDone = false;
    if (isDone) event.preventDefault();
  };

  const onPointerDown = (event: PointerEvent): void => {
    const place = placeOf(event);
    if (place === null || event.button !== 0) return;
    onCursor(place.index);
    if (place.column !== null) setColumn(place.column);
    if (!picking) return;
    const toggles = place.isTick || event.ctrlKey || event.metaKey;
    if (event.shiftKey) picking.range(anchor.current, place.index);
    else if (toggles) picking.toggle(place.index);
    if (event.shiftKey || toggles) event.preventDefault();
    if (!event.shiftKey) anchor.current = place.index;
  };
  const onRow = (event: MouseEvent, act: ((row: Row, index: number) => void) | undefined): void => {
    const place = placeOf(event);
    const row = place === null || place.isTick ? undefined : rowAt(place.index);
    if (row !== undefined && place !== null) act?.(row, place.index);
  };

  const isShown = cursor >= from && cursor < to;
  return (
    <div className={classNames(styles.frame, props.className)}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={total + 1}
        aria-colcount={columns.length + (hasTicks ? 1 : 0)}
        aria-multiselectable={hasTicks || undefined}
        aria-busy={stale}
        aria-activedescendant={isShown ? (onCellMenu ? `${id}-${cursor}-${column}` : `${id}-${cursor}`) : undefined}
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onClick={(event) => onRow(event, props.onChoose)}
        onDoubleClick={(event) => onRow(event, onOpen)}
        onContextMenu={(event) => {
          const place = placeOf(event);
          if (place === null || !onCellMenu) return;
          onCursor(place.index);
          setColumn(place.column ?? 0);
          if (openMenu(place.index, place.column ?? 0)) event.preventDefault();
        }}
      >
        <div className={classNames(styles.sheet, sheet.isWider && styles.wider)} style={sheet.style} role="presentation">
          <Head columns={columns} sorting={sorting} onSort={props.onSort} picking={picking} actions={head} />
          {/* A grid must own rows even while it has none to show. */}
          <div className={classNames(styles.rows, isLate && styles.stale)} style={{ height: boxHeight(geometry) }} role="rowgroup">
            {Array.from({ length: to - from }, (_, step) => {
              const index = from + step;
              const row = rowAt(index);
              return (
                <TableRow
                  key={index}
                  id={id}
                  index={index}
                  top={index * rowHeight + shift}
                  height={rowHeight}
                  row={row}
                  columns={columns}
                  cursorColumn={index !== cursor ? null : onCellMenu ? column : -1}
                  isPicked={picking === undefined ? null : row !== undefined && picking.isPicked(row)}
                />
              );
            })}
          </div>
        </div>
      </div>
      {total === 0 && empty && <div className={styles.empty}>{empty}</div>}
    </div>
  );
}

function columnsIn<Row>(columns: TableProps<Row>['columns'], width: number | null, sorting: readonly Sorting[]): readonly Column<Row>[] {
  if (typeof columns === 'function') return columns(width ?? 1000);
  return columns.filter(({ from, sort }) => from === undefined || width === null || width >= from || sorting.some(({ by }) => by === sort));
}

interface Place {
  readonly index: number;
  readonly column: number | null;
  readonly isTick: boolean;
}

/** The row and cell that a pointer event happened in. */
function placeOf(event: MouseEvent): Place | null {
  if (!(event.target instanceof Element)) return null;
  const row = event.target.closest<HTMLElement>('[data-index]');
  if (!row) return null;
  const cell = event.target.closest<HTMLElement>('[data-column]');
  return { index: Number(row.dataset['index']), column: cell ? Number(cell.dataset['column']) : null, isTick: event.target.closest('[data-tick]') !== null };
}
