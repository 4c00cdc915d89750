import { describe, expect, it } from 'vitest';
import type { ColumnLayout } from '../../../../shared/contract/index.ts';
import type { ColumnId } from '../../../../shared/table/index.ts';
import { undo, redo, useUndo } from '../../app/undo.ts';
import { changeLayout, moveColumn, pinColumn, resizeColumn, setLayout, shiftColumn, standardLayout, toggleColumn, useLayout } from './layout.ts';

const start: ColumnLayout = [
  { id: 'name', width: null, pinned: true },
  { id: 'task', width: null, pinned: false },
  { id: 'size', width: 90, pinned: false },
];
const ids = (layout: ColumnLayout): readonly ColumnId[] => layout.map(({ id }) => id);

describe('the layout of columns', () => {
  it('shows a column at the end, hides it again, and keeps the last one', () => {
    expect(ids(toggleColumn(start, 'tags'))).toEqual(['name', 'task', 'size', 'tags']);
    expect(ids(toggleColumn(start, 'task'))).toEqual(['name', 'size']);
    const one = start.slice(0, 1);
    expect(toggleColumn(one, 'name')).toBe(one);
  });

  it('moves a column before another, among the pinned ones too', () => {
    expect(ids(moveColumn(start, 'size', 'task'))).toEqual(['name', 'size', 'task']);
    expect(ids(moveColumn(start, 'task', null))).toEqual(['name', 'size', 'task']);
    expect(moveColumn(start, 'size', 'name')[0]).toEqual({ id: 'size', width: 90, pinned: true });
    expect(moveColumn(start, 'size', 'size')).toBe(start);
    expect(ids(shiftColumn(start, 'task', 1))).toEqual(['name', 'size', 'task']);
    expect(shiftColumn(start, 'size', 1)).toBe(start);
  });

  it('pins and unpins', () => {
    expect(pinColumn(start, 'size', true).map(({ id, pinned }) => [id, pinned])).toEqual([['name', true], ['size', true], ['task', false]]);
    expect(pinColumn(start, 'name', false).map(({ id, pinned }) => [id, pinned])).toEqual([['name', false], ['task', false], ['size', false]]);
  });

  it('keeps widths within bounds', () => {
    expect(resizeColumn(start, 'task', 3)[1]?.width).toBe(40);
    expect(resizeColumn(start, 'task', 9999)[1]?.width).toBe(2000);
    expect(resizeColumn(start, 'size', null)[2]?.width).toBeNull();
  });

  it('knows the standard layout again', () => {
    setLayout(toggleColumn(standardLayout, 'tags'));
    expect(useLayout.getState().layout).not.toBe(standardLayout);
    setLayout(toggleColumn(useLayout.getState().layout, 'tags'));
    expect(useLayout.getState().layout).toBe(standardLayout);
  });

  it('is changed back by undo, a run of changes at once, and left where it is another one by then', async () => {
    useUndo.setState({ done: [], undone: [] });
    setLayout(standardLayout);
    for (const width of [100, 110, 120]) changeLayout((layout) => resizeColumn(layout, 'task', width));
    changeLayout((layout) => layout);
    const wide = useLayout.getState().layout;
    await undo();
    expect(useLayout.getState().layout).toBe(standardLayout);
    await redo();
    expect(useLayout.getState().layout).toBe(wide);
    setLayout(start);
    await undo();
    expect(useLayout.getState().layout).toBe(start);
    expect(useUndo.getState().done).toEqual([]);
  });
});
