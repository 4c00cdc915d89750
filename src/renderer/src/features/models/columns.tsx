import { Archive, Check, GitBranch } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PackageRow } from '../../../../shared/contract/index.ts';
import { type ColumnId, type ColumnKind, columnOf, columnValue } from '../../../../shared/table/index.ts';
import { packageAddress } from '../../app/route.ts';
import { HubMark } from '../../ui/marks.tsx';
import { formatBytes, formatCount, formatDay, formatShort } from '../../ui/quantity.ts';
import type { Column } from '../../ui/table/column.ts';
import type { FittedColumn } from './fit-columns.ts';
import { cloneWords } from './value-words.ts';
import styles from './models.module.css';

/** Headers that would not fit above their values. */
const shortTitles: Partial<Readonly<Record<ColumnId, string>>> = { architecture: 'Arch.' };

const numbers: ReadonlySet<ColumnKind> = new Set<ColumnKind>(['count', 'bytes', 'date']);

/** A fitted column as the table draws it. */
export function modelColumn({ id, width, pinnedAt }: FittedColumn): Column<PackageRow> {
  const { title, kind, sort, description } = columnOf(id);
  return {
    id,
    title: shortTitles[id] ?? title,
    hint: description,
    width: `${width}px`,
    align: numbers.has(kind) ? 'end' : undefined,
    sort: sort ?? undefined,
    pinnedAt: pinnedAt ?? undefined,
    cell: (row) => cellOf(row, id, kind),
  };
}

function cellOf(row: PackageRow, id: ColumnId, kind: ColumnKind): ReactNode {
  if (id === 'name') return <NameCell row={row} />;
  if (id === 'hub') return <HubMark hub={row.hub} named />;
  if (kind === 'clone') return <CloneCell row={row} />;
  const value = columnValue(row, id);
  if (value === null) return <Missing />;
  if (typeof value === 'boolean') return value ? <Check size={14} strokeWidth={2.2} aria-label="yes" /> : <Missing label="no" />;
  if (typeof value === 'object') return value.length === 0 ? <Missing /> : <span title={value.join('\n')}>{value.join(', ')}</span>;
  if (typeof value === 'string') return <span title={value}>{id === 'sha' ? value.slice(0, 10) : value}</span>;
  return quantity(value, kind);
}

function quantity(value: number, kind: ColumnKind): ReactNode {
  if (kind === 'bytes') return <span title={`${formatCount(value)} bytes`}>{formatBytes(value)}</span>;
  if (kind === 'date') return formatDay(value);
  return <span title={formatCount(value)}>{formatShort(value)}</span>;
}

function Missing({ label }: { readonly label?: string }) {
  return (
    <span className={styles.missing} title={label}>
      —
    </span>
  );
}

function NameCell({ row }: { readonly row: PackageRow }) {
  const slash = row.owner === null ? -1 : row.name.indexOf('/');
  return (
    <span className={styles.name}>
      <HubMark hub={row.hub} />
      <a href={packageAddress(row)} tabIndex={-1} title={row.owner && slash < 0 ? `${row.name}, owned by ${row.owner}` : row.name} draggable={false}>
        {slash > 0 && <span className={styles.owner}>{row.name.slice(0, slash + 1)}</span>}
        {row.name.slice(slash + 1)}
      </a>
      {row.owner && slash < 0 && <span className={styles.owner}>{row.owner}</span>}
    </span>
  );
}

function CloneCell({ row }: { readonly row: PackageRow }) {
  if (row.clone === 'missing') return <Missing />;
  const Icon = row.clone === 'archived' ? Archive : GitBranch;
  return (
    <span className={row.clone === 'whole' ? styles.cloned : row.clone === 'archived' ? styles.archived : styles.broken} title={cloneWords[row.clone]}>
      <Icon size={14} strokeWidth={1.9} aria-label={cloneWords[row.clone]} />
    </span>
  );
}
