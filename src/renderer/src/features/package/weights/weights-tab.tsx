import { Weight } from 'lucide-react';
import { useState } from 'react';
import type { PackageKey } from '../../../../../shared/domain/index.ts';
import { useCall } from '../../../client/use-call.ts';
import { Badge } from '../../../ui/marks.tsx';
import { formatCount } from '../../../ui/quantity.ts';
import { Empty, ErrorNotice, Skeleton } from '../../../ui/states.tsx';
import { Table } from '../../../ui/table/table.tsx';
import { weightColumns } from './weight-columns.tsx';
import { WeightDetail } from './weight-detail.tsx';
import { WeightSummary } from './weight-summary.tsx';
import styles from './weights.module.css';

/** Rows of the list that are in sight at once; the rest is for the chosen file. */
const rowsInSight = 6;
const rowHeight = 32;

/** What the headers of a package's weight files tell: a list of them, and the chosen one in full. Nothing is loaded or run. */
export function WeightsTab({ mirror, package: key }: { readonly mirror: string; readonly package: PackageKey }) {
  const { value: weights, error, loading, reload } = useCall('packages.weights', { mirror, package: key }, true);
  const [moved, setMoved] = useState<number | null>(null);
  if (error) return <div className={styles.notice}><ErrorNotice error={error} onRetry={reload} /></div>;
  if (loading || !weights) return <div className={styles.notice}><Skeleton lines={8} label="Reading headers of weight files" /></div>;
  if (weights.files.length === 0 && weights.stated.length === 0) {
    return (
      <Empty icon={Weight} title="No weight files">
        {weights.reason ?? 'Neither the clone nor the hub’s metadata names a weight file.'}
      </Empty>
    );
  }
  // Until a file is chosen, the one that the verdict over all is about.
  const worst = weights.files.findIndex(({ verdict }) => verdict.kind === weights.summary.verdict?.kind);
  const cursor = Math.min(moved ?? Math.max(0, worst), weights.files.length - 1);
  const chosen = weights.files[cursor];
  const shownRows = Math.min(weights.files.length, rowsInSight);
  return (
    <div className={styles.tab}>
      <WeightSummary weights={weights} />
      {weights.total > weights.files.length && (
        <p className={styles.cut}>
          <Badge tone="warning">
            First {formatCount(weights.files.length)} of {formatCount(weights.total)}
          </Badge>
        </p>
      )}
      {weights.files.length > 0 && (
        <div className={styles.list} style={{ height: `${(shownRows + 1) * rowHeight + 6}px` }}>
          <Table label="Weight files" className={styles.grid} columns={weightColumns} total={weights.files.length} rowAt={(index) => weights.files[index]} cursor={cursor} onCursor={setMoved} reveal={{ index: worst, key: 'worst' }} />
        </div>
      )}
      {chosen && <WeightDetail key={chosen.path} mirror={mirror} package={key} file={chosen} />}
    </div>
  );
}
