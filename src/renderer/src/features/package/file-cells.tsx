import { ChevronRight, File, FileCode2, FileSymlink, Folder as FolderIcon, FolderGit2, type LucideIcon } from 'lucide-react';
import { Badge } from '../../ui/marks.tsx';
import { formatBytes, formatPlural } from '../../ui/quantity.ts';
import { ShownText } from '../../ui/shown-text.tsx';
import type { Column } from '../../ui/table/table.tsx';
import { typeByName } from './file-types.ts';
import type { Folder, PackageFile, TreeRow } from './file-tree.ts';
import styles from './package.module.css';

const icons: Readonly<Record<PackageFile['kind'], LucideIcon>> = { file: File, executable: FileCode2, symlink: FileSymlink, submodule: FolderGit2 };

const step = 18;
/** So that files stand under the icons of folders, not under their arrows. */
const arrowWidth = 20;
/** A hostile path is thousands of folders deep; the column is not. */
const deepestIndent = 20;

export function fileColumns(onToggle: (folder: Folder) => void, addressOf: (path: string) => string, isTree: boolean): readonly Column<TreeRow>[] {
  return [
    { id: 'path', title: 'Path', width: 'minmax(220px, 3fr)', sort: 'path', cell: (row) => (row.kind === 'folder' ? <FolderCell row={row} onToggle={onToggle} /> : <FileCell row={row} address={addressOf(row.file.path)} inTree={isTree} />) },
    {
      id: 'format',
      title: 'Format',
      width: '150px',
      cell: (row) => (row.kind === 'folder' ? <span className={styles.muted}>{formatPlural(row.folder.count, 'file')}</span> : <TypeBadge file={row.file} />),
    },
    { id: 'lfs', title: 'Storage', width: '170px', from: 600, cell: (row) => row.kind === 'file' && <Storage lfs={row.file.lfs} /> },
    { id: 'size', title: 'Size', width: '110px', align: 'end', sort: 'size', cell: (row) => (row.kind === 'folder' ? <FolderSize folder={row.folder} /> : row.file.size === null ? '—' : formatBytes(row.file.size)) },
  ];
}

function indentOf(depth: number): { readonly paddingLeft: number } {
  return { paddingLeft: Math.min(depth, deepestIndent) * step };
}

function FolderCell({ row: { folder, depth, open }, onToggle }: { readonly row: Extract<TreeRow, { kind: 'folder' }>; readonly onToggle: (folder: Folder) => void }) {
  return (
    <span className={styles.path} style={indentOf(depth)} title={`${folder.path}/`}>
      <button type="button" tabIndex={-1} className={styles.folder} aria-expanded={open} onClick={() => onToggle(folder)} onDoubleClick={(event) => event.stopPropagation()}>
        <ChevronRight size={14} strokeWidth={2} aria-hidden />
        <FolderIcon size={15} strokeWidth={1.6} aria-label="folder" />
        <span>
          <ShownText text={folder.name === '' ? '/' : folder.name} />
        </span>
      </button>
    </span>
  );
}

function FileCell({ row: { file, name, depth }, address, inTree }: { readonly row: Extract<TreeRow, { kind: 'file' }>; readonly address: string; readonly inTree: boolean }) {
  const Icon = icons[file.kind];
  // A name that is the whole path is a result of the filter: its folders are told, fainter.
  const slash = name.lastIndexOf('/') + 1;
  return (
    <span className={styles.path} style={{ paddingLeft: (inTree ? arrowWidth : 0) + indentOf(depth).paddingLeft }} title={file.path}>
      <Icon size={15} strokeWidth={1.6} aria-label={file.kind} />
      <a href={address} tabIndex={-1}>
        <span className={styles.muted}>
          <ShownText text={name.slice(0, slash)} />
        </span>
        <ShownText text={name.slice(slash)} />
      </a>
    </span>
  );
}

/** Formats of weights stand out from what else a package holds. */
function TypeBadge({ file: { kind, format, path } }: { readonly file: PackageFile }) {
  if (format !== null) return <Badge tone="accent">{format}</Badge>;
  const type = kind === 'file' || kind === 'executable' ? typeByName(path) : null;
  return type === null ? null : <Badge>{type}</Badge>;
}

function Storage({ lfs }: Pick<PackageFile, 'lfs'>) {
  if (lfs === null) return null;
  return (
    <Badge tone={lfs.present ? 'good' : 'neutral'} title={`sha256 ${lfs.oid}`}>
      {lfs.present ? 'LFS, content here' : 'LFS pointer only'}
    </Badge>
  );
}

function FolderSize({ folder: { bytes, unknown } }: { readonly folder: Folder }) {
  if (bytes === null) return <span className={styles.muted}>—</span>;
  const title = unknown === 0 ? undefined : `${formatPlural(unknown, 'file')} in it without a known size`;
  return <span className={styles.muted} title={title}>{`${unknown === 0 ? '' : '≥ '}${formatBytes(bytes)}`}</span>;
}
