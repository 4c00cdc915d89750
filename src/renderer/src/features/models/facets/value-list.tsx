import type { KeyboardEvent, ReactNode } from 'react';
import { classNames } from '../../../ui/class-names.ts';
import { useLate } from '../../../ui/use-late.ts';
import styles from './facets.module.css';

/** Rows of values; arrows go from one to the next, a minus leaves out the one that the focus is on. */
export function ValueList({ stale, children }: { readonly stale: boolean; readonly children: ReactNode }) {
  const isLate = useLate(stale);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys beside those of the buttons inside
    <ul className={classNames(isLate && styles.stale)} onKeyDown={moveOrExclude}>
      {children}
    </ul>
  );
}

function moveOrExclude(event: KeyboardEvent<HTMLUListElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
  const row = event.target.closest('li');
  const buttons = row ? [...row.querySelectorAll('button')] : [];
  const at = buttons.findIndex((button) => button === event.target);
  if (at < 0) return;
  if (event.key === '-') {
    event.preventDefault();
    buttons.at(-1)?.click();
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
    next?.querySelectorAll('button')[at]?.focus();
  }
}
