import { useState } from 'react';
import type { PackageDetail } from '../../../../shared/contract/index.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatCount } from '../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { OutsideLink } from '../package/outside-link.tsx';
import styles from './peatmoss.module.css';

/** Repositories listed at first, then when more are asked for; the last is what one answer carries at most. */
const steps = [8, 100, 1000] as const;

/** Repositories that use the package, by the PeaTMOSS database that is joined to the mirror; nothing where none knows it. */
export function DependentsPanel({ mirror, detail }: { readonly mirror: string; readonly detail: PackageDetail }) {
  const [step, setStep] = useState(0);
  const limit = steps[step] ?? 1000;
  const next = steps[step + 1];
  const key = { hub: detail.hub, name: detail.name, ordinal: detail.ordinal };
  const { value, error, reload } = useCall('peatmoss.dependents', detail.dependents === null ? null : { mirror, package: key, limit });
  if (detail.dependents === null) return null;
  return (
    <Panel title="Dependents" note={detail.dependents > 0 ? `${formatCount(detail.dependents)}, by PeaTMOSS` : 'by PeaTMOSS'}>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!value && !error && <Skeleton lines={3} label="Asking who uses it" />}
      {value && value.total === 0 && <p className={styles.none}>No repository that PeaTMOSS looked at uses it.</p>}
      {value && value.total > 0 && (
        <ul className={styles.list}>
          {value.rows.map(({ title, url }, at) => (
            <li key={`${at} ${title}`}>{url === null ? title : <OutsideLink url={url}>{title}</OutsideLink>}</li>
          ))}
        </ul>
      )}
      {value && value.rows.length < value.total && next !== undefined && <Button onClick={() => setStep(step + 1)}>{value.total > next ? `Show ${formatCount(next)}` : `Show all ${formatCount(value.total)}`}</Button>}
    </Panel>
  );
}
