import { useState } from 'react';
import type { HistorySummary } from '../../../../../shared/contract/index.ts';
import { Panel } from '../../../ui/panel.tsx';
import { formatCount, formatPlural } from '../../../ui/quantity.ts';
import { TableHead } from '../../../ui/table-head.tsx';
import { Segments } from '../../../ui/tabs.tsx';
import { fittingLength, type Period, type PeriodLength, periodsOf } from './activity-periods.ts';
import styles from './summary.module.css';

const lengths = [{ value: 'month', label: 'Months' }, { value: 'year', label: 'Years' }] as const;
const barsHeight = 84;

/** Commits over time as bars, and the same as a table. */
export function Activity({ months }: { readonly months: HistorySummary['months'] }) {
  const [chosen, setChosen] = useState<PeriodLength | null>(null);
  const length = chosen ?? fittingLength(months);
  const { periods, hasGaps } = periodsOf(months, length);
  const withCommits = periods.filter(({ commits }) => commits > 0);
  return (
    <Panel title="Activity" actions={<Segments<PeriodLength> label="Length of a bar" value={length} options={lengths} onChange={setChosen} />}>
      <p className={styles.rule}>Commits by {length} of authorship, in UTC{hasGaps ? '; stretches without commits are left out' : ''}.</p>
      <Bars periods={periods} length={length} />
      <details className={styles.asTable}>
        <summary>As a table</summary>
        <table className={styles.table}>
          <TableHead titles={[length === 'month' ? 'Month' : 'Year', ['Commits', styles.number]]} />
          <tbody>
            {withCommits.toReversed().map(({ name, commits }) => (
              <tr key={name}>
                <td>{name}</td>
                <td className={styles.number}>{formatCount(commits)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Panel>
  );
}

function Bars({ periods, length }: { readonly periods: readonly Period[]; readonly length: PeriodLength }) {
  const most = periods.reduce<Period>((best, period) => (period.commits > best.commits ? period : best), { name: '', commits: 0 });
  const label = `Commits by ${length} from ${periods[0]?.name} to ${periods.at(-1)?.name}; most in ${most.name}: ${formatCount(most.commits)}`;
  return (
    <div className={styles.bars} role="img" aria-label={label}>
      {periods.map((period, at) => (
        <span key={period.name} className={styles.period} title={`${period.name}: ${formatPlural(period.commits, 'commit')}`}>
          <span className={styles.column} style={{ height: period.commits === 0 ? 0 : Math.max(2, (period.commits / Math.max(1, most.commits)) * barsHeight) }} />
          <span className={styles.tick}>{tickText(periods, at, length)}</span>
        </span>
      ))}
    </div>
  );
}

/** Years below the bars: every one where there is room, and of months each January and the first. */
function tickText(periods: readonly Period[], at: number, length: PeriodLength): string {
  const { name } = periods[at] ?? { name: '' };
  if (length === 'year') return periods.length <= 24 || at % 5 === 0 ? name : '';
  const isNear = at > 0 && at < 3 && (periods[0]?.name.endsWith('-11') === true || periods[0]?.name.endsWith('-12') === true);
  return name.endsWith('-01') && !isNear ? name.slice(0, -3) : at === 0 ? name : '';
}
