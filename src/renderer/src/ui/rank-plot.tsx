import { useId } from 'react';
import { formatCount, formatShort } from './quantity.ts';
import { RankBrush, type RankSpan } from './rank-brush.tsx';
import { AxisTitles, GridLine, plotEdge } from './plot.tsx';
import plot from './plot.module.css';
import styles from './rank-plot.module.css';

export interface RankStep {
  readonly reach: number;
  readonly firstRank: number;
  readonly lastRank: number;
}

interface RankPlotProps {
  readonly steps: readonly RankStep[];
  readonly label: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** The rank to mark, where one is chosen. */
  readonly marked?: number | null | undefined;
  /** The brushed stretch of ranks; `onSpan` makes a brush of the plot. */
  readonly span?: RankSpan | null;
  readonly onSpan?: ((span: RankSpan | null) => void) | undefined;
  readonly width?: number;
  readonly height?: number;
}

/** Falling values over their rank: rank linear, value as log10 (SCORED'22, Fig. 5). What reaches nothing has no place on it. */
export function RankPlot({ steps, label, xLabel, yLabel, marked, span = null, onSpan, width = 640, height = 260 }: RankPlotProps) {
  const description = useId();
  const drawn = steps.filter((step) => step.reach > 0);
  const lastRank = drawn.at(-1)?.lastRank ?? 1;
  const highest = Math.max(1, ...steps.map((step) => step.reach));
  const decades = Math.max(1, Math.ceil(Math.log10(highest + 1e-9)));
  const plotWidth = width - plotEdge.left - plotEdge.right;
  const plotHeight = height - plotEdge.top - plotEdge.bottom;
  const x = (rank: number): number => plotEdge.left + (lastRank <= 1 ? 0 : ((rank - 1) / (lastRank - 1)) * plotWidth);
  const y = (reach: number): number => plotEdge.top + plotHeight * (1 - Math.log10(Math.max(1, reach)) / decades);
  const line = drawn.map((step, index) => `${index === 0 ? 'M' : 'L'}${x(step.firstRank)} ${y(step.reach)}L${x(step.lastRank)} ${y(step.reach)}`).join('');
  const area = `${line}L${x(lastRank)} ${plotEdge.top + plotHeight}L${plotEdge.left} ${plotEdge.top + plotHeight}Z`;
  const chosen = marked === undefined || marked === null ? undefined : drawn.find((step) => step.firstRank <= marked && marked <= step.lastRank);
  const ticks = rankTicks(lastRank);

  return (
    <figure className={plot.figure}>
      <div className={styles.plot}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} aria-describedby={description}>
        {Array.from({ length: decades + 1 }, (_, decade) => (
          <GridLine key={decade} y={y(10 ** decade)} width={width} name={formatShort(10 ** decade)} />
        ))}
        {ticks.map((rank) => (
          <text key={rank} className={plot.tick} x={x(rank)} y={plotEdge.top + plotHeight + 16} textAnchor={rank === 1 ? 'start' : 'middle'}>
            {formatShort(rank)}
          </text>
        ))}
        <path className={styles.area} d={area} />
        <path className={styles.line} d={line} />
        {chosen && <circle className={styles.mark} cx={x(marked ?? 1)} cy={y(chosen.reach)} r={5} />}
        <AxisTitles width={width} height={height} xLabel={xLabel} yLabel={yLabel} />
      </svg>
      {onSpan && lastRank > 1 && (
        <RankBrush label={label} last={lastRank} span={span} onSpan={onSpan} area={{ left: plotEdge.left / width, width: plotWidth / width, top: plotEdge.top / height, height: plotHeight / height }} />
      )}
      </div>
      <figcaption id={description} className="visually-hidden">
        {steps.slice(0, 8).map((step) => `Rank ${formatCount(step.firstRank)} to ${formatCount(step.lastRank)}: ${formatCount(step.reach)}.`).join(' ')}
        {steps.length > 8 ? ` ${steps.length - 8} lower steps follow; the table has every one.` : ''}
      </figcaption>
    </figure>
  );
}

/** First rank and round numbers up to the last. */
function rankTicks(last: number): readonly number[] {
  if (last < 6) return Array.from({ length: last }, (_, index) => index + 1);
  const rough = last / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  return [1, ...Array.from({ length: Math.floor(last / step) }, (_, index) => (index + 1) * step)];
}
