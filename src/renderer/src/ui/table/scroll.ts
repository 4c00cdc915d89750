/**
 * Arithmetic of a list with rows of one height. Browsers stop laying out near 33.5 million pixels (958,000 rows of 35 px),
 * so the scrolled box is capped and its position is scaled to the list's own pixels ("virtual" ones).
 */
export const highestBox = 8_000_000;

export interface ScrollGeometry {
  readonly rows: number;
  readonly rowHeight: number;
  /** Height of the part that shows rows. */
  readonly view: number;
}

/** Height of the box that is really laid out. */
export function boxHeight({ rows, rowHeight }: ScrollGeometry): number {
  return Math.min(rows * rowHeight, highestBox);
}

export function isScaled(geometry: ScrollGeometry): boolean {
  return geometry.rows * geometry.rowHeight > highestBox;
}

/** The farthest virtual position. */
export function farthest({ rows, rowHeight, view }: ScrollGeometry): number {
  return Math.max(0, rows * rowHeight - view);
}

/** From the box's scroll position to the virtual one; end maps to end. */
export function toVirtual(geometry: ScrollGeometry, scrollTop: number): number {
  if (!isScaled(geometry)) return Math.min(Math.max(0, scrollTop), farthest(geometry));
  const room = boxHeight(geometry) - geometry.view;
  return room <= 0 ? 0 : Math.min(1, Math.max(0, scrollTop / room)) * farthest(geometry);
}

/** From a virtual position to the box's scroll position. */
export function toScrollTop(geometry: ScrollGeometry, position: number): number {
  const within = Math.min(Math.max(0, position), farthest(geometry));
  if (!isScaled(geometry)) return within;
  const end = farthest(geometry);
  return end === 0 ? 0 : (within / end) * (boxHeight(geometry) - geometry.view);
}

/** Rows to draw at a virtual position, with a margin on both sides: `from` inclusive, `to` exclusive. */
export function rowsInView({ rows, rowHeight, view }: ScrollGeometry, position: number, margin: number): { readonly from: number; readonly to: number } {
  const first = Math.floor(position / rowHeight) - margin;
  const last = Math.ceil((position + view) / rowHeight) + margin;
  return { from: Math.max(0, Math.min(first, rows)), to: Math.max(0, Math.min(last, rows)) };
}

/** The virtual position, moved as little as possible, at which the row is wholly in view. */
export function positionShowing({ rowHeight, view }: ScrollGeometry, position: number, row: number): number {
  const top = row * rowHeight;
  if (top < position) return top;
  return top + rowHeight > position + view ? top + rowHeight - view : position;
}
