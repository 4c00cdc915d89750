import { Braces } from 'lucide-react';
import type { CallAnswer } from '../../../../shared/contract/index.ts';
import type { PackageKey } from '../../../../shared/domain/index.ts';
import { useCall } from '../../client/use-call.ts';
import { Badge } from '../../ui/marks.tsx';
import { CopyButton, Panel } from '../../ui/panel.tsx';
import { formatBytes, formatCount } from '../../ui/quantity.ts';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import styles from './package.module.css';

type RawRecord = NonNullable<CallAnswer<'packages.raw'>['unified']>;

/** The records as they stand in the mirror, with the place they were read from. */
export function RawTab({ mirror, package: key }: { readonly mirror: string; readonly package: PackageKey }) {
  const { value, error, loading, reload } = useCall('packages.raw', { mirror, package: key }, true);
  return (
    <div className={styles.scroll}>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {loading && <Skeleton lines={10} label="Loading the record" />}
      {value && !value.unified && !value.metadata && (
        <Empty icon={Braces} title="No record to show">
          {value.reason ?? 'No file of this mirror has a record of this package.'}
        </Empty>
      )}
      {value && (value.unified || value.metadata) && (
        <div className={styles.records}>
          {value.unified && <RecordText title="Unified record" record={value.unified} />}
          {value.metadata && <RecordText title="Hub metadata" record={value.metadata} />}
          {value.reason && <p className={styles.muted}>{value.reason}</p>}
        </div>
      )}
    </div>
  );
}

function RecordText({ title, record }: { readonly title: string; readonly record: RawRecord }) {
  const place = `${record.file}, byte ${formatCount(record.offset)}, ${formatBytes(record.length)}`;
  return (
    <Panel
      title={title}
      note={place}
      actions={
        <>
          {record.truncated && <Badge tone="warning">Cut</Badge>}
          <CopyButton text={record.text} label={`Copy the ${title.toLowerCase()}`} />
        </>
      }
    >
      <textarea className={styles.raw} readOnly aria-label={title} value={record.text} rows={Math.min(34, record.text.split('\n').length + 1)} spellCheck={false} />
    </Panel>
  );
}
