import { type ColumnId, columnOf } from '../../../../shared/table/index.ts';
import { useCall } from '../../client/use-call.ts';
import { type Bar, BarList } from '../../ui/bar-list.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { Skeleton } from '../../ui/states.tsx';
import { facetOfColumn } from './facet-of-column.ts';
import styles from './column-menu.module.css';

const topValues = 6;

/** What stands in a column over the whole result: its most frequent values, how many there are, and where none is given. */
export function ColumnProfile({ mirror, query, id, total }: { readonly mirror: string; readonly query: string; readonly id: ColumnId; readonly total: number }) {
  const field = facetOfColumn[id];
  const { value, error } = useCall('packages.facets', field ? { mirror, query, fields: [field], limit: topValues } : null);
  if (!field) return null;
  const facet = value?.facets[0];
  const bars = (facet?.values ?? []).map(({ value: text, count }): Bar => ({ key: text, label: text, count, title: text }));
  return (
    <section className={styles.profile} aria-label={`Values of ${columnOf(id).title}`}>
      {error && <p className={styles.note}>{error.message}</p>}
      {!facet && !error && <Skeleton lines={4} label="Counting" />}
      {facet && (
        <>
          <BarList bars={bars} of={total} empty="No value in this result" />
          <p className={styles.note}>
            {formatPlural(facet.values.length + facet.more, 'value')}
            {facet.missing > 0 && `, ${formatCount(facet.missing)} without one`}
          </p>
        </>
      )}
    </section>
  );
}
