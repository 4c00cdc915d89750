import { create } from 'zustand';
import type { ColumnLayout } from '../../../../shared/contract/index.ts';
import { columnWidths } from '../../../../shared/contract/layout-limits.ts';
import type { CallError } from '../../../../shared/result.ts';
import type { ColumnId } from '../../../../shared/table/index.ts';
import { recordUndo } from '../../app/undo.ts';

const shownAtFirst: readonly ColumnId[] = ['name', 'task', 'architecture', 'license', 'library', 'downloads', 'likes', 'size', 'files', 'modified', 'clone'];

/** What the table of models shows until the user chooses otherwise. */
export const standardLayout: ColumnLayout = shownAtFirst.map((id) => ({ id, width: null, pinned: id === 'name' }));

/** The columns of the models table as the user arranged them. */
export const useLayout = create<{ readonly layout: ColumnLayout }>(() => ({ layout: standardLayout }));

/** A layout that equals the standard one is that one: only it leaves columns out where there is no room. */
export function setLayout(layout: ColumnLayout): void {
  useLayout.setState({ layout: JSON.stringify(layout) === JSON.stringify(standardLayout) ? standardLayout : layout });
}

/** Changes that follow one another so quickly are one step of undo: dragging an edge changes the width at every move. Milliseconds. */
const runMs = 800;
let run = { number: 0, before: standardLayout, at: Number.NEGATIVE_INFINITY };

/** Changes the columns by the user's hand, from those that are seen: undo changes them back. */
export function changeLayout(change: (layout: ColumnLayout) => ColumnLayout, seen: ColumnLayout = useLayout.getState().layout): void {
  const before = useLayout.getState().layout;
  setLayout(change(seen));
  const after = useLayout.getState().layout;
  if (after === before) return;
  const now = performance.now();
  run = now - run.at > runMs ? { number: run.number + 1, before, at: now } : { ...run, at: now };
  const first = run.before;
  recordUndo({ title: 'Changed the columns', group: `columns ${run.number}`, undo: () => turnInto(first, after), redo: () => turnInto(after, first) });
}

/** A view that was opened meanwhile brought columns of its own. */
function turnInto(layout: ColumnLayout, expected: ColumnLayout): CallError | null {
  if (JSON.stringify(useLayout.getState().layout) !== JSON.stringify(expected)) return { code: 'refused', message: 'The columns are others by now.' };
  setLayout(layout);
  return null;
}

/** Shows a column at the end, or no longer; the last one stays. */
export function toggleColumn(layout: ColumnLayout, id: ColumnId): ColumnLayout {
  const without = layout.filter((column) => column.id !== id);
  if (without.length === layout.length) return [...layout, { id, width: null, pinned: false }];
  return without.length === 0 ? layout : without;
}

/** Puts a column before another one, or last; it is pinned where the one after it is, so that it stays where it was put. */
export function moveColumn(layout: ColumnLayout, id: ColumnId, before: ColumnId | null): ColumnLayout {
  const moved = layout.find((column) => column.id === id);
  const without = layout.filter((column) => column.id !== id);
  const place = before === null ? without.length : without.findIndex((column) => column.id === before);
  if (!moved || place < 0 || id === before) return layout;
  return [...without.slice(0, place), { ...moved, pinned: without[place]?.pinned ?? false }, ...without.slice(place)];
}

/** Moves a column one place to the left or to the right. */
export function shiftColumn(layout: ColumnLayout, id: ColumnId, step: -1 | 1): ColumnLayout {
  const at = layout.findIndex((column) => column.id === id);
  const other = at + step;
  const moved = layout[at];
  const passed = layout[other];
  if (!moved || !passed) return layout;
  return layout.map((column, place) => (place === at ? passed : place === other ? { ...moved, pinned: passed.pinned } : column));
}

/** Sets a width in pixels; null takes the column's own. */
export function resizeColumn(layout: ColumnLayout, id: ColumnId, width: number | null): ColumnLayout {
  const within = width === null ? null : Math.max(columnWidths.least, Math.min(columnWidths.most, Math.round(width)));
  return layout.map((column) => (column.id === id ? { ...column, width: within } : column));
}

/** Pins a column after those that are pinned, or lets it scroll as the first of the others. */
export function pinColumn(layout: ColumnLayout, id: ColumnId, pinned: boolean): ColumnLayout {
  const changed = layout.filter((column) => column.id === id).map((column) => ({ ...column, pinned }));
  const others = layout.filter((column) => column.id !== id);
  return [...others.filter((column) => column.pinned), ...changed, ...others.filter((column) => !column.pinned)];
}
