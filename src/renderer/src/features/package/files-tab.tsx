import { File, FileCode2, FileSymlink, FolderGit2, FolderX, type LucideIcon } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { CallAnswer } from '../../../../shared/contract/index.ts';
import type { PackageKey } from '../../../../shared/domain/index.ts';
import { useCall } from '../../client/use-call.ts';
import { SearchInput } from '../../ui/field.tsx';
import { Badge } from '../../ui/marks.tsx';
import { formatBytes, formatPlural } from '../../ui/quantity.ts';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { type Column, type Sorting, Table } from '../../ui/table/table.tsx';
import styles from './package.module.css';

type Files = CallAnswer<'packages.files'>;
type PackageFile = Files['files'][number];

const icons: Readonly<Record<PackageFile['kind'], LucideIcon>> = { file: File, executable: FileCode2, symlink: FileSymlink, submodule: FolderGit2 };

const columns: readonly Column<PackageFile>[] = [
  { id: 'path', title: 'Path', width: 'minmax(260px, 3fr)', sort: 'path', cell: (file) => <PathCell file={file} /> },
  { id: 'format', title: 'Format', width: '150px', cell: (file) => file.format && <Badge>{file.format}</Badge> },
  {
    id: 'lfs',
    title: 'Storage',
    width: '190px',
    cell: (file) =>
      file.lfs && (
        <Badge tone={file.lfs.present ? 'good' : 'neutral'} title={`sha256 ${file.lfs.oid}`}>
          {file.lfs.present ? 'LFS, content here' : 'LFS pointer only'}
        </Badge>
      ),
  },
  { id: 'size', title: 'Size', width: '110px', align: 'end', sort: 'size', cell: (file) => (file.size === null ? '—' : formatBytes(file.size)) },
];

function PathCell({ file }: { readonly file: PackageFile }) {
  const Icon = icons[file.kind];
  const slash = file.path.lastIndexOf('/') + 1;
  return (
    <span className={styles.path} title={file.path}>
      <Icon size={15} strokeWidth={1.6} aria-label={file.kind} />
      <span>
        <span className={styles.muted}>{file.path.slice(0, slash)}</span>
        {file.path.slice(slash)}
      </span>
    </span>
  );
}

export function FilesTab({ mirror, package: key }: { readonly mirror: string; readonly package: PackageKey }) {
  const { value, error, loading, reload } = useCall('packages.files', { mirror, package: key }, true);
  if (error) return <div className={styles.notice}><ErrorNotice error={error} onRetry={reload} /></div>;
  if (loading || !value) return <div className={styles.notice}><Skeleton lines={8} label="Loading files" /></div>;
  if (value.source === 'none') {
    return (
      <Empty icon={FolderX} title="No list of files">
        {value.reason ?? 'Neither the hub’s metadata nor a clone lists the files of this package.'}
      </Empty>
    );
  }
  return <FileTable listing={value} />;
}

function FileTable({ listing }: { readonly listing: Files }) {
  const [filter, setFilter] = useState('');
  const [sorting, setSorting] = useState<Sorting>({ by: 'path', descending: false });
  const [cursor, setCursor] = useState(0);
  const rows = useMemo(() => sortFiles(listing.files, filter, sorting), [listing, filter, sorting]);
  const from = listing.source === 'clone' ? `the clone${listing.commit ? ` at ${listing.commit.slice(0, 12)}` : ''}` : 'the hub’s metadata';
  return (
    <div className={styles.fill}>
      <div className={styles.toolbar}>
        <SearchInput label="Filter by path" value={filter} onChange={setFilter} />
        <output className={styles.muted}>
          {formatPlural(rows.length, 'file')}
          {listing.bytes !== null && `, ${formatBytes(listing.bytes)} together`}, from {from}
        </output>
        {listing.total > listing.files.length && <Badge tone="warning">First {listing.files.length} of {listing.total}</Badge>}
        {listing.reason && <span className={styles.muted}>{listing.reason}</span>}
      </div>
      <Table
        label="Files"
        className={styles.grid}
        columns={columns}
        total={rows.length}
        rowAt={(index) => rows[index]}
        cursor={cursor}
        onCursor={setCursor}
        sorting={sorting}
        onSort={(by) => setSorting((before) => ({ by, descending: before.by === by ? !before.descending : by === 'size' }))}
        resetKey={`${filter} ${sorting.by} ${sorting.descending}`}
        minWidth={640}
        empty={<Empty title={filter === '' ? 'The package has no files' : 'No path has this text in it'} />}
      />
    </div>
  );
}

function sortFiles(files: readonly PackageFile[], filter: string, { by, descending }: Sorting): readonly PackageFile[] {
  const wanted = filter.trim().toLowerCase();
  const found = wanted === '' ? [...files] : files.filter((file) => file.path.toLowerCase().includes(wanted));
  const sign = descending ? -1 : 1;
  const compare = (left: PackageFile, right: PackageFile): number =>
    by === 'size' ? (left.size ?? -1) - (right.size ?? -1) : left.path < right.path ? -1 : left.path > right.path ? 1 : 0;
  return found.sort((left, right) => sign * compare(left, right));
}
