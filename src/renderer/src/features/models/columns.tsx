import { Archive, GitBranch } from 'lucide-react';
import type { PackageRow } from '../../../../shared/contract/index.ts';
import { packageAddress } from '../../app/route.ts';
import { HubMark } from '../../ui/marks.tsx';
import { formatBytes, formatCount, formatDay, formatShort } from '../../ui/quantity.ts';
import type { Column } from '../../ui/table/table.tsx';
import styles from './models.module.css';

const clones = { whole: 'Cloned', empty: 'Empty clone', broken: 'Broken clone', missing: 'No clone', archived: 'Clone in an archive' } as const;

export const modelColumns: readonly Column<PackageRow>[] = [
  { id: 'name', title: 'Name', width: 'minmax(210px, 4fr)', sort: 'name', cell: (row) => <NameCell row={row} /> },
  { id: 'task', title: 'Task', width: 'minmax(100px, 1.2fr)', cell: (row) => <Value text={row.task} /> },
  { id: 'architecture', title: 'Arch.', from: 700, hint: 'Architecture', width: 'minmax(70px, 0.9fr)', cell: (row) => <Value text={row.architecture} /> },
  { id: 'license', title: 'Licence', width: 'minmax(84px, 0.9fr)', cell: (row) => <Value text={row.license} /> },
  { id: 'library', title: 'Library', from: 1060, width: 'minmax(94px, 0.8fr)', cell: (row) => <Value text={row.library} /> },
  { id: 'downloads', title: 'Downloads', width: '88px', align: 'end', sort: 'downloads', hint: 'As the hub counts them', cell: (row) => <Quantity value={row.downloads} write={formatShort} /> },
  {
    id: 'likes',
    from: 600,
    title: 'Likes',
    width: '58px',
    align: 'end',
    sort: 'likes',
    hint: 'Likes on the hub; stars of the repository where the hub counts those',
    cell: (row) => <Quantity value={row.likes ?? row.stars} write={formatShort} />,
  },
  { id: 'size', title: 'Size', from: 900, width: '70px', align: 'end', sort: 'size', cell: (row) => <Quantity value={row.bytes} write={formatBytes} /> },
  { id: 'files', title: 'Files', from: 840, width: '50px', align: 'end', sort: 'files', cell: (row) => <Quantity value={row.files} write={formatCount} /> },
  { id: 'modified', title: 'Modified', from: 640, width: '98px', align: 'end', sort: 'modified', cell: (row) => <Quantity value={row.modified} write={formatDay} /> },
  {
    id: 'clone',
    from: 780,
    title: 'Clone',
    width: '58px',
    align: 'end',
    cell: (row) =>
      row.clone === 'missing' ? (
        <Value text={null} />
      ) : (
        <span className={row.clone === 'whole' ? styles.cloned : row.clone === 'archived' ? styles.archived : styles.broken} title={clones[row.clone]}>
          {row.clone === 'archived' ? <Archive size={14} strokeWidth={1.9} aria-label={clones[row.clone]} /> : <GitBranch size={14} strokeWidth={1.9} aria-label={clones[row.clone]} />}
        </span>
      ),
  },
];

function NameCell({ row }: { readonly row: PackageRow }) {
  const slash = row.owner === null ? -1 : row.name.indexOf('/');
  return (
    <span className={styles.name}>
      <HubMark hub={row.hub} />
      <a href={packageAddress(row)} tabIndex={-1} title={row.owner && slash < 0 ? `${row.name}, owned by ${row.owner}` : row.name}>
        {slash > 0 && <span className={styles.owner}>{row.name.slice(0, slash + 1)}</span>}
        {row.name.slice(slash + 1)}
      </a>
      {row.owner && slash < 0 && <span className={styles.owner}>{row.owner}</span>}
    </span>
  );
}

function Value({ text }: { readonly text: string | null }) {
  return text === null ? <span className={styles.missing}>—</span> : <span title={text}>{text}</span>;
}

function Quantity({ value, write }: { readonly value: number | null; readonly write: (value: number) => string }) {
  return value === null ? <span className={styles.missing}>—</span> : <span title={write === formatShort ? formatCount(value) : undefined}>{write(value)}</span>;
}
