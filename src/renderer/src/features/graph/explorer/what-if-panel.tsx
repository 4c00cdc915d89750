import { useEffect } from 'react';
import type { Picture, ReachScope } from '../../../../../shared/contract/index.ts';
import { useCall } from '../../../client/use-call.ts';
import { BarList } from '../../../ui/bar-list.tsx';
import { formatBytes, formatCount, formatPlural, formatShare, formatShort } from '../../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../../ui/states.tsx';
import styles from './cards.module.css';

interface WhatIfPanelProps {
  readonly scope: ReachScope;
  readonly picture: Extract<Picture, { view: 'what-if' }>;
  /** The figures stand there now, and take room from the picture. */
  readonly onCounted: () => void;
}

/** The figures of a "what if", of all that is reached and not only of what is drawn. */
export function WhatIfPanel({ scope, picture: { nodes, event }, onCounted }: WhatIfPanelProps) {
  const { value, error, loading, reload } = useCall('graph.whatIf', { ...scope, nodes, event, limit: 1 }, true);
  useEffect(() => {
    if (value) onCounted();
  }, [value, onCounted]);
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!value) return loading ? <Skeleton lines={4} label="Counting what is reached" /> : null;
  const { held, reached, share, downloads, bytes, unknownDownloads, unknownBytes, byDistance } = value;
  const unknown = (count: number): string => (count === 0 ? '' : `, unknown of ${formatCount(count)}`);
  return (
    <section className={styles.figures} aria-label="What is reached">
      <h3>{event === 'lost' ? 'Left without a base' : 'Reached'}</h3>
      <p className={styles.figure}>
        {formatCount(reached)} <span>{reached === 1 ? 'package' : 'packages'}, {formatShare(share, 1)} of the scope</span>
      </p>
      <dl className={styles.facts}>
        <div>
          <dt>Held by them</dt>
          <dd>{formatPlural(held, 'package')}</dd>
        </div>
        <div>
          <dt>Downloads</dt>
          <dd title={formatCount(downloads)}>{formatShort(downloads) + unknown(unknownDownloads)}</dd>
        </div>
        <div>
          <dt>Size</dt>
          <dd>{formatBytes(bytes) + unknown(unknownBytes)}</dd>
        </div>
      </dl>
      {byDistance.length > 0 && <BarList empty="" bars={byDistance.map(({ distance, packages, downloads }) => ({ key: String(distance), label: formatPlural(distance, 'step'), count: packages, title: `${formatCount(downloads)} downloads` }))} />}
    </section>
  );
}
