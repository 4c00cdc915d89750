import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { formatCount } from './quantity.ts';
import styles from './rank-plot.module.css';

export interface RankSpan {
  readonly from: number;
  readonly to: number;
}

interface RankBrushProps {
  /** Names what is brushed. */
  readonly label: string;
  readonly last: number;
  readonly span: RankSpan | null;
  readonly onSpan: (span: RankSpan | null) => void;
  /** Where the ranks lie in the plot, as shares of its width and height. */
  readonly area: { readonly left: number; readonly width: number; readonly top: number; readonly height: number };
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };

/** Chooses a stretch of ranks: a drag over the plot, or two handles that keys move; a click lets go of it. */
export function RankBrush({ label, last, span, onSpan, area }: RankBrushProps) {
  const [draft, setDraft] = useState<RankSpan | null>(null);
  const start = useRef<number | null>(null);
  const shown = draft ?? span;
  const ends = shown ?? { from: 1, to: last };
  const left = (rank: number): number => (last <= 1 ? 0 : (rank - 1) / (last - 1));
  const rankAt = (event: PointerEvent<HTMLElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
    return 1 + Math.round(share * (last - 1));
  };
  const between = (one: number, other: number): RankSpan => ({ from: Math.min(one, other), to: Math.max(one, other) });
  const put = ({ from, to }: RankSpan): void => onSpan(from <= 1 && to >= last ? null : { from, to });
  const move = (end: 'from' | 'to', event: KeyboardEvent): void => {
    const step = steps[event.key];
    const edge = event.key === 'Home' ? 1 : event.key === 'End' ? last : step === undefined ? null : ends[end] + step;
    if (edge === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const rank = end === 'from' ? Math.max(1, Math.min(edge, ends.to)) : Math.min(last, Math.max(edge, ends.from));
    put({ ...ends, [end]: rank });
  };
  return (
    <div
      className={classNames(styles.brush, shown && styles.brushed)}
      style={{ left: `${area.left * 100}%`, width: `${area.width * 100}%`, top: `${area.top * 100}%`, height: `${area.height * 100}%` }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        start.current = rankAt(event);
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (start.current !== null) setDraft(between(start.current, rankAt(event)));
      }}
      onPointerUp={(event) => {
        const from = start.current;
        start.current = null;
        setDraft(null);
        if (from === null) return;
        const chosen = between(from, rankAt(event));
        if (chosen.from === chosen.to && span !== null) onSpan(null);
        else put(chosen);
      }}
      onPointerCancel={() => {
        start.current = null;
        setDraft(null);
      }}
    >
      {shown && <span className={styles.span} style={{ left: `${left(shown.from) * 100}%`, right: `${(1 - left(shown.to)) * 100}%` }} aria-hidden />}
      {(['from', 'to'] as const).map((end) => (
        <span
          key={end}
          role="slider"
          tabIndex={0}
          className={styles.handle}
          style={{ left: `${left(ends[end]) * 100}%` }}
          aria-label={`${label}: ${end === 'from' ? 'first' : 'last'} rank`}
          aria-valuemin={1}
          aria-valuemax={last}
          aria-valuenow={ends[end]}
          aria-valuetext={`rank ${formatCount(ends[end])}`}
          onKeyDown={(event) => move(end, event)}
        />
      ))}
    </div>
  );
}
