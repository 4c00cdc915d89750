import styles from './tabs.module.css';
import { classNames } from './class-names.ts';

export interface TabLink {
  readonly id: string;
  readonly label: string;
  readonly href: string;
  readonly count?: string | undefined;
}

/** Tabs that are links: each has its own address, so they are navigation, not a tab list. */
export function Tabs({ label, tabs, current }: { readonly label: string; readonly tabs: readonly TabLink[]; readonly current: string }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <a key={tab.id} href={tab.href} className={classNames(styles.tab, tab.id === current && styles.current)} aria-current={tab.id === current ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
        </a>
      ))}
    </nav>
  );
}

interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly title?: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** A choice between two to four things, all visible. */
export function Segments<Value extends string>({ label, options, value, onChange }: SegmentsProps<Value>) {
  return (
    <fieldset className={styles.segments}>
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <button key={option.value} type="button" title={option.title} aria-pressed={option.value === value} onClick={() => onChange(option.value)}>
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
