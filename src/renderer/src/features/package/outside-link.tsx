import type { ReactNode } from 'react';
import { openLink } from './links.ts';
import styles from './package.module.css';

/** Asks before it leads out of the program. */
export function OutsideLink({ url, children }: { readonly url: string; readonly children?: ReactNode }) {
  return (
    <button type="button" className={styles.link} title={url} onClick={() => void openLink(url)}>
      {children ?? url}
    </button>
  );
}
