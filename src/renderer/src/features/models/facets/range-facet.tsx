import { useMemo } from 'react';
import type { HistogramField } from '../../../../../shared/contract/index.ts';
import { Histogram } from '../../../ui/histogram.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { formatCount } from '../../../ui/quantity.ts';
import { Skeleton } from '../../../ui/states.tsx';
import { useLate } from '../../../ui/use-late.ts';
import type { FacetProps } from './facets.tsx';
import { rangeInText, withSpanInText } from './filter-text.ts';
import { RangeInputs } from './range-inputs.tsx';
import { describeBin, formatEdge, formatValue } from './range-words.ts';
import { useCounts } from './use-counts.ts';
import styles from './facets.module.css';

const mostBins = 24;

interface RangeFacetProps extends FacetProps {
  readonly field: HistogramField;
  readonly title: string;
}

/** How a number or date is spread over the result, with a brush that writes the range into the search text. */
export function RangeFacet({ field, title, mirror, query, conditions, ready, seen, onChange }: RangeFacetProps) {
  const range = useMemo(() => rangeInText(query, field), [query, field]);
  const { value, error, loading } = useCounts('packages.histogram', seen ? { mirror, query: conditions, field, bins: mostBins } : null, ready);
  const isLate = useLate(loading);
  if (error) return <p className={styles.note} title={error.message}>Not counted</p>;
  if (!value) return <Skeleton lines={3} label={`Counting ${title.toLowerCase()}`} />;
  const { scale, bins, median, missing } = value;
  // Each step of a handle would otherwise be a step back in the history.
  const choose = (text: string): void => onChange(text, range !== null);
  return (
    <div className={classNames(styles.range, isLate && styles.stale)}>
      {bins.length > 0 && (
        <Histogram
          label={title}
          bins={bins}
          format={(edge) => formatEdge(field, scale, edge)}
          describe={(bin) => describeBin(field, scale, bin)}
          span={range && { from: range.min, to: range.max }}
          onSpan={(span) => choose(withSpanInText(query, field, span))}
        />
      )}
      <p className={styles.facts}>
        {median === null ? 'No value in this result' : `Median ${formatValue(field, median)}`}
        {missing > 0 && median !== null && ` · ${formatCount(missing)} without one`}
      </p>
      {(bins.length > 0 || range) && <RangeInputs field={field} title={title} range={range} query={query} onChange={choose} />}
    </div>
  );
}
