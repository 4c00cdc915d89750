import { X } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { hubById, type HubId } from '../../../shared/domain/index.ts';
import { classNames } from './class-names.ts';
import styles from './marks.module.css';

export type Tone = 'neutral' | 'accent' | 'good' | 'warning' | 'danger';

/** A short fact about a thing: never clickable. */
export function Badge({ tone = 'neutral', title, children }: { readonly tone?: Tone; readonly title?: string | undefined; readonly children: ReactNode }) {
  return (
    <span className={classNames(styles.badge, styles[tone])} title={title}>
      {children}
    </span>
  );
}

const hubCodes: Readonly<Record<HubId, string>> = {
  huggingface: 'HF',
  modelzoo: 'MZ',
  pytorchhub: 'PT',
  onnxmodelzoo: 'ON',
  modelhub: 'MH',
};

/** A hub's colour and two letters, the same wherever a hub is shown; with `named`, its title too. */
export function HubMark({ hub, named = false }: { readonly hub: HubId; readonly named?: boolean }) {
  const title = hubById(hub).title;
  return (
    <span className={styles.hub} style={{ '--hub': `var(--hub-${hub})` } as CSSProperties} title={named ? undefined : title}>
      <span className={styles.code} aria-hidden>
        {hubCodes[hub]}
      </span>
      <span className={named ? styles.name : 'visually-hidden'}>{title}</span>
    </span>
  );
}

interface PillProps {
  readonly children: ReactNode;
  readonly removeLabel: string;
  readonly onRemove: () => void;
  readonly excluded?: boolean;
}

/** One filter that is on; its cross takes it off. */
export function Pill({ children, removeLabel, onRemove, excluded = false }: PillProps) {
  return (
    <span className={classNames(styles.pill, excluded && styles.excluded)}>
      <span className={styles.pillText}>{children}</span>
      <button type="button" className={styles.remove} aria-label={removeLabel} title={removeLabel} onClick={onRemove}>
        <X size={12} strokeWidth={2.2} aria-hidden />
      </button>
    </span>
  );
}

export function Kbd({ children }: { readonly children: ReactNode }) {
  return <kbd className={styles.kbd}>{children}</kbd>;
}

/** A large number with what it counts. */
export function Stat({ label, value, note, href }: { readonly label: string; readonly value: string; readonly note?: string | undefined; readonly href?: string }) {
  const figure = href ? <a href={href}>{value}</a> : value;
  return (
    <div className={styles.stat}>
      <dt>{label}</dt>
      <dd>
        <span className={styles.figure}>{figure}</span>
        {note && <span className={styles.note}>{note}</span>}
      </dd>
    </div>
  );
}

export function StatStrip({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.strip}>{children}</dl>;
}
