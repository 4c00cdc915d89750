import { type PointerEvent, useId, useState } from 'react';
import { formatCount, formatShort } from '../../../ui/quantity.ts';
import { AxisTitles, GridLine, plotEdge } from '../../../ui/plot.tsx';
import plot from '../../../ui/plot.module.css';
import styles from './line-chart.module.css';

export interface Line {
  readonly label: string;
  /** Heights, one for each place on the x axis; null where there is none. */
  readonly values: readonly (number | null)[];
}

interface LineChartProps {
  readonly label: string;
  /** Where each value stands, ascending. */
  readonly places: readonly number[];
  /** What each place is called. */
  readonly names: readonly string[];
  readonly lines: readonly Line[];
  readonly xLabel: string;
  readonly yLabel: string;
  /** A height to mark across the plot, with its name. */
  readonly mark?: { readonly value: number; readonly name: string } | undefined;
  readonly format?: (value: number) => string;
}

const [width, height] = [640, 230];
const [plotWidth, plotHeight] = [width - plotEdge.left - plotEdge.right, height - plotEdge.top - plotEdge.bottom];

/** One to three lines over a linear scale from 0; what the pointer is at is said below, and every point stands in words. */
export function LineChart({ label, places, names, lines, xLabel, yLabel, mark, format = formatCount }: LineChartProps) {
  const words = useId();
  const [hovered, setHovered] = useState<number | null>(null);
  const [first, last] = [places[0] ?? 0, places.at(-1) ?? 1];
  const top = niceTop(Math.max(mark?.value ?? 0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0))));
  const x = (place: number): number => plotEdge.left + (last === first ? plotWidth / 2 : ((place - first) / (last - first)) * plotWidth);
  const y = (value: number): number => plotEdge.top + plotHeight * (1 - value / top);
  const onPointerMove = (event: PointerEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * width;
    setHovered(places.reduce((best, place, index) => (Math.abs(x(place) - at) < Math.abs(x(places[best] ?? 0) - at) ? index : best), 0));
  };
  const ticks = places.length <= 8 ? places.map((_, index) => index) : Array.from({ length: 6 }, (_, tick) => nearest(places, first + ((last - first) * tick) / 5));
  return (
    <figure className={plot.figure} aria-label={label}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${label}, lines`} aria-describedby={words} onPointerMove={onPointerMove} onPointerLeave={() => setHovered(null)}>
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <GridLine key={share} y={y(top * share)} width={width} name={formatShort(top * share)} />
        ))}
        {[...new Set(ticks)].map((index) => (
          <text key={index} className={plot.tick} x={x(places[index] ?? 0)} y={plotEdge.top + plotHeight + 16} textAnchor={index === 0 && places.length > 1 ? 'start' : index === places.length - 1 && index > 0 ? 'end' : 'middle'}>
            {names[index]}
          </text>
        ))}
        {mark && (
          <>
            <line className={styles.mark} x1={plotEdge.left} x2={width - plotEdge.right} y1={y(mark.value)} y2={y(mark.value)} />
            <text className={plot.tick} x={width - plotEdge.right} y={y(mark.value) - 5} textAnchor="end">
              {mark.name}
            </text>
          </>
        )}
        {hovered !== null && <line className={plot.grid} x1={x(places[hovered] ?? 0)} x2={x(places[hovered] ?? 0)} y1={plotEdge.top} y2={plotEdge.top + plotHeight} />}
        {lines.map(({ label: name, values }, at) => (
          <g key={name} className={styles[`line${at}`]}>
            <path d={values.flatMap((value, index) => (value === null ? [] : [`${x(places[index] ?? 0)} ${y(value)}`])).map((point, index) => `${index === 0 ? 'M' : 'L'}${point}`).join('')} />
            {values.map((value, index) => value !== null && (places.length <= 24 || hovered === index) && <circle key={names[index]} cx={x(places[index] ?? 0)} cy={y(value)} r={hovered === index ? 4 : 2.5} />)}
          </g>
        ))}
        <AxisTitles width={width} height={height} xLabel={xLabel} yLabel={yLabel} />
      </svg>
      <div className={styles.legend} aria-hidden>
        {lines.map(({ label: name, values }, at) => (
          <span key={name}>
            <i className={styles[`key${at}`]} /> {name}
            {hovered !== null && `: ${values[hovered] === null || values[hovered] === undefined ? '—' : format(values[hovered])}`}
          </span>
        ))}
        {hovered !== null && <span className={styles.place}>{names[hovered]}</span>}
      </div>
      <figcaption id={words} className="visually-hidden">
        {places.slice(0, 60).map((_, index) => `${names[index]}: ${lines.map(({ label: name, values }) => `${name} ${values[index] === null || values[index] === undefined ? 'none' : format(values[index])}`).join(', ')}.`).join(' ')}
      </figcaption>
    </figure>
  );
}

function nearest(places: readonly number[], wanted: number): number {
  return places.reduce((best, place, index) => (Math.abs(place - wanted) < Math.abs((places[best] ?? 0) - wanted) ? index : best), 0);
}

/** A round number at or above a value, so that the quarters of the scale are round too. */
function niceTop(value: number): number {
  if (value <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10].find((factor) => factor * power >= value) ?? 10) * power;
}
