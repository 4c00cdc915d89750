import { type KeyboardEvent, useRef } from 'react';
import styles from './splitter.module.css';

interface SplitterProps {
  /** Names what it makes wider. */
  readonly label: string;
  /** Share of the whole that lies before it, in percent. */
  readonly share: number;
  readonly onShare: (share: number) => void;
}

export const shareLimits = { least: 18, most: 70, usual: 36 } as const;

/** A line between two parts that can be dragged, or moved with the arrow keys; a double click puts it back. */
export function Splitter({ label, share, onShare }: SplitterProps) {
  const drags = useRef(false);
  const put = (wanted: number): void => onShare(Math.round(Math.max(shareLimits.least, Math.min(shareLimits.most, wanted)) * 10) / 10);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = { ArrowLeft: share - 3, ArrowRight: share + 3, Home: shareLimits.least, End: shareLimits.most }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    put(next);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- a window splitter, as ARIA describes it
    <div
      className={styles.splitter}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(share)}
      aria-valuemin={shareLimits.least}
      aria-valuemax={shareLimits.most}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDoubleClick={() => put(shareLimits.usual)}
      onPointerDown={(event) => {
        drags.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={(event) => {
        const box = event.currentTarget.parentElement?.getBoundingClientRect();
        if (drags.current && box) put(((event.clientX - box.left) / box.width) * 100);
      }}
      onPointerUp={() => void (drags.current = false)}
      onPointerCancel={() => void (drags.current = false)}
    />
  );
}
