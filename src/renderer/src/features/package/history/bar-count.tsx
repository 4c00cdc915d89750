import type { ReactNode } from 'react';
import styles from './summary.module.css';

/** A number before a bar; `share` is that of the longest bar. */
export function BarCount({ share, children }: { readonly share: number; readonly children: ReactNode }) {
  return (
    <span className={styles.barCount}>
      <span>{children}</span>
      <span className={styles.barTrack} aria-hidden>
        <span style={{ width: `${share * 100}%` }} />
      </span>
    </span>
  );
}
