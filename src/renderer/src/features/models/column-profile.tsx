import { useMemo } from 'react';
import type { FacetField, HistogramField } from '../../../../shared/contract/index.ts';
import { type ColumnId, columnOf } from '../../../../shared/table/index.ts';
import { useCall } from '../../client/use-call.ts';
import { type Bar, BarList } from '../../ui/bar-list.tsx';
import { Histogram } from '../../ui/histogram.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { Skeleton } from '../../ui/states.tsx';
import { facetOfColumn, histogramOfColumn } from './facet-of-column.ts';
import { chosenInText, conditionsOf } from './facets/filter-text.ts';
import { describeBin, formatEdge, formatValue } from './facets/range-words.ts';
import { facetSearchFields } from './search-tree.ts';
import styles from './column-menu.module.css';

interface ProfileProps {
  readonly mirror: string;
  readonly query: string;
  readonly id: ColumnId;
  /** Packages of the result. */
  readonly total: number;
}

/** What stands in a column over the whole result, and where nothing does. */
export function ColumnProfile({ mirror, query, id, total }: ProfileProps) {
  const facet = facetOfColumn[id];
  const histogram = histogramOfColumn[id];
  const conditions = useMemo(() => conditionsOf(query), [query]);
  if (!facet && !histogram) return null;
  return (
    <section className={styles.profile} aria-label={`Values of ${columnOf(id).title}`}>
      {facet ? (
        <TopValues mirror={mirror} conditions={conditions} field={facet} total={total} />
      ) : (
        histogram && <Spread mirror={mirror} conditions={conditions} field={histogram} label={columnOf(id).title} />
      )}
    </section>
  );
}

const topValues = 6;

function TopValues({ mirror, conditions, field, total }: { readonly mirror: string; readonly conditions: string; readonly field: FacetField; readonly total: number }) {
  const { value, error } = useCall('packages.facets', { mirror, query: conditions, fields: [field], limit: topValues });
  const isFiltered = useMemo(() => chosenInText(conditions, facetSearchFields[field]).values.length > 0, [conditions, field]);
  const facet = value?.facets[0];
  if (error) return <p className={styles.note}>{error.message}</p>;
  if (!facet) return <Skeleton lines={4} label="Counting" />;
  const bars = facet.values.map(({ value: text, count }): Bar => ({ key: text, label: text, count, title: text }));
  return (
    <>
      <BarList bars={bars} of={isFiltered ? undefined : total} empty="No value in this result" />
      <p className={styles.note}>
        {formatPlural(facet.values.length + facet.more, 'value')}
        {facet.missing > 0 && `, ${formatCount(facet.missing)} without one`}
        {isFiltered && '; counted as if the search did not ask for any'}
      </p>
    </>
  );
}

const mostBins = 28;

function Spread({ mirror, conditions, field, label }: { readonly mirror: string; readonly conditions: string; readonly field: HistogramField; readonly label: string }) {
  const { value, error } = useCall('packages.histogram', { mirror, query: conditions, field, bins: mostBins });
  if (error) return <p className={styles.note}>{error.message}</p>;
  if (!value) return <Skeleton lines={4} label="Counting" />;
  const { scale, bins, min, median, max, missing } = value;
  return (
    <>
      {bins.length > 0 && <Histogram label={label} bins={bins} format={(edge) => formatEdge(field, scale, edge)} describe={(bin) => describeBin(field, scale, bin)} height={64} />}
      <p className={styles.note}>
        {min === null || median === null || max === null
          ? 'No value in this result'
          : `${formatValue(field, min)} to ${formatValue(field, max)} · median ${formatValue(field, median)}`}
        {missing > 0 && min !== null && ` · ${formatCount(missing)} without one`}
      </p>
    </>
  );
}
