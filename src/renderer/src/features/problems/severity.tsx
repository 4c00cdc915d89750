import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ProblemList } from '../../../../shared/contract/index.ts';
import styles from './severity.module.css';

type Level = ProblemList['rows'][number]['severity'];

const icons = { error: CircleAlert, warning: TriangleAlert, note: Info };

/** How grave a problem is, by shape and colour. */
export function Severity({ severity, size = 15 }: { readonly severity: Level; readonly size?: number }) {
  const Icon = icons[severity];
  return <Icon className={styles[severity]} size={size} strokeWidth={1.9} aria-label={severity} />;
}

/** "bad-json" as words: "bad json". */
export function codeWords(code: string): string {
  return code.replaceAll('-', ' ');
}
