import type { ReactNode } from 'react';
import { formatCount, formatShare } from './quantity.ts';
import styles from './bar-list.module.css';

export interface Bar {
  readonly key: string;
  readonly label: ReactNode;
  readonly count: number;
  readonly href?: string | undefined;
  readonly title?: string | undefined;
}

interface BarListProps {
  readonly bars: readonly Bar[];
  /** What every count is a share of; without it no percentage is shown. */
  readonly of?: number | undefined;
  readonly empty: string;
}

/** Counts as bars behind their labels, longest first; a bar with a link filters by its value. */
export function BarList({ bars, of, empty }: BarListProps) {
  const longest = Math.max(1, ...bars.map((bar) => bar.count));
  if (bars.length === 0) return <p className={styles.empty}>{empty}</p>;
  return (
    <ul className={styles.list}>
      {bars.map((bar) => {
        const content = (
          <>
            <span className={styles.fill} style={{ width: `${(bar.count / longest) * 100}%` }} aria-hidden />
            <span className={styles.label}>{bar.label}</span>
            {of !== undefined && <span className={styles.share}>{formatShare(bar.count, of)}</span>}
            <span className={styles.count}>{formatCount(bar.count)}</span>
          </>
        );
        return (
          <li key={bar.key}>
            {bar.href ? (
              <a className={styles.bar} href={bar.href} title={bar.title}>
                {content}
              </a>
            ) : (
              <span className={styles.bar} title={bar.title}>
                {content}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** A share as a thin bar with its percentage. */
export function Coverage({ part, all, label }: { readonly part: number; readonly all: number; readonly label: string }) {
  return (
    <span className={styles.coverage} title={`${label}: ${formatCount(part)} of ${formatCount(all)}`}>
      <span className={styles.track} aria-hidden>
        <span style={{ width: `${all === 0 ? 0 : (part / all) * 100}%` }} />
      </span>
      <span>{formatShare(part, all)}</span>
    </span>
  );
}
