import { type ClipboardEvent, useCallback, useMemo, useState } from 'react';
import type { CallAnswer, PackageRow } from '../../../../shared/contract/index.ts';
import type { SortName } from '../../../../shared/search/index.ts';
import { type ColumnId, columnOf, type CopyFormat, isColumnId } from '../../../../shared/table/index.ts';
import { goToAddress, packageAddress } from '../../app/route.ts';
import { useApp } from '../../app/settings.ts';
import type { Pages } from '../../client/use-pages.ts';
import { type HeadActions, type Picking, Table } from '../../ui/table/table.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { modelColumn } from './columns.tsx';
import { copyPackages } from './copy.ts';
import { fitColumns } from './fit-columns.ts';
import { GoToRow } from './go-to-row.tsx';
import { GroupDialog } from './group-dialog.tsx';
import { moveColumn, resizeColumn, standardLayout, useLayout } from './layout.ts';
import { NoResult } from './no-result.tsx';
import { nextSort, sortOf, withSort } from './search-tree.ts';
import { isPicked, pickAll, pickRange, togglePicked, unpickAll, useSelection } from './selection.ts';
import { keysToCopy, SelectionBar } from './selection-bar.tsx';
import { changeShown, shownLayout } from './shown-layout.ts';
import { moveCursor } from './store.ts';
import { useResultCommands } from './use-result-commands.ts';
import { ValueMenu } from './value-menu.tsx';
import styles from './models.module.css';

type Search = CallAnswer<'packages.search'>;

/** What is open over the table. */
type Open =
  | { readonly kind: 'column'; readonly id: ColumnId; readonly anchor: DOMRect }
  | { readonly kind: 'value'; readonly id: ColumnId; readonly row: PackageRow; readonly anchor: DOMRect }
  | { readonly kind: 'group'; readonly id: ColumnId }
  | { readonly kind: 'go-to' };

interface ResultsProps {
  readonly mirror: string;
  readonly query: string;
  /** Names the question that the rows answer. */
  readonly questionKey: string;
  readonly pages: Pages<PackageRow, Search>;
  readonly total: number;
  readonly cursor: number;
  readonly onQuery: (query: string) => void;
}

/** The packages of a search as a table, with all that can be done in it. */
export function Results({ mirror, query, questionKey, pages, total, cursor, onQuery }: ResultsProps) {
  const [open, setOpen] = useState<Open | null>(null);
  const [revealed, setRevealed] = useState<{ readonly index: number; readonly key: string } | null>(null);
  const compact = useApp((state) => state.settings.density === 'compact');
  const sort = useMemo(() => sortOf(query), [query]);
  const columns = useFittedColumns(sort.map(({ by }) => by));
  const picking = usePicking({ mirror, query, total, rowAt: pages.rowAt });
  const close = useCallback(() => setOpen(null), []);
  const group = useCallback((id: ColumnId) => setOpen({ kind: 'group', id }), []);
  const openMenu = (row: PackageRow, column: string, anchor: DOMRect): void => {
    if (isColumnId(column)) setOpen({ kind: 'value', id: column, row, anchor });
  };
  const head: HeadActions = {
    onMenu: (column, anchor) => isColumnId(column) && setOpen({ kind: 'column', id: column, anchor }),
    onResize: (column, width) => isColumnId(column) && changeShown((layout) => resizeColumn(layout, column, width)),
    onMove: (column, before) => isColumnId(column) && (before === null || isColumnId(before)) && changeShown((layout) => moveColumn(layout, column, before)),
  };
  const copyAs = (format: CopyFormat) => (): void => void copyPackages(mirror, keysToCopy(pages.rowAt(cursor)), shownLayout().map(({ id }) => id), format);
  useResultCommands({ mirror, query, total, copyAs, openGoTo: () => setOpen({ kind: 'go-to' }) });
  const copy = (event: ClipboardEvent): void => {
    // Text that was marked by hand is copied as it is.
    if (getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    copyAs('tsv')();
  };
  const go = (index: number): void => {
    moveCursor(index, questionKey);
    setRevealed({ index, key: `${index} ${performance.now()}` });
  };
  return (
    <div className={styles.results} onCopy={copy}>
      <Table
        label="Packages"
        className={styles.table}
        columns={columns}
        total={total}
        rowAt={pages.rowAt}
        onShow={pages.show}
        rowHeight={compact ? 26 : 32}
        sorting={sort}
        onSort={(by, add) => onQuery(withSort(query, nextSort(sort, by as SortName, add)))}
        cursor={cursor}
        onCursor={(index) => moveCursor(index, questionKey)}
        onOpen={(row) => goToAddress(packageAddress(row))}
        picking={picking}
        head={head}
        onCellMenu={openMenu}
        reveal={revealed}
        resetKey={questionKey}
        stale={pages.loading}
        empty={<NoResult mirror={mirror} query={query} onQuery={onQuery} />}
      />
      <SelectionBar mirror={mirror} query={query} total={total} />
      {open?.kind === 'column' && <ColumnMenu mirror={mirror} query={query} total={total} id={open.id} anchor={open.anchor} onQuery={onQuery} onGroup={group} onClose={close} />}
      {open?.kind === 'value' && <ValueMenu query={query} row={open.row} id={open.id} anchor={open.anchor} onQuery={onQuery} onGroup={group} onClose={close} />}
      {open?.kind === 'group' && <GroupDialog mirror={mirror} query={query} total={total} id={open.id} onQuery={onQuery} onClose={close} />}
      {open?.kind === 'go-to' && <GoToRow total={total} onGo={go} onClose={close} />}
    </div>
  );
}

/** The columns of the user's layout, fitted to any width of the table. */
function useFittedColumns(sortedBy: readonly SortName[]): (width: number) => ReturnType<typeof modelColumn>[] {
  const layout = useLayout((state) => state.layout);
  const sorts = sortedBy.join(' ');
  return useMemo(() => {
    const kept = new Set(layout.map(({ id }) => id).filter((id) => sorts.split(' ').includes(columnOf(id).sort ?? '-')));
    return (width: number) => fitColumns(layout, width, kept, layout === standardLayout).map(modelColumn);
  }, [layout, sorts]);
}

interface PickingOptions {
  readonly mirror: string;
  readonly query: string;
  readonly total: number;
  readonly rowAt: (index: number) => PackageRow | undefined;
}

function usePicking({ mirror, query, total, rowAt }: PickingOptions): Picking<PackageRow> {
  const { count, wholeOf } = useSelection();
  const isWhole = wholeOf === query && count > 0;
  return {
    isPicked,
    state: isWhole ? 'all' : count > 0 ? 'some' : 'none',
    toggle: (index) => {
      const row = rowAt(index);
      if (row) togglePicked(row);
    },
    range: (from, to) => void pickRange(mirror, query, from, to, rowAt),
    all: () => void (isWhole ? unpickAll(mirror, query, total) : pickAll(mirror, query, total)),
  };
}
