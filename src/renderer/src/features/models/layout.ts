import { create } from 'zustand';
import type { ColumnLayout } from '../../../../shared/contract/index.ts';
import type { ColumnId } from '../../../../shared/table/index.ts';

const shownAtFirst: readonly ColumnId[] = ['name', 'task', 'architecture', 'license', 'library', 'downloads', 'likes', 'size', 'files', 'modified', 'clone'];

/** What the table of models shows until the user chooses otherwise. */
export const standardLayout: ColumnLayout = shownAtFirst.map((id) => ({ id, width: null, pinned: id === 'name' }));

/** The columns of the models table as the user arranged them. */
export const useLayout = create<{ readonly layout: ColumnLayout }>(() => ({ layout: standardLayout }));

export function setLayout(layout: ColumnLayout): void {
  useLayout.setState({ layout });
}
