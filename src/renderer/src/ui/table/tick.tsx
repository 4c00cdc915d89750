import { Check, Minus } from 'lucide-react';
import { classNames } from '../class-names.ts';
import styles from './table.module.css';

/** The box that shows whether a row is picked; the row itself says so to screen readers. */
export function Tick({ state }: { readonly state: 'none' | 'some' | 'all' }) {
  return (
    <span className={classNames(styles.tick, state !== 'none' && styles.ticked)} aria-hidden>
      {state === 'all' && <Check size={11} strokeWidth={3} />}
      {state === 'some' && <Minus size={11} strokeWidth={3} />}
    </span>
  );
}
