import type { CallInput } from '../../../../../shared/contract/index.ts';
import { useCall } from '../../../client/use-call.ts';
import { Panel } from '../../../ui/panel.tsx';
import { formatCount, formatPlural } from '../../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../../ui/states.tsx';
import { capitalised, reachWords } from '../words.ts';
import { LineChart } from './line-chart.tsx';
import styles from '../reach.module.css';

/** How reach grew, by commit date. */
export function TimesPanel({ scope }: { readonly scope: CallInput<'reach.times'> & { readonly kind: keyof typeof reachWords } }) {
  const { value, error, reload } = useCall('reach.times', scope);
  const { whos, what, whats } = reachWords[scope.kind];
  return (
    <Panel title="Over time" note={value?.step === 'month' ? 'At the end of each month, by commit date' : 'At the end of each year, by commit date'}>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!value && !error && <Skeleton lines={6} label="Loading reach over time" />}
      {value && value.periods.length === 0 && <p className={styles.muted}>Nothing of this can be dated: dates come from the commits of unpacked clones.</p>}
      {value && value.periods.length > 0 && (
        <>
          {[
            { label: `${capitalised(whats)} over time`, lines: [{ name: `${capitalised(whats)} reached`, of: 'reached' }, { name: `${capitalised(whos)} who together reached half of them`, of: 'reachingHalf' }] as const },
            { label: `${capitalised(whos)} over time`, lines: [{ name: capitalised(whos), of: 'maintainers' }, { name: `With exactly one ${what}`, of: 'exactlyOne' }] as const },
          ].map(({ label, lines }) => (
            <LineChart
              key={label}
              label={label}
              places={value.periods.map(({ until }) => until)}
              names={value.periods.map((period) => period.label)}
              lines={lines.map(({ name, of }) => ({ label: name, values: value.periods.map((period) => period[of]) }))}
              xLabel={value.step === 'month' ? 'Month' : 'Year'}
              yLabel="Count"
            />
          ))}
        </>
      )}
      {value && value.undated > 0 && value.periods.length > 0 && (
        <p className={styles.muted}>
          Without a date and left out: {formatCount(value.undated)} of {scope.kind === 'direct' ? `${formatCount(value.undated + value.dated)} pairs of maintainer and repository` : formatPlural(value.undated + value.dated, what, whats)}.
        </p>
      )}
    </Panel>
  );
}
