import { CircleAlert, type LucideIcon, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CallError } from '../../../shared/result.ts';
import { Button } from './button.tsx';
import styles from './states.module.css';

interface EmptyProps {
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** Says why nothing is shown here, and what can be done about it. */
export function Empty({ icon: Icon, title, children, actions }: EmptyProps) {
  return (
    <div className={styles.empty}>
      {Icon && <Icon className={styles.icon} size={26} strokeWidth={1.4} aria-hidden />}
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

interface ErrorNoticeProps {
  readonly error: CallError;
  readonly onRetry?: (() => void) | undefined;
  /** What trying again does here, where it is more than that. */
  readonly retryLabel?: string | undefined;
}

export function ErrorNotice({ error, onRetry, retryLabel = 'Try again' }: ErrorNoticeProps) {
  return (
    <div className={styles.error} role="alert">
      <CircleAlert size={17} strokeWidth={1.8} aria-hidden />
      <div className={styles.errorText}>
        <strong>{error.message}</strong>
        {error.hint && <span>{error.hint}</span>}
      </div>
      {onRetry && (
        <Button icon={RotateCw} onClick={onRetry}>
          {retryLabel}
        </Button>
      )}
    </div>
  );
}

/** Grey bars in place of text that is on its way. */
export function Skeleton({ lines = 3, label = 'Loading' }: { readonly lines?: number; readonly label?: string }) {
  return (
    <output className={styles.skeleton} aria-label={label}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} style={{ width: `${92 - ((line * 37) % 45)}%` }} />
      ))}
    </output>
  );
}

/** `value` null means that the total is not known. */
export function ProgressBar({ value, label }: { readonly value: number | null; readonly label: string }) {
  return <progress className={styles.progress} aria-label={label} max={1} value={value === null ? undefined : Math.min(1, Math.max(0, value))} />;
}
