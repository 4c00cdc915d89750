import { ChevronsDownUp, ChevronsUpDown } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CallAnswer } from '../../../../shared/contract/index.ts';
import type { PackageKey } from '../../../../shared/domain/index.ts';
import { goToAddress, packageFileAddress } from '../../app/route.ts';
import { IconButton } from '../../ui/button.tsx';
import { SearchInput } from '../../ui/field.tsx';
import { Badge } from '../../ui/marks.tsx';
import { formatBytes, formatCount, formatPlural } from '../../ui/quantity.ts';
import { Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table/table.tsx';
import { fileColumns } from './file-cells.tsx';
import { type Folder, growTree, parentRow, type TreeOrder, type TreeRow, treeRows } from './file-tree.ts';
import { matchingRows } from './matching-files.ts';
import page from '../../ui/tab-page.module.css';
import styles from './package.module.css';

type Files = CallAnswer<'packages.files'>;

/** With more files than this, folders start closed. */
const mostOpened = 300;

/** Folders that are open: all or none, but for those that were toggled since. */
interface Opened {
  readonly all: boolean;
  readonly toggled: ReadonlySet<string>;
}

interface FileTableProps {
  readonly listing: Files;
  readonly package: PackageKey;
  /** The path of the file that is open beside the list. */
  readonly shown: string | null;
  readonly commit: string | null;
  /** Files that the hub's record counts; null where it does not. */
  readonly recorded: number | null;
  readonly picker: ReactNode;
}

/** A package's files as a tree of folders; while a filter is typed, the matching paths as a plain list. */
export function FileTable({ listing, package: { hub, name, ordinal }, shown, commit, recorded, picker }: FileTableProps) {
  const [filter, setFilter] = useState('');
  const [order, setOrder] = useState<TreeOrder>({ by: 'path', descending: false });
  const [opened, setOpened] = useState<Opened>(() => {
    const all = listing.files.length <= mostOpened;
    return { all, toggled: all || shown === null ? new Set() : new Set(foldersOf(shown)) };
  });
  const [cursor, setCursor] = useState(0);
  const [reveal, setReveal] = useState({ index: -1, key: '' });
  const root = useMemo(() => growTree(listing.files), [listing]);
  const wanted = filter.trim().toLowerCase();
  const rows = useMemo<readonly TreeRow[]>(
    () => (wanted === '' ? treeRows(root, (folder) => opened.all !== opened.toggled.has(folder.path), order) : matchingRows(listing.files, wanted, order)),
    [root, opened, order, listing, wanted],
  );
  const isTree = wanted === '' && root.folders.length > 0;
  const addressOf = useCallback((path: string) => packageFileAddress({ hub, name, ordinal }, { path, commit }), [hub, name, ordinal, commit]);
  const columns = useMemo(() => fileColumns((folder) => setOpened((before) => toggle(before, folder)), addressOf, isTree), [isTree, addressOf]);
  const at = useMemo(() => (shown === null ? -1 : rows.findIndex((row) => row.kind === 'file' && row.file.path === shown)), [rows, shown]);
  const lastShown = useRef<string | null>(null);
  useEffect(() => {
    if (lastShown.current === shown || at < 0) return;
    lastShown.current = shown;
    setCursor(at);
    setReveal({ index: at, key: `shown ${shown}` });
  }, [shown, at]);
  const moveTo = (index: number): void => {
    setCursor(index);
    setReveal({ index, key: `${index} ${performance.now()}` });
  };
  const onSideways = (row: TreeRow, index: number, direction: 'left' | 'right'): void => {
    const isOpen = row.kind === 'folder' && row.open;
    if (row.kind === 'folder' && isOpen === (direction === 'left')) setOpened((before) => toggle(before, row.folder));
    else if (direction === 'left') moveTo(Math.max(0, parentRow(rows, index)));
    else if (isOpen) moveTo(index + 1);
  };
  return (
    <div className={page.fill}>
      <div className={page.toolbar}>
        {picker}
        <SearchInput label="Filter by path" value={filter} onChange={setFilter} />
        <Summary listing={listing} found={wanted === '' ? null : rows.length} recorded={commit === null ? recorded : null} />
        {isTree && (
          <span className={styles.toolbarEnd}>
            <IconButton icon={ChevronsUpDown} label="Open all folders" onClick={() => setOpened({ all: true, toggled: new Set() })} />
            <IconButton icon={ChevronsDownUp} label="Close all folders" onClick={() => setOpened({ all: false, toggled: new Set() })} />
          </span>
        )}
      </div>
      <Table
        label="Files"
        className={page.grid}
        columns={columns}
        total={rows.length}
        rowAt={(index) => rows[index]}
        cursor={Math.min(cursor, rows.length - 1)}
        onCursor={setCursor}
        onOpen={(row) => {
          if (row.kind === 'folder') setOpened((before) => toggle(before, row.folder));
          else goToAddress(addressOf(row.file.path));
        }}
        onSideways={onSideways}
        reveal={reveal}
        sorting={[order]}
        onSort={(by) => setOrder((before) => ({ by, descending: before.by === by ? !before.descending : by === 'size' }))}
        resetKey={`${wanted} ${order.by} ${order.descending}`}
        empty={<Empty title={wanted === '' ? 'The package has no files' : 'No path has this text in it'} />}
      />
    </div>
  );
}

/** The folders that a file lies in. */
function foldersOf(path: string): readonly string[] {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
}

function toggle({ all, toggled }: Opened, folder: Folder): Opened {
  const next = new Set(toggled);
  if (!next.delete(folder.path)) next.add(folder.path);
  return { all, toggled: next };
}

function Summary({ listing, found, recorded }: { readonly listing: Files; readonly found: number | null; readonly recorded: number | null }) {
  const from = listing.source === 'clone' ? `the clone${listing.commit ? ` at ${listing.commit.slice(0, 12)}` : ''}` : 'the hub’s metadata';
  const all = formatPlural(listing.files.length, 'file');
  return (
    <>
      <output className={styles.muted}>
        {found === null ? all : `${formatCount(found)} of ${all}`}
        {listing.bytes !== null && `, ${formatBytes(listing.bytes)} together`}, from {from}
        {listing.source === 'clone' && recorded !== null && recorded !== listing.total && `; the hub’s record counts ${formatCount(recorded)}`}
      </output>
      {listing.total > listing.files.length && (
        <Badge tone="warning">
          First {formatCount(listing.files.length)} of {formatCount(listing.total)}
        </Badge>
      )}
      {listing.reason && <span className={styles.muted}>{listing.reason}</span>}
    </>
  );
}
