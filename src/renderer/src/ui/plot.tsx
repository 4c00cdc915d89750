import styles from './plot.module.css';

/** What lies around the lines of a plot: its scales and their titles. */
export const plotEdge = { left: 52, right: 16, top: 14, bottom: 38 } as const;

interface PlotSize {
  readonly width: number;
  readonly height: number;
}

/** A line across a plot at a height that its scale names. */
export function GridLine({ y, width, name }: Pick<PlotSize, 'width'> & { readonly y: number; readonly name: string }) {
  return (
    <g>
      <line className={styles.grid} x1={plotEdge.left} x2={width - plotEdge.right} y1={y} y2={y} />
      <text className={styles.tick} x={plotEdge.left - 8} y={y + 4} textAnchor="end">
        {name}
      </text>
    </g>
  );
}

export function AxisTitles({ width, height, xLabel, yLabel }: PlotSize & { readonly xLabel: string; readonly yLabel: string }) {
  const [plotWidth, plotHeight] = [width - plotEdge.left - plotEdge.right, height - plotEdge.top - plotEdge.bottom];
  return (
    <>
      <text className={styles.axis} x={plotEdge.left + plotWidth / 2} y={height - 5} textAnchor="middle">
        {xLabel}
      </text>
      <text className={styles.axis} transform={`translate(12 ${plotEdge.top + plotHeight / 2}) rotate(-90)`} textAnchor="middle">
        {yLabel}
      </text>
    </>
  );
}
