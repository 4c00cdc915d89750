import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { type BrushEnd, type BrushEnds, endsBetween, endsOf, type HistogramBin, type HistogramSpan, moveEnd, placeEnd, spanOf } from './histogram-brush.ts';
import { formatCount } from './quantity.ts';
import styles from './histogram.module.css';

interface HistogramProps {
  /** What is spread over the bars: "Downloads". */
  readonly label: string;
  readonly bins: readonly HistogramBin[];
  /** A value on the scale, as a person reads it. */
  readonly format: (value: number) => string;
  /** What one bar covers: "1k to <2k". */
  readonly describe: (bin: HistogramBin) => string;
  /** The chosen part; null for all of it. */
  readonly span?: HistogramSpan | null;
  /** Makes a brush of it: two handles, or a drag over the bars. Without it the bars are only shown. */
  readonly onSpan?: (span: HistogramSpan | null) => void;
  readonly height?: number;
}

/** Bars with a brush. Every bar is told in words too, for those who cannot see them. */
export function Histogram({ label, bins, format, describe, span = null, onSpan, height = 44 }: HistogramProps) {
  const words = useId();
  const [hovered, setHovered] = useState<number | null>(null);
  const [draft, setDraft] = useState<BrushEnds | null>(null);
  const ends = draft ?? endsOf(bins, span);
  const highest = Math.max(1, ...bins.map(({ count }) => count));
  const isBrushed = draft !== null || span !== null;
  const shown = hovered === null ? undefined : bins[hovered];
  const choose = (chosen: BrushEnds): void => onSpan?.(spanOf(bins, chosen));
  const drag = useDrag({ ends, bars: bins.length, onDraft: setDraft, onChoose: choose });

  return (
    <figure className={styles.histogram} aria-label={label}>
      <div
        className={classNames(styles.plot, onSpan && styles.brush)}
        style={{ height }}
        onPointerMove={(event) => setHovered(Math.min(bins.length - 1, Math.max(0, Math.floor(placeOf(event, bins.length)))))}
        onPointerLeave={() => setHovered(null)}
        {...(onSpan ? drag : {})}
      >
        <svg viewBox={`0 0 ${bins.length} 100`} preserveAspectRatio="none" role="img" aria-label={`${label}, bars`} aria-describedby={words}>
          {bins.map((bin, at) => {
            const tall = bin.count === 0 ? 0 : Math.max(3, (bin.count / highest) * 100);
            const isInside = at + 0.5 > ends.low && at + 0.5 < ends.high;
            return <rect key={bin.from} className={classNames(isBrushed && !isInside && styles.outside, hovered === at && styles.hovered)} x={at + 0.06} y={100 - tall} width={0.88} height={tall} />;
          })}
        </svg>
        {onSpan &&
          (['low', 'high'] as const).map((end) => (
            <Handle key={end} end={end} label={label} ends={ends} bins={bins} format={format} onChoose={choose} />
          ))}
      </div>
      <div className={styles.scale} aria-hidden>
        <span>{shown ? `${describe(shown)}: ${formatCount(shown.count)}` : edgeText(bins[0]?.from, format)}</span>
        {!shown && <span>{edgeText(bins.at(-1)?.to, format)}</span>}
      </div>
      <figcaption id={words} className="visually-hidden">
        {bins.filter(({ count }) => count > 0).map((bin) => `${describe(bin)}: ${formatCount(bin.count)}.`).join(' ')}
      </figcaption>
    </figure>
  );
}

function edgeText(edge: number | undefined, format: (value: number) => string): string {
  return edge === undefined ? '' : format(edge);
}

interface HandleProps {
  readonly end: BrushEnd;
  readonly label: string;
  readonly ends: BrushEnds;
  readonly bins: readonly HistogramBin[];
  readonly format: (value: number) => string;
  readonly onChoose: (ends: BrushEnds) => void;
}

const keySteps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5, Home: -Infinity, End: Infinity };

function Handle({ end, label, ends, bins, format, onChoose }: HandleProps) {
  const bars = bins.length;
  const place = ends[end];
  const edge = end === 'low' ? bins[Math.floor(place)]?.from : bins[Math.ceil(place) - 1]?.to;
  const isOpen = end === 'low' ? place <= 0 : place >= bars;
  const text = isOpen || edge === undefined ? 'no limit' : `${end === 'low' ? 'from' : 'below'} ${format(edge)}`;
  const move = (event: KeyboardEvent): void => {
    const steps = keySteps[event.key];
    if (steps === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = Number.isFinite(steps) ? moveEnd(ends, end, steps, bars) : placeEnd(ends, end, steps < 0 ? 0 : bars, bars);
    if (next[end] !== place) onChoose(next);
  };
  return (
    <span
      role="slider"
      tabIndex={0}
      className={classNames(styles.handle, styles[end], isOpen && styles.open)}
      style={{ left: `${bars === 0 ? 0 : (place / bars) * 100}%` }}
      data-end={end}
      aria-label={`${label}: ${end === 'low' ? 'lower' : 'upper'} end`}
      aria-valuemin={0}
      aria-valuemax={bars}
      aria-valuenow={Math.round(place)}
      aria-valuetext={text}
      title={`${label} ${text}`}
      onKeyDown={move}
    />
  );
}

interface DragOptions {
  readonly ends: BrushEnds;
  readonly bars: number;
  readonly onDraft: (ends: BrushEnds | null) => void;
  readonly onChoose: (ends: BrushEnds) => void;
}

/** A drag over bars chooses them, one that starts on a handle moves it; a click on the one chosen bar lets go of it. */
function useDrag({ ends, bars, onDraft, onChoose }: DragOptions) {
  const started = useRef<{ readonly end: BrushEnd | null; readonly place: number; readonly ends: BrushEnds } | null>(null);
  const endsAt = (event: PointerEvent<HTMLElement>): BrushEnds | null => {
    const start = started.current;
    if (!start) return null;
    const place = placeOf(event, bars);
    return start.end ? placeEnd(start.ends, start.end, Math.round(place), bars) : endsBetween(start.place, place, bars);
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      if (event.button !== 0 || bars === 0) return;
      const end = event.target instanceof HTMLElement ? event.target.dataset['end'] : undefined;
      started.current = { end: end === 'low' || end === 'high' ? end : null, place: placeOf(event, bars), ends };
      event.currentTarget.setPointerCapture(event.pointerId);
      if (!end) onDraft(endsAt(event));
    },
    onPointerMoveCapture: (event: PointerEvent<HTMLElement>): void => {
      if (started.current) onDraft(endsAt(event));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>): void => {
      const start = started.current;
      const chosen = endsAt(event);
      started.current = null;
      onDraft(null);
      if (!chosen || !start) return;
      const isSame = chosen.low === start.ends.low && chosen.high === start.ends.high;
      if (!isSame && (!start.end || start.place !== placeOf(event, bars))) onChoose(chosen);
      else if (isSame && !start.end && chosen.high - chosen.low === 1) onChoose({ low: 0, high: bars });
    },
    onPointerCancel: (): void => {
      started.current = null;
      onDraft(null);
    },
  };
}

/** Where a pointer is, in bars from the left. */
function placeOf(event: PointerEvent<HTMLElement>, bars: number): number {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  return width === 0 ? 0 : ((event.clientX - left) / width) * bars;
}
