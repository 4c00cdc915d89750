import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import { writeToClipboard } from './clipboard.ts';
import styles from './panel.module.css';

interface PanelProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** A titled part of a page. */
export function Panel({ title, note, actions, children, className }: PanelProps) {
  return (
    <section className={classNames(styles.panel, className)} aria-label={title}>
      <header className={styles.header}>
        <h2>{title}</h2>
        {note && <span className={styles.note}>{note}</span>}
        {actions && <span className={styles.actions}>{actions}</span>}
      </header>
      {children}
    </section>
  );
}

/** Head of a view: what it is, facts about it, what can be done. */
export function PageHeader({ title, facts, actions }: { readonly title: ReactNode; readonly facts?: ReactNode; readonly actions?: ReactNode }) {
  return (
    <header className={styles.page}>
      <div className={styles.pageText}>
        <h1>{title}</h1>
        {facts && <div className={styles.facts}>{facts}</div>}
      </div>
      {actions && <div className={styles.pageActions}>{actions}</div>}
    </header>
  );
}

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Labels beside values; facts without a value are left out by whoever makes the list. */
export function FactList({ facts, wide = false }: { readonly facts: readonly Fact[]; readonly wide?: boolean }) {
  return (
    <dl className={classNames(styles.factList, wide && styles.wide)}>
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Copies `text`; the button says so for two seconds. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return <IconButton icon={copied ? Check : Copy} label={copied ? 'Copied' : label} onClick={() => void writeToClipboard(text).then(setCopied)} />;
}
