import { Ban } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { classNames } from '../../../ui/class-names.ts';
import { formatCount } from '../../../ui/quantity.ts';
import type { ValueState } from './filter-text.ts';
import styles from './facets.module.css';

interface ValueRowProps {
  readonly label: string;
  /** How it is drawn, where that is more than its label. */
  readonly children?: ReactNode;
  readonly state: ValueState;
  /** Null where it is not counted. */
  readonly count: number | null;
  /** Whether that is all of it; else there are at least so many. */
  readonly exact: boolean;
  readonly onToggle: (exclude: boolean) => void;
}

/** A value to ask for or to leave out: by its box, by the button beside it, with Alt, with the other mouse button, or by keys. */
export function ValueRow({ label, children, state, count, exact, onToggle }: ValueRowProps) {
  const isLeftOut = state === 'left out';
  const counted = count === null ? '' : exact ? formatCount(count) : `≥ ${formatCount(count)}`;
  return (
    <li style={{ '--count': `${counted.length}ch` } as CSSProperties} className={classNames(styles.row, state === 'asked' && styles.on, isLeftOut && styles.off, count === 0 && state === 'free' && styles.none)}>
      <button
        type="button"
        role="checkbox"
        aria-checked={state === 'asked' ? true : isLeftOut ? 'mixed' : false}
        className={styles.value}
        title={isLeftOut ? `${label}: left out` : label}
        onClick={(event) => onToggle(event.altKey || isLeftOut)}
        onContextMenu={(event) => {
          event.preventDefault();
          onToggle(true);
        }}
      >
        <span className={styles.box} aria-hidden />
        <span className={styles.text}>{children ?? label}</span>
        {isLeftOut && <span className="visually-hidden">left out</span>}
        {counted !== '' && <span className={styles.count}>{counted}</span>}
      </button>
      <button type="button" className={styles.not} aria-label={`Leave out ${label}`} aria-pressed={isLeftOut} title={`Leave out ${label}`} onClick={() => onToggle(true)}>
        <Ban size={12} strokeWidth={2} aria-hidden />
      </button>
    </li>
  );
}
