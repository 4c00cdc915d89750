import { type ComparedRow, differenceInterval, differenceMethod, differenceText, valueText } from '../../../../shared/chart/index.ts';
import styles from './measures.module.css';

interface DifferencesProps {
  readonly rows: readonly ComparedRow[];
  /** What stands in the second column. */
  readonly other: string;
}

const mostRows = 200;

/** Own values beside others', row by row, with the difference and how sure it is. */
export function Differences({ rows, other }: DifferencesProps) {
  if (rows.length === 0) return null;
  const hasIntervals = rows.some(({ low }) => low !== null);
  return (
    <div className={styles.differences}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be in reach of the keyboard */}
      <div className={styles.scroller} role="region" aria-label={`Differences from ${other}`} tabIndex={0}>
        <table className={styles.table}>
          <caption className="visually-hidden">Differences from {other}</caption>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">This selection</th>
              <th scope="col">{other}</th>
              <th scope="col">Difference</th>
              {hasIntervals && <th scope="col">95% interval</th>}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostRows).map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.label}</th>
                <td>{valueText(row.own, row.unit)}</td>
                <td>{valueText(row.other, row.unit)}</td>
                <td className={isClear(row) ? styles.clear : undefined}>{row.difference === null ? '—' : differenceText(row.difference, row)}</td>
                {hasIntervals && <td>{differenceInterval(row) || '—'}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.some(({ own, other: beside }) => own === null || beside === null) && <p className={styles.faint}>—: not known, or no such row on that side, where it may be folded among others.</p>}
      {rows.length > mostRows && <p className={styles.faint}>The first {mostRows} of {rows.length} rows.</p>}
      {hasIntervals && <p className={styles.faint}>{differenceMethod} pp: percentage points. Bold: the interval leaves 0 out.</p>}
    </div>
  );
}

/** The interval does not hold 0. */
function isClear({ low, high }: ComparedRow): boolean {
  return low !== null && high !== null && (low > 0 || high < 0);
}
