import type { ColumnLayout } from '../../../../shared/contract/index.ts';
import { fitColumns } from './fit-columns.ts';
import { changeLayout, standardLayout, useLayout } from './layout.ts';

/** The table of packages, where it is on screen. */
export function packagesTable(): HTMLElement | null {
  return document.querySelector('[role="grid"][aria-label="Packages"]');
}

/** The columns that are in sight: of the standard ones, those that the table has room for. What is changed and what is copied is what is seen. */
export function shownLayout(): ColumnLayout {
  const { layout } = useLayout.getState();
  const table = packagesTable();
  if (layout !== standardLayout || !table) return layout;
  const ids = new Set(fitColumns(layout, table.clientWidth, new Set(), true).map(({ id }) => id));
  return layout.filter(({ id }) => ids.has(id));
}

/** Changes the columns that are in sight. */
export function changeShown(change: (layout: ColumnLayout) => ColumnLayout): void {
  changeLayout(change, shownLayout());
}
