import type { AnnotatedRow } from '../../../../shared/contract/index.ts';
import { packageAddress } from '../../app/route.ts';
import { Badge, HubMark } from '../../ui/marks.tsx';
import { formatDay, formatMoment } from '../../ui/quantity.ts';
import type { Column } from '../../ui/table/table.tsx';
import styles from './notes-view.module.css';

export const noteColumns: readonly Column<AnnotatedRow>[] = [
  { id: 'hub', title: 'Hub', width: '58px', cell: (row) => <HubMark hub={row.package.hub} /> },
  { id: 'package', title: 'Package', width: 'minmax(180px, 1.2fr)', cell: (row) => <PackageCell row={row} /> },
  { id: 'tags', title: 'Tags', width: 'minmax(120px, 1fr)', cell: (row) => <TagsCell tags={row.tags} /> },
  { id: 'note', title: 'Note', width: 'minmax(160px, 2fr)', cell: (row) => <span title={row.excerpt}>{row.excerpt}</span> },
  { id: 'changed', title: 'Changed', width: '108px', align: 'end', from: 640, cell: (row) => <span title={formatMoment(row.changedAt / 1000)}>{formatDay(row.changedAt / 1000)}</span> },
];

function PackageCell({ row: { package: key, present } }: { readonly row: AnnotatedRow }) {
  return (
    <span className={styles.name}>
      <a href={packageAddress(key)} tabIndex={-1} title={key.name}>
        {key.name}
      </a>
      {key.ordinal > 0 && <span className={styles.ordinal}>#{key.ordinal}</span>}
      {present === false && (
        <Badge tone="warning" title="The mirror does not have this package now">
          Gone
        </Badge>
      )}
    </span>
  );
}

function TagsCell({ tags }: { readonly tags: readonly string[] }) {
  return (
    <span className={styles.tags} title={tags.join(', ')}>
      {tags.map((tag) => (
        <span key={tag} className={styles.tag}>
          {tag}
        </span>
      ))}
    </span>
  );
}
